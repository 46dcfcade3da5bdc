//! Security: document-wide, per operation, none, optional, and alternatives of several schemes together.

use crate::generated::security::client::{Builder, Client, Error};
use crate::generated::security::server::{
    self, AnyRequest, AnyResponse, Api, Authenticate, Basic, ByDefaultRequest, ByDefaultResponse, Denied, OpenRequest,
    OpenResponse, OptionalRequest, OptionalResponse,
};
use crate::harness::serve;

struct Guard;

fn only(good: bool) -> Result<(), Denied> {
    if good {
        Ok(())
    } else {
        Err(Denied::Unauthenticated("wrong".into()))
    }
}

impl Authenticate for Guard {
    type Principal = ();

    async fn key(&self, key: &str) -> Result<(), Denied> {
        only(key == "k")
    }

    async fn query(&self, key: &str) -> Result<(), Denied> {
        only(key == "q&")
    }

    async fn basic(&self, credentials: &Basic) -> Result<(), Denied> {
        only(credentials.username == "u" && credentials.password == "p")
    }

    async fn token(&self, token: &str) -> Result<(), Denied> {
        only(token == "t")
    }
}

impl Api for Guard {
    async fn any(&self, (): (), _: AnyRequest) -> AnyResponse {
        AnyResponse::NoContent
    }

    async fn by_default(&self, (): (), _: ByDefaultRequest) -> ByDefaultResponse {
        ByDefaultResponse::NoContent
    }

    async fn open(&self, _: OpenRequest) -> OpenResponse {
        OpenResponse::NoContent
    }

    async fn optional(&self, _: Option<()>, _: OptionalRequest) -> OptionalResponse {
        OptionalResponse::NoContent
    }
}

#[tokio::test]
async fn each_operation_asks_for_what_it_needs() {
    let server = serve(server::router(Guard)).await;
    let build = |give: fn(Builder) -> Builder| give(Client::builder().base_url(&server.url)).build().unwrap();

    let nobody = build(|b| b);
    nobody.open().await.unwrap();
    nobody.optional().await.unwrap();
    assert!(matches!(nobody.by_default().await, Err(Error::MissingCredentials(_))));
    let missing = nobody.any().await.unwrap_err().to_string();
    assert!(
        missing.contains("`basic`") && missing.contains("`token`") && missing.contains("`key`"),
        "{missing}"
    );

    build(|b| b.key("k")).by_default().await.unwrap();
    build(|b| b.basic("u", "p")).any().await.unwrap();
    build(|b| b.token("t").key("k")).any().await.unwrap();
    build(|b| b.query("q&")).optional().await.unwrap();
    assert!(
        matches!(build(|b| b.token("t")).any().await, Err(Error::MissingCredentials(_))),
        "one of two is not enough"
    );
}

#[tokio::test]
async fn wrong_credentials_are_refused_even_where_none_are_needed() {
    let server = serve(server::router(Guard)).await;
    for (line, headers) in [
        ("GET /default", vec!["X-Key: wrong"]),
        ("GET /any", vec!["Authorization: Bearer t", "X-Key: wrong"]),
        ("GET /any", vec!["Authorization: Basic dTp3cm9uZw=="]),
        ("GET /optional?key=wrong", vec![]),
    ] {
        let refused = server.raw(line, &headers, "").await;
        assert_eq!(refused.status, 401, "{line} {headers:?}");
        refused.problem();
    }
    assert_eq!(
        server.raw("GET /any", &["Authorization: Basic dTpw"], "").await.status,
        204
    );
}
