//! Lists of three pages, in every way of asking for the next page, and a server that never ends.

use std::sync::{Arc, Mutex};

use crate::generated::pagination::client::Client;
use crate::generated::pagination::server::{
    self, AddOrdersRequest, AddOrdersResponse, AddPageRequest, AddPageResponse, Api, Authenticate, ByCursorRequest,
    ByCursorResponse, ByHeaderRequest, ByHeaderResponse, ByIndexRequest, ByIndexResponse, ByLastRequest,
    ByLastResponse, ByLinkRequest, ByLinkResponse, ByObjectRequest, ByObjectResponse, ByOffsetRequest,
    ByOffsetResponse, ByPageRequest, ByPageResponse, Denied, HasMoreRequest, HasMoreResponse, NoCursorRequest,
    NoCursorResponse, NoPagesRequest, NoPagesResponse, NoStartRequest, NoStartResponse, QueryRequest, QueryResponse,
    SearchRequest, SearchResponse,
};
use crate::generated::pagination::types::by_cursor::Meta;
use crate::generated::pagination::types::by_header::LinkHeaders;
use crate::generated::pagination::types::by_index::Data;
use crate::generated::pagination::types::search::Pagination;
use crate::generated::pagination::types::{
    ByCursorResponseBody, ByIndexResponseBody, ByLastResponseBody, ByLinkResponseBody, ByObjectResponseBody,
    HasMoreResponseBody, NoPagesResponseBody, Numbers, Pet, QueryResponseBody, SearchRequestBody, SearchResponseBody,
};
use crate::harness::{Running, response, serve};

/// Five numbers, two a page, and what was asked for.
#[derive(Clone, Default)]
struct Five {
    asked: Arc<Mutex<Vec<String>>>,
}

impl Five {
    fn page(&self, start: i64, asked: impl std::fmt::Debug) -> Vec<i64> {
        self.asked.lock().unwrap().push(format!("{asked:?}"));
        (start + 1..=5).take(2).collect()
    }

    fn pets(&self, start: i64, asked: impl std::fmt::Debug) -> Vec<Pet> {
        let page = self.page(start, asked).into_iter();
        page.map(|id| Pet { id: id.to_string() }).collect()
    }
}

/// How many come before the item that a cursor names.
fn after(cursor: Option<&String>) -> i64 {
    cursor.map_or(0, |cursor| cursor.parse().unwrap())
}

impl Authenticate for Five {
    type Principal = ();

    async fn key(&self, key: &str) -> Result<(), Denied> {
        match key {
            "k3y" => Ok(()),
            _ => Err(Denied::Unauthenticated("wrong".into())),
        }
    }
}

impl Api for Five {
    async fn by_page(&self, request: ByPageRequest) -> ByPageResponse {
        ByPageResponse::Ok(self.pets((request.page_number - 1) * 2, request.page_number))
    }

    async fn by_index(&self, request: ByIndexRequest) -> ByIndexResponse {
        let start = request.page_index.unwrap_or(0) * 2;
        ByIndexResponse::Ok(ByIndexResponseBody {
            data: Some(Data {
                pets: Some(self.pets(start, request.page_index)),
            }),
            has_more: Some(start + 2 < 5),
        })
    }

    async fn by_offset(&self, request: ByOffsetRequest) -> ByOffsetResponse {
        match request.offset.unwrap_or(0) {
            offset @ 0..10 => ByOffsetResponse::Ok(Numbers {
                items: self.page(offset, (request.offset, request.limit)),
            }),
            _ => ByOffsetResponse::BadRequest("no such page".to_owned()),
        }
    }

    async fn by_cursor(&self, request: ByCursorRequest) -> ByCursorResponse {
        let start = after(request.cursor.as_ref());
        ByCursorResponse::Ok(ByCursorResponseBody {
            pets: self.pets(start, request.cursor),
            tags: None,
            meta: Meta {
                next_cursor: (start + 2 < 5).then(|| (start + 2).to_string()),
            },
        })
    }

    async fn by_last(&self, request: ByLastRequest) -> ByLastResponse {
        let start = after(request.starting_after.as_ref());
        ByLastResponse::Ok(ByLastResponseBody {
            data: self.pets(start, request.starting_after),
            has_more: start + 2 < 5,
        })
    }

