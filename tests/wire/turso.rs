//! Turso: no security, a 64-bit id, an enumeration, `/v2/organizations/{organizationSlug}/invites`.

use serde_json::json;
use turso_client::Client;
use turso_server::{Api, ListOrganizationInvitesV2Request, ListOrganizationInvitesV2Response};
use turso_types::{InviteV2, ListOrganizationInvitesV2ResponseBody, invite_v2::Role};

use crate::harness::{answer, response, serve};

struct Invites;

impl Api for Invites {
    async fn list_organization_invites_v2(
        &self,
        request: ListOrganizationInvitesV2Request,
    ) -> ListOrganizationInvitesV2Response {
        let invite = InviteV2 {
            id: Some(i64::MAX),
            email: Some(request.organization_slug),
            role: Some(Role::Viewer),
            created_at: None,
        };
        ListOrganizationInvitesV2Response::Ok(ListOrganizationInvitesV2ResponseBody {
            invites: Some(vec![invite]),
        })
    }
}

#[tokio::test]
async fn lists_invites_without_credentials() {
    let server = serve(turso_server::router(Invites)).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    let page = client.list_organization_invites_v2("mycompany").await.unwrap();
    let invites = page.invites.unwrap();
    assert_eq!(invites[0].id, Some(9_223_372_036_854_775_807));
    assert_eq!(invites[0].email.as_deref(), Some("mycompany"));
    assert_eq!(invites[0].role, Some(Role::Viewer));

    let raw = server.raw("GET /v2/organizations/a/invites", &[], "").await;
    let expected = json!({"invites": [{"id": i64::MAX, "email": "a", "role": "viewer"}]});
    assert_eq!(serde_json::from_str::<serde_json::Value>(&raw.body).unwrap(), expected);
}

#[tokio::test]
async fn the_server_of_the_description_is_the_default() {
    assert_eq!(turso_client::Server::Default.url(), "https://api.turso.tech");
    assert!(Client::builder().build().is_ok());
}

#[tokio::test]
async fn the_path_and_an_unknown_role() {
    let body = json!({"invites": [{"id": 1, "role": "superuser", "new": true}]}).to_string();
    let (server, seen) = answer(move || response(200, &[("content-type", "application/json")], &body)).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    let page = client.list_organization_invites_v2("mycompany").send().await.unwrap();
    assert_eq!(seen.target(), "/v2/organizations/mycompany/invites");
    assert_eq!(seen.header("authorization"), None);
    assert_eq!(
        page.invites.unwrap()[0].role,
        Some(Role::Unknown("superuser".to_owned()))
    );
}
