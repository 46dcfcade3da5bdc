//! A server of the bundled Turso API with two invites, for the vendor's SDK to list. Prints its URL, and
//! stops by itself after ten minutes.

use std::time::Duration;

use turso_server::{Api, ListOrganizationInvitesV2Request, ListOrganizationInvitesV2Response};
use turso_types::invite_v2::Role;
use turso_types::{InviteV2, ListOrganizationInvitesV2ResponseBody};

struct Invites;

impl Api for Invites {
    async fn list_organization_invites_v2(
        &self,
        request: ListOrganizationInvitesV2Request,
    ) -> ListOrganizationInvitesV2Response {
        let invites = match request.organization_slug.as_str() {
            "mycompany" => vec![
                InviteV2 {
                    id: Some(9_007_199_254_740_991),
                    email: Some("iku@turso.tech".to_owned()),
                    role: Some(Role::Member),
                    created_at: Some("2023-01-01T00:00:00Z".to_owned()),
                },
                InviteV2 {
                    id: Some(2),
                    email: Some("b@turso.tech".to_owned()),
                    role: Some(Role::Unknown("owner".to_owned())),
                    created_at: None,
                },
            ],
            _ => Vec::new(),
        };
        ListOrganizationInvitesV2Response::Ok(ListOrganizationInvitesV2ResponseBody { invites: Some(invites) })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let server = axum::serve(listener, turso_server::router(Invites));
    match tokio::time::timeout(Duration::from_secs(600), server.into_future()).await {
        Ok(result) => Ok(result?),
        Err(_) => Ok(()),
    }
}
