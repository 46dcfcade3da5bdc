//! What the build script generated works.

use specwright_downstream::turso::client::Client;
use specwright_downstream::turso::server::{self, ListOrganizationInvitesV2Request, ListOrganizationInvitesV2Response};
use specwright_downstream::turso::types::{InviteV2, ListOrganizationInvitesV2ResponseBody};
use specwright_downstream::{frontier, invited};

struct Invites;

impl server::Api for Invites {
    async fn list_organization_invites_v2(
        &self,
        request: ListOrganizationInvitesV2Request,
    ) -> ListOrganizationInvitesV2Response {
        let invite = InviteV2 {
            email: Some(format!("someone@{}", request.organization_slug)),
            ..InviteV2::default()
        };
        ListOrganizationInvitesV2Response::Ok(ListOrganizationInvitesV2ResponseBody {
            invites: Some(vec![invite]),
        })
    }
}

#[tokio::test]
async fn the_generated_client_talks_to_the_generated_server() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move { axum::serve(listener, server::router(Invites)).await });
    let client = Client::builder().base_url(format!("http://{address}")).build().unwrap();
    assert_eq!(invited(&client, "example.com").await.unwrap(), ["someone@example.com"]);
    server.abort();
}

#[tokio::test]
async fn the_other_api_asks_for_credentials() {
    let client = frontier::client::Client::builder().build().unwrap();
    let error = client
        .organization()
        .list_organization_invitations("o")
        .await
        .unwrap_err();
    assert!(
        matches!(error, frontier::client::Error::MissingCredentials(_)),
        "{error:?}"
    );
}
