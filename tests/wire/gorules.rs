//! GoRules: defaults that the server fills in, alternatives of security, a type shared by two properties, and values
//! that must be there and may be null.

use gorules_client::{Client, Error};
use gorules_server::{Authenticate, Denied, Invitation, ListInvitationsRequest, ListInvitationsResponse};
use gorules_types::ListInvitationsResponseBody;
use gorules_types::list_invitations::{Status, User};
use serde_json::{Value, json};

use crate::harness::{answer, response, serve};

struct Api;

impl Authenticate for Api {
    type Principal = &'static str;

    async fn personal_access_token(&self, token: &str) -> Result<&'static str, Denied> {
        if token == "pat" {
            Ok("person")
        } else {
            Err(Denied::Unauthenticated("no such token".into()))
        }
    }

    async fn internal_auth(&self, credentials: &str) -> Result<&'static str, Denied> {
        if credentials == "secret" {
            Ok("internal")
        } else {
            Err(Denied::Unauthenticated("no such service".into()))
        }
    }
}

impl Invitation for Api {
    async fn list_invitations(
        &self,
        principal: &'static str,
        request: ListInvitationsRequest,
    ) -> ListInvitationsResponse {
        let mut body: ListInvitationsResponseBody = serde_json::from_value(body()).unwrap();
        body.paginate.current = request.page;
        body.paginate.page_size = request.per_page;
        body.results[0].email = format!("{principal} {:?} {:?}", request.search, request.status);
        ListInvitationsResponse::Ok(body)
    }
}

fn user() -> Value {
    json!({
        "id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "email": "a@example.com", "firstName": "A", "lastName": null,
        "type": "admin", "status": "active",
    })
}

fn body() -> Value {
    json!({
        "results": [{
            "id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "email": "b@example.com", "expiresAt": null,
            "createdAt": "yesterday", "acceptedAt": null, "status": "pending",
            "createdBy": user(), "user": null,
        }],
        "paginate": {"current": 1, "from": 1, "to": 1, "total": 1, "pageSize": 10},
    })
}

#[tokio::test]
async fn defaults_are_filled_in_by_the_server() {
    let server = serve(gorules_server::router(Api)).await;
    let client = Client::builder()
        .base_url(&server.url)
        .personal_access_token("pat")
        .build()
        .unwrap();
    let page = client.invitation().list_invitations().await.unwrap();
    assert_eq!((page.paginate.current, page.paginate.page_size), (1.0, 10.0));
    let page = client
        .invitation()
        .list_invitations()
        .page(3.0)
        .per_page(2.5)
        .await
        .unwrap();
    assert_eq!((page.paginate.current, page.paginate.page_size), (3.0, 2.5));
}

#[tokio::test]
async fn the_client_sends_what_was_set_and_nothing_else() {
    let body = body().to_string();
    let (server, seen) = answer(move || response(200, &[("content-type", "application/json")], &body)).await;
    let client = Client::builder()
        .base_url(&server.url)
        .personal_access_token("pat")
        .build()
        .unwrap();
    client.invitation().list_invitations().await.unwrap();
    assert_eq!(seen.target(), "/api/invitations");
    assert_eq!(seen.header("authorization").as_deref(), Some("Bearer pat"));
    let call = client
        .invitation()
        .list_invitations()
        .search("a b")
        .status(Status::Accepted)
        .page(2.0)
        .per_page(0.5);
    call.await.unwrap();
    assert_eq!(
        seen.target(),
        "/api/invitations?search=a%20b&status=accepted&page=2&perPage=0.5"
    );
}

#[tokio::test]
async fn an_enumeration_in_the_query_is_checked_by_the_server() {
    let server = serve(gorules_server::router(Api)).await;
    let client = Client::builder()
        .base_url(&server.url)
        .personal_access_token("pat")
        .build()
        .unwrap();
    let page = client
        .invitation()
        .list_invitations()
        .search("x")
        .status(Status::Accepted)
        .await
        .unwrap();
    assert_eq!(page.results[0].email, "person Some(\"x\") Some(Accepted)");

    let raw = server
        .raw(
            "GET /api/invitations?status=lost&page=one",
            &["Authorization: Bearer pat"],
            "",
        )
        .await;
    assert_eq!(raw.status, 400);
    let problem = raw.problem().to_string();
    assert!(
        problem.contains("status") && problem.contains("page"),
        "both faults are told at once: {problem}"
    );
}

#[tokio::test]
async fn either_way_in_is_enough() {
    let server = serve(gorules_server::router(Api)).await;
    let internal = Client::builder()
        .base_url(&server.url)
        .internal_auth("secret")
        .build()
        .unwrap();
    let page = internal.invitation().list_invitations().await.unwrap();
    assert_eq!(page.results[0].email, "internal None None");
    let error = Client::builder()
        .base_url(&server.url)
        .build()
        .unwrap()
        .invitation()
        .list_invitations()
        .await;
    let error = error.unwrap_err();
    assert!(matches!(error, Error::MissingCredentials(_)));
    let text = error.to_string();
    assert!(
        text.contains("`personalAccessToken`") && text.contains("`internalAuth`"),
        "{text}"
    );
    let raw = server
        .raw("GET /api/invitations", &["Authorization: internal secret"], "")
        .await;
    assert_eq!(raw.status, 200);
    let raw = server
        .raw("GET /api/invitations", &["Authorization: Basic eDp5"], "")
        .await;
    assert_eq!(raw.status, 401);
}

#[test]
fn one_type_serves_both_users_and_null_is_absent() {
    let page: ListInvitationsResponseBody = serde_json::from_value(body()).unwrap();
    let created_by: &Option<User> = &page.results[0].created_by;
    let user: &Option<User> = &page.results[0].user;
    assert!(matches!(created_by, Some(user) if user.last_name.is_none()));
    assert_eq!(*user, None);
    assert_eq!(page.results[0].organisation, None);
    // Whole numbers stay whole, null where a property is required stays null, and what is absent stays so.
    let mut expected = body();
    let null = expected["results"][0].as_object_mut().unwrap().remove("user");
    assert_eq!(null, Some(Value::Null));
    assert_eq!(
        serde_json::to_string(&page).unwrap().parse::<Value>().unwrap(),
        expected
    );
}

#[test]
fn a_required_value_may_be_null_but_not_absent() {
    let mut value = body();
    value["results"][0].as_object_mut().unwrap().remove("acceptedAt");
    let error = serde_json::from_value::<ListInvitationsResponseBody>(value).unwrap_err();
    assert!(error.to_string().contains("acceptedAt"), "{error}");
}
