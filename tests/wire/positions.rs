//! Parts by position: the items of arrays.

use serde_json::{Value, json};

use crate::generated::positions::client::Client;
use crate::generated::positions::server::{
    self, AddPagesRequest, AddPagesResponse, AddReportRequest, AddReportResponse, AddValuesRequest, AddValuesResponse,
    Api, PutNumbersRequest, PutNumbersResponse, PutReportRequest, PutReportResponse,
};
use crate::generated::positions::types::add_pages::{ItemPart, PageHeaders};
use crate::generated::positions::types::add_report::{ContentDispositionPagesHeaders, Item2Part};
use crate::generated::positions::types::{About, FilePart, PutNumbersRequestBodyItem as Number};
use crate::harness::{Running, answer, response, serve};

struct Reports;

impl Api for Reports {
    async fn add_pages(&self, request: AddPagesRequest) -> AddPagesResponse {
        let mut pages = Vec::new();
        for ItemPart { headers, content } in request.body {
            let name = content.file_name().map(str::to_owned);
            pages.push(json!([headers.x_page, name, content.bytes().await.unwrap().to_vec()]));
        }
        AddPagesResponse::Ok(Value::Array(pages))
    }

    async fn add_report(&self, request: AddReportRequest) -> AddReportResponse {
        let (about, report) = request.body;
        let content = report.content.bytes().await.unwrap().to_vec();
        AddReportResponse::Ok(json!({"about": about, "headers": report.headers, "content": content}))
    }

    async fn put_report(&self, request: PutReportRequest) -> PutReportResponse {
        PutReportResponse::Ok(json!(request.body))
    }

    async fn add_values(&self, request: AddValuesRequest) -> AddValuesResponse {
        AddValuesResponse::Ok(json!(request.body))
    }

    async fn put_numbers(&self, request: PutNumbersRequest) -> PutNumbersResponse {
        PutNumbersResponse::Ok(json!(request.body))
    }
}

async fn start() -> (Running, Client) {
    let server = serve(server::router(Reports)).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    (server, client)
}

fn about(title: &str) -> About {
    About {
        title: title.to_owned(),
        tags: Some(vec!["a".to_owned(), "b".to_owned()]),
    }
}

fn page(number: i64, content: FilePart) -> ItemPart {
    ItemPart {
        headers: PageHeaders { x_page: number },
        content,
    }
}

fn report() -> (About, Item2Part) {
    let headers = ContentDispositionPagesHeaders {
        content_disposition: Some("inline; filename=\"r.pdf\"".to_owned()),
        x_pages: Some(2),
    };
    let content = FilePart::new(&b"%PDF"[..]);
    (about("r"), Item2Part { headers, content })
}

/// The media type and the body that a call sends, with `B` for the boundary.
async fn sent(call: impl AsyncFnOnce(Client)) -> (String, String) {
    let (server, seen) = answer(|| response(200, &[("content-type", "application/json")], "null")).await;
    call(Client::builder().base_url(&server.url).build().unwrap()).await;
    let media = seen.header("content-type").unwrap();
    let (media, boundary) = media.split_once("; boundary=").unwrap();
    let body = String::from_utf8_lossy(&seen.body())
        .replace(boundary, "B")
        .replace("\r\n", "\n");
    (media.to_owned(), body)
}

#[tokio::test]
async fn items_are_parts_without_names() {
    let (media, body) = sent(async |client| drop(client.add_report(report()).await.unwrap())).await;
    assert_eq!(media, "multipart/related; type=\"application/json\"");
    let expected = "--B
Content-Type: application/json

{\"title\":\"r\",\"tags\":[\"a\",\"b\"]}
--B
content-disposition: inline; filename=\"r.pdf\"
x-pages: 2
Content-Type: application/pdf

%PDF
--B--
";
    assert_eq!(body, expected);

    let values = vec![about("a"), about("b")];
    let (media, body) = sent(async |client| drop(client.add_values().body(values).await.unwrap())).await;
    assert_eq!(media, "multipart/mixed");
    let types: Vec<_> = body.lines().filter(|line| line.starts_with("Content-Type")).collect();
    assert_eq!(
        types,
        [
            "Content-Type: application/vnd.about+json",
            "Content-Type: application/json"
        ]
    );
}

#[tokio::test]
async fn items_arrive_in_their_order() {
    let (_server, client) = start().await;
    let pages = vec![
        page(2, FilePart::new(&b"two"[..]).with_file_name("2.png")),
        page(1, FilePart::new(&b"one"[..])),
    ];
    let seen = client.add_pages(pages).await.unwrap();
    assert_eq!(seen, json!([[2, "2.png", b"two"], [1, null, b"one"]]));
    assert_eq!(client.add_pages(Vec::new()).await.unwrap(), json!([]));

    let seen = client.add_report(report()).await.unwrap();
    let headers = json!({"Content-Disposition": "inline; filename=\"r.pdf\"", "X-Pages": 2});
    assert_eq!(
        seen,
        json!({"about": about("r"), "headers": headers, "content": b"%PDF"})
    );

    assert_eq!(
        client.put_report((about("r"), 7)).await.unwrap(),
        json!([about("r"), 7])
    );

    let values = vec![about("a"), about("b"), about("c")];
    assert_eq!(client.add_values().body(values.clone()).await.unwrap(), json!(values));
    assert_eq!(client.add_values().await.unwrap(), Value::Null);

    let numbers = vec![
        Number::Integer(1),
        Number::IntegerList(vec![2, 3]),
        Number::IntegerList(Vec::new()),
    ];
    assert_eq!(client.put_numbers(numbers).await.unwrap(), json!([1, [2, 3], []]));
}

#[tokio::test]
async fn items_that_do_not_fit_are_refused_where_they_are() {
    let (server, _) = start().await;
    let part = |text: &str| format!("--XX\r\n{text}\r\n");
    let about = part("Content-Type: application/json\r\n\r\n{\"title\": \"r\"}");
    let long = part("Content-Type: application/json\r\n\r\n{\"title\": \"longer\"}");
    let number = part("Content-Type: text/plain\r\n\r\n1");
    let page = part("X-Page: 1\r\n\r\nx");
    // Not passed over, as the parser would.
    let bare = part("\r\n{}");
    for (path, kind, parts, status, pointer) in [
        ("POST /reports", "related", vec![&about], 400, ""),
        ("PUT /reports", "mixed", vec![&about, &number, &number], 400, ""),
        ("PUT /reports", "mixed", vec![&about, &page], 400, "/1"),
        ("POST /reports", "related", vec![&long, &page], 422, "/0/title"),
        ("POST /values", "mixed", vec![&about, &long], 422, "/1/title"),
        ("POST /values", "mixed", vec![&about, &about, &about, &about], 422, ""),
        ("POST /pages", "mixed", vec![&page, &about], 400, "/1/headers/X-Page"),
        ("POST /values", "mixed", vec![&bare, &about], 400, ""),
        ("POST /values", "mixed", vec![&about, &bare, &about], 400, ""),
    ] {
        let body: String = parts.into_iter().map(String::as_str).chain(["--XX--\r\n"]).collect();
        let media = format!("Content-Type: multipart/{kind}; boundary=XX");
        let refused = server.raw(path, &[&media], &body).await;
        assert_eq!(refused.status, status, "{path}: {refused:?}");
        assert_eq!(
            refused.problem()["violations"][0]["pointer"],
            pointer,
            "{path}: {refused:?}"
        );
    }
}
