//! WireMock Cloud: an API key in `Authorization`, two servers, parameters of the path item, a length checked by the
//! server, an enumeration of 19 values, and a property that may be absent, null or a value.

use serde_json::{Value, json};
use wiremock_cloud_client::{Client, Error, Server};
use wiremock_cloud_server::{
    Authenticate, Denied, GetOrganisationInvitationsRequest, GetOrganisationInvitationsResponse, Organisations,
};
use wiremock_cloud_types::invitation_data::Role;
use wiremock_cloud_types::{GetOrganisationInvitationsResponseBody, InvitationData};

use crate::harness::{Running, answer, response, serve};

/// Answers with one invitation that says what was asked for.
struct Api;

impl Authenticate for Api {
    type Principal = String;

    async fn token_auth(&self, key: &str) -> Result<String, Denied> {
        match key {
            "Token good" => Ok("tom".to_owned()),
            "Token weak" => Err(Denied::Forbidden("not an admin".into())),
            _ => Err(Denied::Unauthenticated("unknown token".into())),
        }
    }
}

impl Organisations for Api {
    async fn get_organisation_invitations(
        &self,
        principal: String,
        request: GetOrganisationInvitationsRequest,
    ) -> GetOrganisationInvitationsResponse {
        let mut invitation = invitation();
        invitation.id = request.organisation_id;
        invitation.sender_id = principal;
        invitation.recipient_email_address = request.q.unwrap_or_default();
        GetOrganisationInvitationsResponse::Ok(GetOrganisationInvitationsResponseBody {
            invitations: vec![invitation],
        })
    }
}

/// The example that the description documents.
fn example() -> Value {
    json!({"invitations": [{
        "id": "neqek",
        "senderId": "9gd5l",
        "recipientEmailAddress": "tom+docsmember2@wiremock.io",
        "newUser": true,
        "role": "organisation_admin",
        "created": "2024-10-30T19:28:23.802551Z",
        "links": {"self": "/v1/organisations/mgk7g/invitations/neqek"},
    }]})
}

fn invitation() -> InvitationData {
    serde_json::from_value(example()["invitations"][0].clone()).unwrap()
}

fn client(server: &Running) -> Client {
    Client::builder()
        .base_url(&server.url)
        .token_auth("Token good")
        .build()
        .unwrap()
}

#[tokio::test]
async fn parameters_of_the_path_item_reach_the_server() {
    let server = serve(wiremock_cloud_server::router(Api)).await;
    let client = client(&server);
    let page = client
        .organisations()
        .get_organisation_invitations("mgk7g")
        .q("docs@example.com")
        .send()
        .await
        .unwrap();
    assert_eq!(page.invitations[0].id, "mgk7g");
    assert_eq!(page.invitations[0].sender_id, "tom");
    assert_eq!(page.invitations[0].recipient_email_address, "docs@example.com");
    let page = client
        .organisations()
        .get_organisation_invitations("mgk7g")
        .await
        .unwrap();
    assert_eq!(page.invitations[0].recipient_email_address, "");
}

#[tokio::test]
async fn the_key_goes_into_authorization_and_is_never_shown() {
    let body = example().to_string();
    let (server, seen) = answer(move || response(200, &[("content-type", "application/json")], &body)).await;
    let client = client(&server);
    client
        .organisations()
        .get_organisation_invitations("mgk7g")
        .q("a&b c")
        .await
        .unwrap();
    assert_eq!(seen.header("authorization").as_deref(), Some("Token good"));
    assert_eq!(seen.target(), "/v1/organisations/mgk7g/invitations?q=a%26b%20c");
    assert!(!format!("{client:?}").contains("good"), "{client:?}");
    assert!(!format!("{:?}", Client::builder().token_auth("Token good")).contains("good"));
}