    async fn by_link(&self, (): (), request: ByLinkRequest) -> ByLinkResponse {
        let start = after(request.from_id.as_ref());
        let page = self.page(start, (request.limit, request.from_id));
        ByLinkResponse::Ok(ByLinkResponseBody {
            count: Some(5),
            next: (start + 2 < 5).then(|| format!("/by-link?limit=2&from_id={}", start + 2)),
            previous: None,
            results: page.iter().map(i64::to_string).collect(),
        })
    }

    async fn by_header(&self, request: ByHeaderRequest) -> ByHeaderResponse {
        let page = request.page.unwrap_or(1);
        let next = format!("<?page={}>; rel=\"next\", <?page=3>; rel=\"last\"", page + 1);
        let link = (page < 3).then_some(next);
        ByHeaderResponse::Ok(LinkHeaders { link }, self.page((page - 1) * 2, request.page))
    }

    async fn search(&self, request: SearchRequest) -> SearchResponse {
        let pagination = request.body.pagination.unwrap_or_default();
        let start = after(pagination.cursor.as_ref());
        SearchResponse::Ok(SearchResponseBody {
            hits: self.pets(start, (request.body.text, pagination.limit, pagination.cursor)),
            next_cursor: (start + 2 < 5).then(|| (start + 2).to_string()),
        })
    }

    async fn query(&self, request: QueryRequest) -> QueryResponse {
        let page = request.body.and_then(|body| body.page);
        QueryResponse::Ok(QueryResponseBody {
            hits: self.pets((page.unwrap_or(1) - 1) * 2, page),
            total_pages: 3,
        })
    }

    async fn add_orders(&self, _: AddOrdersRequest) -> AddOrdersResponse {
        AddOrdersResponse::Ok(Vec::new())
    }

    async fn has_more(&self, request: HasMoreRequest) -> HasMoreResponse {
        let start = request.offset.unwrap_or(0);
        HasMoreResponse::Ok(HasMoreResponseBody {
            data: self.page(start, request.offset),
            has_more: start + 2 < 5,
        })
    }

    async fn by_object(&self, request: ByObjectRequest) -> ByObjectResponse {
        let start = after(request.after.as_ref());
        ByObjectResponse::Ok(ByObjectResponseBody {
            data: self.pets(start, request.after),
            has_more: start + 2 < 5,
        })
    }

    async fn no_start(&self, _: NoStartRequest) -> NoStartResponse {
        NoStartResponse::Ok(Vec::new())
    }

    async fn no_cursor(&self, _: NoCursorRequest) -> NoCursorResponse {
        NoCursorResponse::Ok(Vec::new())
    }

    async fn no_pages(&self, _: NoPagesRequest) -> NoPagesResponse {
        NoPagesResponse::Ok(NoPagesResponseBody::default())
    }

    async fn add_page(&self, _: AddPageRequest) -> AddPageResponse {
        AddPageResponse::Ok(Vec::new())
    }
}

async fn running() -> (Running, Client, Five) {
    let five = Five::default();
    let running = serve(server::router(five.clone())).await;
    let client = Client::builder().base_url(&running.url).key("k3y").build().unwrap();
    (running, client, five)
}

fn ids(pets: Vec<Pet>) -> Vec<String> {
    pets.into_iter().map(|pet| pet.id).collect()
}

