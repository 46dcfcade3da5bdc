//! Parameters in every part of the request, arrays and objects among them.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::generated::parameters::client::Client;
use crate::generated::parameters::server::{self, Api, GetItemRequest, GetItemResponse};
use crate::generated::parameters::types::get_item::{Filter, Sort};
use crate::harness::{answer, response, serve};

struct Items;

impl Api for Items {
    async fn get_item(&self, request: GetItemRequest) -> GetItemResponse {
        let seen = json!({
            "group": request.group, "verbose": request.verbose, "id": request.id, "tags": request.tags,
            "ids": request.ids, "filter": request.filter, "ratio": request.ratio, "sort": request.sort,
            "X-Request-Id": request.x_request_id, "session": request.session, "id?": request.id_query,
        });
        let Value::Object(seen) = seen else {
            return GetItemResponse::Ok(Map::new());
        };
        GetItemResponse::Ok(seen)
    }
}

#[tokio::test]
async fn every_value_arrives() {
    let server = serve(server::router(Items)).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    let filter = Filter {
        min: Some(1),
        max: Some(9),
    };
    let seen = client
        .get_item("ab/c", 5, Uuid::nil())
        .verbose(true)
        .tags(vec!["a,b".to_owned(), "c&d".to_owned(), "é".to_owned()])
        .ids(vec![1, -2])
        .filter(filter)
        .ratio(0.5)
        .sort(Sort::Desc)
        .session("s; p=1")
        .id_query("other")
        .await
        .unwrap();
    let expected = json!({
        "group": "ab/c", "verbose": true, "id": 5, "tags": ["a,b", "c&d", "é"], "ids": [1, -2],
        "filter": {"min": 1, "max": 9}, "ratio": 0.5, "sort": "desc",
        "X-Request-Id": "00000000-0000-0000-0000-000000000000", "session": "s; p=1", "id?": "other",
    });
    assert_eq!(Value::Object(seen), expected);
}

#[tokio::test]
async fn what_is_not_set_is_not_sent_and_defaults_are_the_servers() {
    let server = serve(server::router(Items)).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    let seen = client.get_item("abc", 5, Uuid::nil()).await.unwrap();
    let expected = json!({
        "group": "abc", "verbose": false, "id": 5, "tags": null, "ids": null, "filter": null, "ratio": 1.0,
        "sort": null, "X-Request-Id": "00000000-0000-0000-0000-000000000000", "session": null, "id?": null,
    });
    assert_eq!(Value::Object(seen), expected);
    let (server, seen) = answer(|| response(200, &[("content-type", "application/json")], "{}")).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    client
        .get_item("abc", 5, Uuid::nil())
        .ids(vec![1, 2])
        .tags(vec!["x".into(), "y".into()])
        .await
        .unwrap();
    assert_eq!(seen.target(), "/groups/abc/items/5?tags=x&tags=y&ids=1,2");
}

#[tokio::test]
async fn all_faults_are_told_at_once() {
    let server = serve(server::router(Items)).await;
    let refused = server
        .raw("GET /groups/toolong/items/0?sort=up&ratio=x&verbose=yes", &[], "")
        .await;
    assert_eq!(refused.status, 400);
    let problem = refused.problem();
    let violations = problem["violations"].as_array().unwrap();
    let names: Vec<&str> = violations.iter().filter_map(|v| v["parameter"].as_str()).collect();
    for name in ["group", "id", "sort", "ratio", "verbose", "X-Request-Id"] {
        assert!(names.contains(&name), "{name} is not told: {problem}");
    }
}