#[tokio::test]
async fn credentials_are_needed_on_both_sides() {
    let server = serve(wiremock_cloud_server::router(Api)).await;
    let anonymous = Client::builder().base_url(&server.url).build().unwrap();
    let error = anonymous
        .organisations()
        .get_organisation_invitations("mgk7g")
        .await
        .unwrap_err();
    assert!(matches!(error, Error::MissingCredentials(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "the client lacks credentials: this operation needs `tokenAuth`"
    );

    let path = "GET /v1/organisations/mgk7g/invitations";
    let none = server.raw(path, &[], "").await;
    assert_eq!((none.status, none.header("www-authenticate").is_some()), (401, true));
    none.problem();
    let wrong = server.raw(path, &["Authorization: Token bad"], "").await;
    assert_eq!(
        (wrong.status, wrong.problem()["detail"].as_str()),
        (401, Some("unknown token"))
    );
    let weak = server.raw(path, &["Authorization: Token weak"], "").await;
    assert_eq!(
        (weak.status, weak.problem()["detail"].as_str()),
        (403, Some("not an admin"))
    );
    // Who is not let in does not learn what else is wrong.
    let short = server.raw("GET /v1/organisations/x/invitations", &[], "").await;
    assert_eq!(short.status, 401);
}

#[test]
fn both_servers_are_named() {
    assert_eq!(Server::Mock.url(), "https://wmc.wiremockapi.cloud");
    assert_eq!(Server::Production.url(), "https://api.wiremock.cloud");
    assert!(Client::builder().server(Server::Production).build().is_ok());
}

#[tokio::test]
async fn the_length_of_an_id_is_checked_by_the_server() {
    let server = serve(wiremock_cloud_server::router(Api)).await;
    for (id, good) in [
        ("abcd", false),
        ("abcde", true),
        ("äöüßé", true),
        ("abcdefghij", true),
        ("abcdefghijk", false),
    ] {
        let result = client(&server).organisations().get_organisation_invitations(id).await;
        let Err(error) = result else {
            assert!(good, "{id} was accepted");
            continue;
        };
        assert!(!good, "{id} was refused: {error}");
        let Error::Unexpected(refusal) = error else {
            panic!("{error:?}")
        };
        assert_eq!(refusal.status, 400);
        let problem: Value = serde_json::from_slice(&refusal.body).unwrap();
        assert!(problem.to_string().contains("organisationId"), "{problem}");
        assert!(problem.to_string().contains("characters"), "{problem}");
    }
}

#[test]
fn all_roles_and_unknown_ones_survive() {
    let spec = include_str!("../../specs/wiremock-cloud/openapi.yaml");
    let (_, roles) = spec.split_once("          enum:\n").unwrap();
    let roles: Vec<&str> = roles
        .lines()
        .map_while(|line| line.strip_prefix("            - "))
        .collect();
    assert_eq!(roles.len(), 19);
    for role in roles {
        let known: Role = serde_json::from_value(json!(role)).unwrap();
        assert!(!matches!(known, Role::Unknown(_)), "{role}");
        assert_eq!(serde_json::to_value(&known).unwrap(), json!(role));
    }
    let unknown: Role = serde_json::from_value(json!("galactic_admin")).unwrap();
    assert_eq!(unknown, Role::Unknown("galactic_admin".to_owned()));
    assert_eq!(serde_json::to_value(&unknown).unwrap(), json!("galactic_admin"));
}

#[test]
fn in_answers_null_is_absent() {
    let absent = example()["invitations"][0].clone();
    let round_trip = |value: &Value| {
        let invitation: InvitationData = serde_json::from_value(value.clone()).unwrap();
        (serde_json::to_value(&invitation).unwrap(), invitation.acl_object_id)
    };
    assert_eq!(round_trip(&absent), (absent.clone(), None));
    let mut value = absent.clone();
    value["aclObjectId"] = Value::Null;
    assert_eq!(round_trip(&value), (absent, None));
    value["aclObjectId"] = json!("8ndxc");
    assert_eq!(round_trip(&value), (value.clone(), Some("8ndxc".to_owned())));
}

#[test]
fn the_documented_example_survives() {
    let page: GetOrganisationInvitationsResponseBody = serde_json::from_value(example()).unwrap();
    assert_eq!(
        page.invitations[0].links.self_,
        "/v1/organisations/mgk7g/invitations/neqek"
    );
    assert_eq!(serde_json::to_value(&page).unwrap(), example());
}

#[tokio::test]
async fn credentials_do_not_follow_a_redirect_elsewhere() {
    let body = example().to_string();
    let (other, seen_there) = answer(move || response(200, &[("content-type", "application/json")], &body)).await;
    let location = format!("{}/elsewhere", other.url);
    let (server, _) = answer(move || response(302, &[("location", &location)], "")).await;
    let page = client(&server)
        .organisations()
        .get_organisation_invitations("mgk7g")
        .await
        .unwrap();
    assert_eq!(page.invitations.len(), 1);
    assert_eq!((seen_there.count(), seen_there.target()), (1, "/elsewhere".to_owned()));
    assert_eq!(seen_there.header("authorization"), None);
}
