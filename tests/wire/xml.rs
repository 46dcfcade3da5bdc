//! Bodies in XML: names, attributes, wrapped arrays, namespaces (OAS 3.1.1 §4.8.26).

use crate::generated::xml::client::{Client, Error};
use crate::generated::xml::server::{self, AddBookRequest, AddBookResponse, Api, PutShelfRequest, PutShelfResponse};
use crate::generated::xml::types::{AddBookBadRequestBody, Book, Shelf};
use crate::harness::{Running, answer, response, serve};

struct Library;

impl Api for Library {
    async fn add_book(&self, request: AddBookRequest) -> AddBookResponse {
        match request.body.title.as_str() {
            "forbidden" => AddBookResponse::BadRequest(AddBookBadRequestBody { code: Some(7) }),
            _ => AddBookResponse::Ok(request.body),
        }
    }

    async fn put_shelf(&self, request: PutShelfRequest) -> PutShelfResponse {
        PutShelfResponse::Ok(request.body.books)
    }
}

async fn start() -> (Running, Client) {
    let server = serve(server::router(Library)).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    (server, client)
}

fn sequel() -> Book {
    Book {
        id: 2,
        title: "Two".to_owned(),
        price: None,
        sold: None,
        added: None,
        authors: Vec::new(),
        tags: None,
        sequels: None,
        extra: None,
    }
}

fn book() -> Book {
    Book {
        id: 1,
        title: "<One> & \"only\"".to_owned(),
        price: Some(9.5),
        sold: Some(true),
        added: Some("2024-02-29".parse().unwrap()),
        authors: vec!["A".to_owned(), "B ü".to_owned()],
        tags: Some(vec!["x".to_owned(), "y".to_owned()]),
        sequels: Some(vec![sequel()]),
        extra: Some([("k".to_owned(), "v".to_owned())].into()),
    }
}

const TEXT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><book id=\"1\">\
    <smp:title xmlns:smp=\"https://example.com/schema\">&lt;One&gt; &amp; &quot;only&quot;</smp:title>\
    <price>9.5</price><sold>true</sold><added>2024-02-29</added><author>A</author><author>B ü</author>\
    <labels><label>x</label><label>y</label></labels>\
    <sequels><book id=\"2\"><smp:title xmlns:smp=\"https://example.com/schema\">Two</smp:title></book></sequels>\
    <extra><k>v</k></extra></book>";

#[tokio::test]
async fn values_are_written_as_the_description_says() {
    let (server, seen) = answer(|| response(200, &[("content-type", "application/xml")], TEXT)).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    let read = client.add_book(book()).await.unwrap();
    assert_eq!(String::from_utf8_lossy(&seen.body()), TEXT);
    assert_eq!(seen.header("content-type").as_deref(), Some("application/xml"));
    assert_eq!(read, book());
}

#[tokio::test]
async fn values_arrive_as_they_were_given() {
    let (_server, client) = start().await;
    assert_eq!(client.add_book(book()).await.unwrap(), book());
    let shelf = Shelf {
        books: vec![book(), sequel()],
        place: Some(vec![1, 2]),
    };
    assert_eq!(client.put_shelf(shelf).await.unwrap(), [book(), sequel()]);
    let mut forbidden = sequel();
    forbidden.title = "forbidden".to_owned();
    match client.add_book(forbidden).await {
        Err(Error::Api(fault)) => assert_eq!(fault.body.code, Some(7)),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn documents_of_others_are_read_too() {
    let (server, _) = start().await;
    let xml = ["Content-Type: text/xml; charset=utf-8"];
    let shelf = "<?xml version='1.0'?>\n<!-- theirs -->\n<Shelf xmlns='urn:x'>\n  <place> 7 </place>\n  <unknown/>\n  \
                 <book id='3'>\n <p:title xmlns:p='urn:p'><![CDATA[a < b]]> &#x263A;</p:title>\n <labels/>\n </book>\n</Shelf>";
    let seen = server.raw("PUT /shelves", &xml, shelf).await;
    assert_eq!(seen.status, 200, "{seen:?}");
    assert_eq!(seen.header("content-type"), Some("application/vnd.shelf+xml"));
    let expected = "<root><book id=\"3\"><smp:title xmlns:smp=\"https://example.com/schema\">a &lt; b ☺</smp:title>\
                    <labels></labels></book></root>";
    assert!(seen.body.ends_with(expected), "{}", seen.body);
}

#[tokio::test]
async fn documents_that_do_not_fit_are_refused_with_the_place() {
    let (server, _) = start().await;
    let xml = ["Content-Type: application/xml"];
    let title = "<title>t</title>";
    for (body, status, pointer) in [
        ("<book".to_owned(), 400, ""),
        ("<book><a></book>".to_owned(), 400, ""),
        (format!("<book id='x'>{title}</book>"), 400, "/id"),
        (
            format!("<book id='1'>{title}<price>1</price><sold>maybe</sold></book>"),
            400,
            "/sold",
        ),
        (
            format!("<book id='1'>{title}<sequels><book/></sequels></book>"),
            400,
            "/sequels/0",
        ),
        (
            "<book id='1'><title>more than twenty letters</title></book>".to_owned(),
            422,
            "/title",
        ),
        (format!("<book id='1'>{title}&undeclared;</book>"), 400, ""),
        ("<a>".repeat(200), 400, ""),
    ] {
        let refused = server.raw("POST /books", &xml, &body).await;
        assert_eq!(refused.status, status, "{body}: {refused:?}");
        assert_eq!(
            refused.problem()["violations"][0]["pointer"],
            pointer,
            "{body}: {refused:?}"
        );
    }
}
