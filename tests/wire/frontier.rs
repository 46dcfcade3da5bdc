//! Frontier (Swagger 2.0): every documented error typed with its status, basic or bearer, and messages that carry more
//! than the description names.

use frontier_client::{Client, Error};
use frontier_server::{
    Authenticate, Basic, Denied, ListOrganizationInvitationsRequest, ListOrganizationInvitationsResponse, Organization,
};
use frontier_types::{GooglerpcStatus, ProtobufAny, V1beta1Invitation, V1beta1ListOrganizationInvitationsResponse};
use http::StatusCode;
use serde_json::json;

use crate::harness::{Running, serve};

/// Answers with the status that the path names.
struct Api;

impl Authenticate for Api {
    type Principal = String;

    async fn basic(&self, credentials: &Basic) -> Result<String, Denied> {
        Ok(format!("{}/{}", credentials.username, credentials.password))
    }

    async fn bearer(&self, token: &str) -> Result<String, Denied> {
        Ok(token.to_owned())
    }
}

impl Organization for Api {
    async fn list_organization_invitations(
        &self,
        principal: String,
        request: ListOrganizationInvitationsRequest,
    ) -> ListOrganizationInvitationsResponse {
        use ListOrganizationInvitationsResponse as Response;
        let status = status();
        match request.org_id.as_str() {
            "400" => Response::BadRequest(status),
            "401" => Response::Unauthorized(status),
            "403" => Response::Forbidden(status),
            "404" => Response::NotFound(status),
            "500" => Response::InternalServerError(status),
            "503" => Response::Default(StatusCode::SERVICE_UNAVAILABLE, status),
            org => Response::Ok(V1beta1ListOrganizationInvitationsResponse {
                invitations: Some(vec![V1beta1Invitation {
                    id: Some(principal),
                    org_id: Some(org.to_owned()),
                    user_id: request.user_id,
                    metadata: json!({"any": ["thing", 1]}).as_object().cloned(),
                    group_ids: Some(vec!["g".to_owned()]),
                    ..V1beta1Invitation::default()
                }]),
            }),
        }
    }
}

fn status() -> GooglerpcStatus {
    let detail = json!({"@type": "type.example.com/Fault", "field": "org_id", "nested": {"deep": [1, null]}});
    let detail: ProtobufAny = serde_json::from_value(detail).unwrap();
    GooglerpcStatus {
        code: Some(3),
        message: Some("no".to_owned()),
        details: Some(vec![detail]),
    }
}

fn client(server: &Running) -> Client {
    Client::builder().base_url(&server.url).bearer("token").build().unwrap()
}

#[tokio::test]
async fn lists_invitations_with_basic_or_bearer() {
    let server = serve(frontier_server::router(Api)).await;
    let page = client(&server)
        .organization()
        .list_organization_invitations("o1")
        .user_id("u@x")
        .await
        .unwrap();
    let invitation = &page.invitations.unwrap()[0];
    assert_eq!(invitation.id.as_deref(), Some("token"));
    assert_eq!(invitation.user_id.as_deref(), Some("u@x"));
    assert_eq!(invitation.metadata, json!({"any": ["thing", 1]}).as_object().cloned());
    let basic = Client::builder()
        .base_url(&server.url)
        .basic("client", "pass:word")
        .build()
        .unwrap();
    let page = basic.organization().list_organization_invitations("o1").await.unwrap();
    assert_eq!(page.invitations.unwrap()[0].id.as_deref(), Some("client/pass:word"));
}

#[tokio::test]
async fn every_documented_error_is_typed_and_has_its_status() {
    let server = serve(frontier_server::router(Api)).await;
    for code in [400_u16, 401, 403, 404, 500, 503] {
        let error = client(&server)
            .organization()
            .list_organization_invitations(code.to_string())
            .await
            .unwrap_err();
        let Error::Api(fault) = error else { panic!("{error:?}") };
        assert_eq!(fault.status.as_u16(), code);
        let body = fault.body;
        assert_eq!(body, status(), "`@type` and every other key of a detail are kept");
        let detail = &body.details.unwrap()[0];
        assert_eq!(detail.r#type.as_deref(), Some("type.example.com/Fault"));
        assert_eq!(detail.additional_properties["nested"], json!({"deep": [1, null]}));
    }
}

#[tokio::test]
async fn what_the_server_refuses_by_itself_is_not_mistaken_for_the_documented_error() {
    let server = serve(frontier_server::router(Api)).await;
    let raw = server.raw("GET /v1beta1/organizations/o/invitations", &[], "").await;
    assert_eq!(raw.status, 401);
    raw.problem();
    assert!(
        raw.header("www-authenticate")
            .is_some_and(|value| value.contains("Basic")),
        "{raw:?}"
    );
}
