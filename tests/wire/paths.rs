//! Arguments in paths (RFC 3986 §3.3), methods and paths that are not there.

use turso_client::{Client, Error};
use turso_server::{Api, ListOrganizationInvitesV2Request, ListOrganizationInvitesV2Response};
use turso_types::{InviteV2, ListOrganizationInvitesV2ResponseBody};

use crate::harness::{answer, response, serve};

/// Answers with the slug that arrived.
struct Echo;

impl Api for Echo {
    async fn list_organization_invites_v2(
        &self,
        request: ListOrganizationInvitesV2Request,
    ) -> ListOrganizationInvitesV2Response {
        let invite = InviteV2 {
            email: Some(request.organization_slug),
            ..InviteV2::default()
        };
        ListOrganizationInvitesV2Response::Ok(ListOrganizationInvitesV2ResponseBody {
            invites: Some(vec![invite]),
        })
    }
}

const ARGUMENTS: &[(&str, &str)] = &[
    ("a/b", "a%2Fb"),
    ("é", "%C3%A9"),
    ("%2F", "%252F"),
    (" ", "%20"),
    ("a b?c#d", "a%20b%3Fc%23d"),
    ("...", "..."),
    ("a;b=c,d", "a%3Bb%3Dc%2Cd"),
    ("~-_.", "~-_."),
];

#[tokio::test]
async fn an_argument_arrives_as_it_was_given() {
    let server = serve(turso_server::router(Echo)).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    for (argument, _) in ARGUMENTS {
        let page = client.list_organization_invites_v2(*argument).await.unwrap();
        assert_eq!(page.invites.unwrap()[0].email.as_deref(), Some(*argument));
    }
}

#[tokio::test]
async fn an_argument_is_encoded_as_one_segment() {
    let (server, seen) = answer(|| response(200, &[("content-type", "application/json")], "{}")).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    for (argument, encoded) in ARGUMENTS {
        client.list_organization_invites_v2(*argument).await.unwrap();
        assert_eq!(
            seen.target(),
            format!("/v2/organizations/{encoded}/invites"),
            "for {argument:?}"
        );
    }
}

#[tokio::test]
async fn an_argument_that_no_segment_can_hold_is_refused_before_anything_is_sent() {
    let (server, seen) = answer(|| response(200, &[("content-type", "application/json")], "{}")).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    for argument in ["", ".", ".."] {
        let error = client.list_organization_invites_v2(argument).await.unwrap_err();
        assert!(matches!(error, Error::Encode(_)), "{error:?}");
        assert!(error.to_string().contains("`organizationSlug`"), "{error}");
    }
    assert_eq!(seen.count(), 0);
}

#[tokio::test]
async fn a_base_path_is_kept_with_and_without_a_slash() {
    let (server, seen) = answer(|| response(200, &[("content-type", "application/json")], "{}")).await;
    for base in ["/base", "/base/"] {
        let client = Client::builder()
            .base_url(format!("{}{base}", server.url))
            .build()
            .unwrap();
        client.list_organization_invites_v2("a").await.unwrap();
        assert_eq!(seen.target(), "/base/v2/organizations/a/invites");
    }
}

#[tokio::test]
async fn a_wrong_method_is_told_which_are_allowed() {
    let server = serve(turso_server::router(Echo)).await;
    for method in ["DELETE", "POST", "PATCH"] {
        let raw = server
            .raw(&format!("{method} /v2/organizations/a/invites"), &[], "")
            .await;
        assert_eq!(raw.status, 405);
        let allow = raw.header("allow").unwrap_or_default();
        assert!(allow.split(',').any(|method| method.trim() == "GET"), "Allow: {allow}");
        raw.problem();
    }
}

#[tokio::test]
async fn an_unknown_path_is_a_problem() {
    let server = serve(turso_server::router(Echo)).await;
    for path in [
        "/",
        "/v2/organizations/a",
        "/v2/organizations//invites",
        "/v2/organizations/a/invites/",
    ] {
        let raw = server.raw(&format!("GET {path}"), &[], "").await;
        assert_eq!(raw.status, 404, "{path}");
        raw.problem();
    }
}

#[tokio::test]
async fn a_segment_that_is_not_utf_8_is_refused() {
    let server = serve(turso_server::router(Echo)).await;
    let raw = server.raw("GET /v2/organizations/%FF/invites", &[], "").await;
    assert_eq!(raw.status, 400);
    assert!(raw.problem().to_string().contains("organizationSlug"));
}

#[tokio::test]
async fn head_answers_as_get_without_a_body() {
    let server = serve(turso_server::router(Echo)).await;
    let raw = server.raw("HEAD /v2/organizations/a/invites", &[], "").await;
    assert_eq!((raw.status, raw.body.as_str()), (200, ""));
}

#[tokio::test]
async fn an_answer_that_the_caller_does_not_accept_is_not_given() {
    let server = serve(turso_server::router(Echo)).await;
    let path = "GET /v2/organizations/a/invites";
    assert_eq!(server.raw(path, &["Accept: text/html"], "").await.status, 406);
    assert_eq!(
        server
            .raw(path, &["Accept: text/html, application/*;q=0.1"], "")
            .await
            .status,
        200
    );
}
