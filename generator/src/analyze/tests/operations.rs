//! What operations, arguments, responses, groups, servers and schemes are called.

use serde_json::{Value, json};

use super::{run, texts};
use crate::model::{Api, SchemeKind, SecurityScheme, Server};
use crate::pointer::Location;
use crate::report::Code;

/// Tag, operationId, method name and stem.
type Case = (&'static str, &'static str, &'static str, &'static str);

fn check(cases: &[Case]) {
    let operations: Vec<Value> = cases
        .iter()
        .enumerate()
        .map(|(n, (tag, id, ..))| json!({"id": id, "path": format!("/{n}"), "tags": [tag]}))
        .collect();
    let found = run(json!({}), Value::Array(operations));
    for (facts, (_, id, method, stem)) in found.facts.operations.iter().zip(cases) {
        assert_eq!(
            (facts.method.0.as_str(), facts.stem.0.as_str()),
            (*method, *stem),
            "{id}"
        );
    }
    assert_eq!(found.codes(), []);
}

#[test]
fn methods_drop_the_tag_only_before_a_delimiter() {
    check(&[
        (
            "Organisations",
            "getOrganisationInvitations",
            "get_organisation_invitations",
            "GetOrganisationInvitations",
        ),
        ("pets", "pets_list", "list", "PetsList"),
        ("pets", "petsFind", "pets_find", "PetsFind"),
        ("repos", "repos/list-commits", "list_commits", "ReposListCommits"),
        ("user groups", "user_groups.add", "add", "UserGroupsAdd"),
        ("types", "types_type", "r#type", "TypesType"),
        ("x", "x_clone", "x_clone", "XClone"),
    ]);
}

#[test]
fn the_prefix_of_a_service_is_dropped() {
    check(&[(
        "Organization",
        "FrontierService_ListInvitations",
        "list_invitations",
        "ListInvitations",
    )]);
    check(&[
        ("A", "Admin_ListUsers", "list_users", "ListUsers"),
        ("A", "Admin_AddUser", "add_user", "AddUser"),
    ]);
    check(&[("A", "list_pets", "list_pets", "ListPets")]);
    check(&[
        (
            "A",
            "AdminService_ListGroups",
            "admin_service_list_groups",
            "AdminServiceListGroups",
        ),
        (
            "A",
            "UserService_ListGroups",
            "user_service_list_groups",
            "UserServiceListGroups",
        ),
        ("A", "UserService_ListUsers", "list_users", "ListUsers"),
    ]);
}

#[test]
fn missing_and_repeated_names_are_made_from_the_route() {
    let found = run(
        json!({}),
        json!([
            {"path": "/pets/{petId}"},
            {"path": "/"},
            {"id": "list", "path": "/a"},
            {"id": "list", "path": "/b"},
        ]),
    );
    let methods: Vec<_> = found
        .facts
        .operations
        .iter()
        .map(|facts| facts.method.0.as_str())
        .collect();
    assert_eq!(methods, ["get_pets_by_pet_id", "get_root", "list", "get_b"]);
    let codes = [
        Code::MissingOperationId,
        Code::DuplicateOperationId,
        Code::MissingOperationId,
    ];
    assert_eq!(found.codes(), [codes[0], codes[1], codes[2]].map(|code| code));
}

#[test]
fn arguments_are_unique_and_leave_room_for_the_builder() {
    let string = json!({"type": "string"});
    let found = run(
        json!({}),
        json!([{"id": "a", "path": "/{id}", "body": string, "parameters": {
            "path id": string, "query id": string, "query send": string, "query body": string, "header X-Type": string,
            "query type": string,
        }}]),
    );
    let facts = &found.facts.operations[0];
    assert_eq!(
        texts(&facts.parameters),
        ["id", "id_query", "send_query", "body", "x_type", "r#type"]
    );
    assert_eq!(facts.body.0, "request_body");
}

#[test]
fn responses_are_named_by_reason() {
    let found = run(
        json!({}),
        json!([{"id": "a", "path": "/", "responses": {
            "200": null, "201": null, "204": null, "404": null, "499": null, "4XX": null, "5XX": null, "default": null,
        }}]),
    );
    let expected = [
        "Ok",
        "Created",
        "NoContent",
        "NotFound",
        "Status499",
        "ClientError",
        "ServerError",
        "Default",
    ];
    assert_eq!(texts(&found.facts.operations[0].responses), expected);
}

#[test]
fn the_first_tag_groups_and_untagged_operations_come_first() {
    let found = run(
        json!({}),
        json!([
            {"id": "one", "path": "/1", "tags": ["Server", "Pets"]},
            {"id": "two", "path": "/2", "tags": ["Pets"]},
            {"id": "pets", "path": "/3"},
            {"id": "three", "path": "/4", "tags": ["Pets"]},
        ]),
    );
    let tags: Vec<_> = found
        .facts
        .tags
        .iter()
        .map(|tag| {
            let operations: Vec<_> = tag.operations.iter().map(|id| id.0).collect();
            (
                tag.name.as_str(),
                tag.module.0.as_str(),
                tag.type_name.0.as_str(),
                operations,
            )
        })
        .collect();
    let expected = [
        ("", "api", "Api", vec![2]),
        ("Server", "server_api", "ServerApi", vec![0]),
        ("Pets", "pets", "Pets", vec![1, 3]),
    ];
    assert_eq!(tags, expected);
    // The client has the accessor `pets` already.
    assert_eq!(found.facts.operations[2].method.0, "get_pets");
}

#[test]
fn a_tag_called_api_takes_the_name_from_the_untagged() {
    let found = run(
        json!({}),
        json!([{"id": "a", "path": "/1", "tags": ["Api"]}, {"id": "b", "path": "/2"}]),
    );
    let tags: Vec<_> = found
        .facts
        .tags
        .iter()
        .map(|tag| (tag.module.0.as_str(), tag.type_name.0.as_str()))
        .collect();
    assert_eq!(tags, [("untagged", "Untagged"), ("api", "Api")]);
}

#[test]
fn servers_and_schemes() {
    let server = |url: &str, description: Option<&str>| Server {
        location: Location::default(),
        url: url.to_owned(),
        name: None,
        description: description.map(str::to_owned),
        variables: Default::default(),
    };
    let scheme = SecurityScheme {
        location: Location::default(),
        description: None,
        kind: SchemeKind::Basic,
    };
    let schemes = ["tokenAuth", "Basic", "server"];
    let api = Api {
        servers: vec![
            server("https://a.example.com", Some("Production")),
            server("https://b.example.com", Some("A long text about what this is")),
            server("https://c.example.com", Some("Production")),
            server("/", None),
        ],
        security_schemes: schemes
            .map(|name| (name.to_owned(), scheme.clone()))
            .into_iter()
            .collect(),
        ..Api::default()
    };
    let mut sink = crate::report::Sink::new();
    let facts = super::analyze(&api, &Default::default(), &mut sink);
    let variants: Vec<_> = facts.servers.iter().map(|server| server.variant.0.as_str()).collect();
    assert_eq!(variants, ["Production", "BExampleCom", "CExampleCom", "Server"]);
    let methods: Vec<_> = facts.schemes.values().map(|scheme| scheme.method.0.as_str()).collect();
    assert_eq!(methods, ["token_auth", "basic", "server_auth"]);
}