#[tokio::test]
async fn all_items_come_in_order_in_every_way() {
    let (_running, client, five) = running().await;
    let asked = || std::mem::take(&mut *five.asked.lock().unwrap());
    let all = ["1", "2", "3", "4", "5"];

    assert_eq!(ids(client.by_page().items().all().await.unwrap()), all);
    assert_eq!(asked(), ["1", "2", "3", "4"]);

    assert_eq!(ids(client.by_index().items().all().await.unwrap()), all);
    assert_eq!(asked(), ["None", "Some(1)", "Some(2)"]);

    assert_eq!(
        client.by_offset().limit(2).all_items().all().await.unwrap(),
        [1, 2, 3, 4, 5]
    );
    assert_eq!(
        asked(),
        [
            "(None, Some(2))",
            "(Some(2), Some(2))",
            "(Some(4), Some(2))",
            "(Some(5), Some(2))"
        ]
    );

    assert_eq!(ids(client.by_cursor().items().all().await.unwrap()), all);
    assert_eq!(asked(), ["None", "Some(\"2\")", "Some(\"4\")"]);

    assert_eq!(ids(client.by_last().items().all().await.unwrap()), all);
    assert_eq!(asked(), ["None", "Some(\"2\")", "Some(\"4\")"]);

    assert_eq!(client.by_link().limit(2).items().all().await.unwrap(), all);
    assert_eq!(
        asked(),
        ["(Some(2), None)", "(Some(2), Some(\"2\"))", "(Some(2), Some(\"4\"))"]
    );

    assert_eq!(client.by_header().items().all().await.unwrap(), [1, 2, 3, 4, 5]);
    assert_eq!(asked(), ["None", "Some(2)", "Some(3)"]);

    let body = SearchRequestBody {
        text: Some("x".to_owned()),
        pagination: Some(Pagination {
            cursor: None,
            limit: Some(2),
        }),
    };
    assert_eq!(ids(client.search(body).items().all().await.unwrap()), all);
    assert_eq!(
        asked(),
        [
            "(Some(\"x\"), Some(2), None)",
            "(Some(\"x\"), Some(2), Some(\"2\"))",
            "(Some(\"x\"), Some(2), Some(\"4\"))"
        ]
    );

    assert_eq!(ids(client.query().items().all().await.unwrap()), all);
    assert_eq!(asked(), ["None", "Some(2)", "Some(3)"]);

    assert_eq!(client.has_more().items().all().await.unwrap(), [1, 2, 3, 4, 5]);
    assert_eq!(asked(), ["None", "Some(2)", "Some(4)"]);

    assert_eq!(ids(client.by_object().items().all().await.unwrap()), all);
    assert_eq!(asked(), ["None", "Some(\"2\")", "Some(\"4\")"]);
}

#[tokio::test]
async fn pages_come_one_by_one_from_where_the_call_says() {
    let (_running, client, five) = running().await;
    let mut pages = client.by_page().page_number(2).pages();
    assert!(five.asked.lock().unwrap().is_empty());
    let page = pages.next().await.unwrap().unwrap();
    assert_eq!(ids(page), ["3", "4"]);
    assert_eq!(*five.asked.lock().unwrap(), ["2"]);
}

#[tokio::test]
async fn a_documented_error_ends_the_list() {
    let (_running, client, _five) = running().await;
    let mut items = client.by_offset().offset(10).all_items();
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "the API answered 400 Bad Request: \"no such page\"");
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn a_next_page_elsewhere_gets_no_credentials() {
    let (other, seen) =
        crate::harness::answer(|| response(200, &[("content-type", "application/json")], r#"{"results":["b"]}"#)).await;
    let body = format!(r#"{{"results":["a"],"next":"{}/by-link?page=2"}}"#, other.url);
    let (first, asked) =
        crate::harness::answer(move || response(200, &[("content-type", "application/json")], &body)).await;
    let client = Client::builder().base_url(&first.url).key("k3y").build().unwrap();
    assert_eq!(client.by_link().items().all().await.unwrap(), ["a", "b"]);
    assert_eq!(asked.header("x-key").as_deref(), Some("k3y"));
    assert_eq!(seen.target(), "/by-link?page=2");
    assert_eq!(seen.header("x-key"), None);
}

#[tokio::test]
async fn a_server_that_repeats_itself_does_not_go_on_for_ever() {
    for body in [
        r#"{"pets":[{"id":"1"}],"meta":{"next_cursor":"same"}}"#,
        r#"{"pets":[{"id":"1"}],"meta":{"next_cursor":""}}"#,
    ] {
        let answer = move || response(200, &[("content-type", "application/json")], body);
        let (running, seen) = crate::harness::answer(answer).await;
        let client = Client::builder().base_url(&running.url).key("k3y").build().unwrap();
        let items = client.by_cursor().cursor("same").items().all().await.unwrap();
        assert_eq!((items.len(), seen.count()), (1, 1), "{body}");
    }
}
