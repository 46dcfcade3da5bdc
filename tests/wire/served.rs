//! A server that shows its own description.

use axum::Router;
use serde_json::Value;

use crate::generated::served::server::{self, ListPetsRequest, ListPetsResponse, Pets, docs};
use crate::harness::{Running, serve};

struct None;

impl Pets for None {
    async fn list_pets(&self, _: ListPetsRequest) -> ListPetsResponse {
        ListPetsResponse::Ok(Vec::new())
    }
}

/// What the page asks for, relative to its own folder.
fn wanted(page: &str) -> Vec<&str> {
    let quoted = page.split('"').skip(1).step_by(2);
    quoted
        .filter(|text| text.contains('.') || text.contains("//"))
        .collect()
}

async fn check(server: &Running, folder: &str) {
    let page = server.raw(&format!("GET {folder}/docs"), &[], "").await;
    assert_eq!(
        (page.status, page.header("content-type")),
        (200, Some("text/html; charset=utf-8"))
    );
    let wanted = wanted(&page.body);
    assert_eq!(
        wanted,
        [
            "docs/assets/swagger-ui.css",
            "docs/assets/swagger-ui-bundle.js",
            "openapi.json",
            "docs/assets/oauth2-redirect.html",
        ]
    );
    for (file, media_type) in wanted
        .iter()
        .zip(["text/css", "text/javascript", "application/json", "text/html"])
    {
        let raw = server.raw(&format!("GET {folder}/{file}"), &[], "").await;
        assert_eq!(
            (raw.status, raw.header("content-type")),
            (200, Some(media_type)),
            "{file}"
        );
        assert!(!raw.body.is_empty(), "{file}");
    }
}

#[tokio::test]
async fn the_description_and_its_page_are_served() {
    let router = server::router(None).merge(docs::router());
    let server = serve(router.clone()).await;
    let document: Value = serde_json::from_str(&server.raw("GET /openapi.json", &[], "").await.body).unwrap();
    let items = document.pointer("/paths/~1pets/get/responses/200/content/application~1json/schema/items/$ref");
    let pet = document
        .pointer(items.unwrap().as_str().unwrap().trim_start_matches('#'))
        .unwrap();
    let name = pet["properties"]["name"]["$ref"].as_str().unwrap();
    assert_eq!(document.pointer(name.trim_start_matches('#')).unwrap()["maxLength"], 9);
    check(&server, "").await;
    assert_eq!(server.raw("GET /pets", &[], "").await.body, "[]");
    assert_eq!(server.raw("GET /docs/assets/none.js", &[], "").await.status, 404);

    let server = serve(Router::new().nest("/v1", router)).await;
    check(&server, "/v1").await;
}
