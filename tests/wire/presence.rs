//! Absent, null and value, over the wire; Swagger 2.0; unions; formats.

use serde_json::{Value, json};

use crate::generated::presence::client::Client;
use crate::generated::presence::server::{
    self, Api, GetStatusRequest, GetStatusResponse, PatchSettingsRequest, PatchSettingsResponse,
};
use crate::generated::presence::types::{Counted, Level, Settings, Status, Validate};
use crate::generated::{formats, swagger_2, unions};
use crate::harness::serve;

struct Echo;

impl Api for Echo {
    async fn patch_settings(&self, request: PatchSettingsRequest) -> PatchSettingsResponse {
        PatchSettingsResponse::Ok(request.body)
    }

    async fn get_status(&self, _: GetStatusRequest) -> GetStatusResponse {
        GetStatusResponse::Ok(Status {
            level: Some(Level::Low),
            ..Status::new("now")
        })
    }
}

#[tokio::test]
async fn in_answers_null_is_the_same_as_absent() {
    let server = serve(server::router(Echo)).await;
    let raw = server.raw("GET /status", &[], "").await;
    assert_eq!(raw.body, r#"{"name":"now","since":null,"level":"low"}"#);
    let client = Client::builder().base_url(&server.url).build().unwrap();
    let status = client.get_status().await.unwrap();
    assert_eq!((status.level, status.note), (Some(Level::Low), None));

    let nulls = json!({
        "name": "n", "since": null, "note": null, "count": null, "level": null,
        "parent": {"name": "p", "since": "s", "note": "long one", "count": 2},
        "counted": {"note": null},
    });
    let status: Status = serde_json::from_value(nulls).unwrap();
    let parent = Status {
        since: Some("s".to_owned()),
        note: Some("long one".to_owned()),
        count: Some(2),
        ..Status::new("p")
    };
    let violations = status.validate().unwrap_err().to_string();
    let expected = Status {
        parent: Some(Box::new(parent)),
        // Its rule counts properties, so that null must not be forgotten.
        counted: Some(Counted { note: Some(None) }),
        ..Status::new("n")
    };
    assert_eq!(status, expected);
    assert!(
        violations.contains("parent") && violations.contains("note"),
        "{violations}"
    );
    assert!(!violations.contains("counted"), "{violations}");
    assert_eq!(
        serde_json::to_value(&status).unwrap(),
        json!({
            "name": "n", "since": null,
            "parent": {"name": "p", "since": "s", "note": "long one", "count": 2},
            "counted": {"note": null},
        })
    );
}

#[tokio::test]
async fn the_three_states_survive_the_wire() {
    let server = serve(server::router(Echo)).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    for state in [None, Some(None), Some(Some("x".to_owned()))] {
        let settings = Settings {
            optional_nullable: state.clone(),
            old_spelling: state,
            by_union: Some(Some(Level::High)),
            ..Settings::new("r")
        };
        assert_eq!(client.patch_settings(settings.clone()).await.unwrap(), settings);
    }
    let json = ["Content-Type: application/json"];
    let bare = server
        .raw("PATCH /settings", &json, r#"{"required":"r","requiredNullable":null}"#)
        .await;
    assert_eq!(bare.body, r#"{"required":"r","requiredNullable":null}"#);
    let missing = server.raw("PATCH /settings", &json, r#"{"required":"r"}"#).await;
    assert_eq!(missing.status, 400, "null is a value, but not to be left out");
}

struct Pets;

impl swagger_2::server::Pets for Pets {
    async fn list_pets(&self, request: swagger_2::server::ListPetsRequest) -> swagger_2::server::ListPetsResponse {
        let name = format!("{:?} {}", request.kinds.unwrap_or_default(), request.limit);
        swagger_2::server::ListPetsResponse::Ok(vec![swagger_2::types::Pet { name, born: None }])
    }

    async fn add_pet(&self, request: swagger_2::server::AddPetRequest) -> swagger_2::server::AddPetResponse {
        assert_eq!(request.body.name, "Rex");
        swagger_2::server::AddPetResponse::Created
    }
}

#[tokio::test]
async fn swagger_2_speaks_too() {
    let server = serve(swagger_2::server::router(Pets)).await;
    let client = swagger_2::client::Client::builder()
        .base_url(&server.url)
        .build()
        .unwrap();
    let pets = client
        .pets()
        .list_pets()
        .kinds(vec!["cat".to_owned(), "dog".to_owned()])
        .await
        .unwrap();
    assert_eq!(pets[0].name, r#"["cat", "dog"] 20"#);
    let rex = swagger_2::types::Pet {
        name: "Rex".to_owned(),
        born: Some(None),
    };
    client.pets().add_pet(rex).await.unwrap();
    let raw = server.raw("GET /pets?limit=101", &[], "").await;
    assert_eq!((raw.status, raw.problem().to_string().contains("limit")), (400, true));
}

#[test]
fn unions_are_told_apart_and_survive() {
    use unions::types::{ByType, Pet};
    let cat = json!({"petType": "cat", "claws": 18});
    let pet: Pet = serde_json::from_value(cat.clone()).unwrap();
    assert!(matches!(pet, Pet::Cat(ref cat) if cat.claws == 18), "{pet:?}");
    assert_eq!(serde_json::to_value(&pet).unwrap(), cat);
    let bird = json!({"petType": "bird", "claws": 2});
    assert_eq!(serde_json::from_value::<Pet>(bird.clone()).unwrap(), Pet::Unknown(bird));
    for value in [json!("text"), json!(5), json!(["a"])] {
        let any: ByType = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(serde_json::to_value(&any).unwrap(), value);
    }
    let flag: ByType = serde_json::from_value(json!(true)).unwrap();
    assert_eq!(flag, ByType::Unknown(json!(true)));
}

#[test]
fn formats_survive() {
    let value: Value = json!({
        "uuid": "67e55044-10b1-426f-9247-bb680e5fe0c8", "date": "2024-02-29", "moment": "2024-02-29T12:00:00Z",
        "bytes": "AP8=", "v4": "127.0.0.1", "v6": "::1", "secret": "hidden", "other": "slug", "i8": -128, "i32": 1,
        "u64": u64::MAX, "float": 0.5, "ratios": [1, 2.5], "chunks": {"a": "AA==", "b": null},
    });
    let formats: formats::types::Formats = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(formats.bytes, [0, 255]);
    assert_eq!(
        serde_json::to_string(&formats).unwrap().parse::<Value>().unwrap(),
        value
    );
    assert!(!format!("{formats:?}").contains("hidden"), "{formats:?}");
}
