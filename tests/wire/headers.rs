//! Header fields of answers: typed on both sides, of successes and errors.

use chrono::{DateTime, Utc};
use http::StatusCode;

use crate::generated::headers::client::api::AddThingSuccess;
use crate::generated::headers::client::{Client, Error, Headers, Retry};
use crate::generated::headers::server::{
    self, AddThingRequest, AddThingResponse, Api, CountThingsRequest, CountThingsResponse, ListThingsRequest,
    ListThingsResponse,
};
use crate::generated::headers::types::add_thing::{LocationHeaders, RetryAfterHeaders};
use crate::generated::headers::types::count_things::TotalContentLengthHeaders;
use crate::generated::headers::types::list_things::{ListThingsHeaders, XFilter, XFlagsItem, XLimits};
use crate::generated::headers::types::{RetryAfterReasonHeaders, TooMany};
use crate::harness::{Running, answer, response, serve};

struct Things;

fn full() -> ListThingsHeaders {
    ListThingsHeaders {
        x_total: 7,
        link: Some("</things?page=2>; rel=\"next\"".to_owned()),
        x_expires: Some("2024-02-29T12:30:00Z".parse::<DateTime<Utc>>().unwrap()),
        x_flags: Some(vec![XFlagsItem::New, XFlagsItem::Old]),
        x_limits: Some(XLimits {
            min: Some(1),
            max: Some(2.5),
        }),
        x_window: Some([("a".to_owned(), 1), ("b".to_owned(), -2)].into()),
        x_filter: Some(XFilter {
            deep: Some(vec![true, false]),
        }),
        x_cached: Some(true),
    }
}

impl Api for Things {
    async fn list_things(&self, request: ListThingsRequest) -> ListThingsResponse {
        let headers = match request.page {
            None => full(),
            Some(0) => ListThingsHeaders {
                link: Some("broken\r\nX-Evil: 1".to_owned()),
                ..full()
            },
            Some(1) => {
                return ListThingsResponse::TooManyRequests(
                    RetryAfterReasonHeaders {
                        retry_after: 30,
                        x_reason: Some("größer".to_owned()),
                    },
                    TooMany {
                        message: "slow down".to_owned(),
                    },
                );
            }
            Some(_) => ListThingsHeaders {
                x_total: 7,
                link: None,
                x_expires: None,
                x_flags: None,
                x_limits: None,
                x_window: None,
                x_filter: None,
                x_cached: None,
            },
        };
        ListThingsResponse::Ok(headers, vec!["a".to_owned()])
    }

    async fn add_thing(&self, _: AddThingRequest) -> AddThingResponse {
        AddThingResponse::Created(LocationHeaders {
            location: "/things/8".to_owned(),
        })
    }

    async fn count_things(&self, _: CountThingsRequest) -> CountThingsResponse {
        CountThingsResponse::Ok(TotalContentLengthHeaders {
            x_total: 7,
            content_length: Some(1234),
        })
    }
}

async fn start() -> (Running, Client) {
    let server = serve(server::router(Things)).await;
    let client = Client::builder()
        .base_url(&server.url)
        .retry(Retry::none())
        .build()
        .unwrap();
    (server, client)
}

#[tokio::test]
async fn header_fields_are_written_as_the_style_says_and_read_back() {
    let (server, client) = start().await;
    let raw = server.raw("GET /things", &[], "").await;
    for (name, value) in [
        ("x-total", "7"),
        ("link", "</things?page=2>; rel=\"next\""),
        ("x-expires", "2024-02-29T12:30:00Z"),
        ("x-flags", "new,old"),
        ("x-limits", "min=1,max=2.5"),
        ("x-window", "a,1,b,-2"),
        ("x-filter", r#"{"deep":[true,false]}"#),
        ("x-cached", "true"),
    ] {
        assert_eq!(raw.header(name), Some(value), "{name}");
    }
    let answer = client.list_things().send_for_headers().await.unwrap();
    assert_eq!((answer.status, &answer.headers), (StatusCode::OK, &full()));
    assert_eq!(answer.raw_headers["x-total"], "7");
    assert_eq!(answer.body, ["a"]);
    assert_eq!(client.list_things().await.unwrap(), ["a"], "most callers need no more");

    let answer = client.list_things().page(2).send_for_headers().await.unwrap();
    assert_eq!((answer.headers.x_total, answer.headers.link), (7, None));
}

#[tokio::test]
async fn errors_keep_theirs() {
    let (_server, client) = start().await;
    let error = client.list_things().page(1).await.unwrap_err();
    let Error::Api(error) = error else { panic!("{error:?}") };
    let headers: RetryAfterReasonHeaders = error.documented_headers().unwrap();
    assert_eq!((headers.retry_after, headers.x_reason.as_deref()), (30, Some("größer")));
    assert_eq!(error.body.message, "slow down");
}

#[tokio::test]
async fn where_successes_differ_in_theirs_they_are_read_by_type() {
    let (_server, client) = start().await;
    let answer = client.add_thing().send_for_headers().await.unwrap();
    assert_eq!(answer.body, AddThingSuccess::Created);
    assert_eq!(LocationHeaders::read(&answer.headers).unwrap().location, "/things/8");
    assert!(RetryAfterHeaders::read(&answer.headers).is_err());
    let answer = client.count_things().send_for_headers().await.unwrap();
    assert_eq!((answer.headers.x_total, answer.headers.content_length), (7, Some(1234)));
}

#[tokio::test]
async fn a_value_that_no_header_can_hold_is_a_fault_of_the_server() {
    let (server, _) = start().await;
    let raw = server.raw("GET /things?page=0", &[], "").await;
    assert_eq!((raw.status, raw.header("x-evil")), (500, None));
    raw.problem();
}

#[tokio::test]
async fn header_fields_that_are_not_as_described_matter_only_to_those_who_ask() {
    let json = ("content-type", "application/json");
    let headers: &'static [(&str, &str)] = Box::leak(Box::new([json, ("x-total", "many")]));
    for headers in [headers, &headers[..1]] {
        let (server, _) = answer(move || response(200, headers, "[]")).await;
        let client = Client::builder().base_url(&server.url).build().unwrap();
        assert!(client.list_things().await.unwrap().is_empty());
        let error = client.list_things().send_for_headers().await.unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
    }
}
