//! Sutro: no servers, an array as the answer, uuid, email and date-time.

use serde_json::json;
use sutro_client::{Client, Error, Retry};
use sutro_server::{GetInvitationsRequest, GetInvitationsResponse, Members};
use sutro_types::Invitation;

use crate::harness::{answer, response, serve};

struct Api(Vec<Invitation>);

impl Members for Api {
    async fn get_invitations(&self, _: GetInvitationsRequest) -> GetInvitationsResponse {
        GetInvitationsResponse::Ok(self.0.clone())
    }
}

fn invitation() -> serde_json::Value {
    json!({
        "id": "67e55044-10b1-426f-9247-bb680e5fe0c8",
        "customerId": "a3bb189e-8bf9-3888-9912-ace4e6543002",
        "inviterId": "00000000-0000-0000-0000-000000000000",
        "email": "a@example.com",
        "token": "67e55044-10b1-426f-9247-bb680e5fe0c9",
        "expiresAt": "2024-10-30T19:28:23.802551Z",
        "createdAt": "2024-10-01T00:00:00Z",
    })
}

#[tokio::test]
async fn lists_invitations() {
    let sent: Vec<Invitation> = serde_json::from_value(json!([invitation()])).unwrap();
    let server = serve(sutro_server::router(Api(sent.clone()))).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    let received = client.members().get_invitations().await.unwrap();
    assert_eq!(received, sent);
    assert_eq!(
        received[0].id,
        uuid::Uuid::from_u128(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8)
    );
    assert_eq!(received[0].expires_at.timestamp(), 1_730_316_503);

    let raw = server.raw("GET /invitations", &[], "").await;
    assert_eq!(raw.status, 200);
    assert_eq!(raw.header("content-type"), Some("application/json"));
    let body: serde_json::Value = serde_json::from_str(&raw.body).unwrap();
    assert_eq!(body, json!([invitation()]));
}

#[tokio::test]
async fn an_empty_list_is_a_list() {
    let server = serve(sutro_server::router(Api(Vec::new()))).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    assert_eq!(client.members().get_invitations().await.unwrap(), vec![]);
}

#[test]
fn no_server_is_an_error_that_says_so() {
    let error = Client::builder().build().unwrap_err();
    assert_eq!(error.to_string(), "this API names no server: call `base_url`");
}

#[tokio::test]
async fn an_answer_that_is_not_as_described_is_kept() {
    let mut broken = invitation();
    broken["id"] = json!("not a uuid");
    let body = json!([broken]).to_string();
    let (server, _) = answer(move || response(200, &[("content-type", "application/json")], &body)).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    match client.members().get_invitations().await.unwrap_err() {
        Error::Decode(error) => {
            assert!(String::from_utf8_lossy(&error.body).contains("not a uuid"));
            assert!(error.source.to_string().contains("property `id`"), "{}", error.source);
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_undocumented_status_keeps_status_headers_and_body() {
    let (server, _) = answer(|| response(503, &[("retry-after", "7")], "come back later")).await;
    let client = Client::builder()
        .base_url(&server.url)
        .retry(Retry::none())
        .build()
        .unwrap();
    let error = client.members().get_invitations().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    match error {
        Error::Unexpected(response) => {
            assert_eq!(response.headers["retry-after"], "7");
            assert_eq!(&response.body[..], b"come back later");
        }
        other => panic!("{other:?}"),
    }
}
