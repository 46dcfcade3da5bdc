//! Unions: tags, members that nobody knows, integer enumerations; as types and over the wire.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::generated::{enums_integer, tags, tags_inherited, union_directions};
use crate::harness::{answer, response, serve};

/// Decodes, and sees that the same JSON is written.
fn survives<T: DeserializeOwned + Serialize>(text: &str) -> T {
    let value: T = serde_json::from_str(text).unwrap();
    let written = serde_json::to_value(&value).unwrap();
    assert_eq!(written, text.parse::<Value>().unwrap());
    value
}

const JSON: (&str, &str) = ("content-type", "application/json");

struct Shapes;

impl tags::server::Api for Shapes {
    async fn put_shape(&self, request: tags::server::PutShapeRequest) -> tags::server::PutShapeResponse {
        tags::server::PutShapeResponse::Ok(request.body)
    }

    async fn get_all(&self, _: tags::server::GetAllRequest) -> tags::server::GetAllResponse {
        tags::server::GetAllResponse::Ok(tags::types::All::default())
    }

    async fn get_owner(&self, request: tags::server::GetOwnerRequest) -> tags::server::GetOwnerResponse {
        let (role, id) = ("chair".to_owned(), request.id);
        tags::server::GetOwnerResponse::Ok(tags::types::Owner { role, id })
    }

    async fn start_job(&self, request: tags::server::StartJobRequest) -> tags::server::StartJobResponse {
        assert!(matches!(request.body, tags::types::Job::Purge(_)));
        tags::server::StartJobResponse::NoContent
    }
}

#[tokio::test]
async fn unions_write_tags_of_any_type() {
    use tags::types::{Circle, Job, Owner, Party, Purge, Shape};
    let server = serve(tags::server::router(Shapes)).await;
    let client = tags::client::Client::builder().base_url(&server.url).build().unwrap();
    let circle = Circle { r: 2.5 };
    let back = client.put_shape(circle.clone().into()).await.unwrap();
    assert_eq!(back, Shape::from(circle));
    client.start_job(Purge { days: Some(3) }.into()).await.unwrap();
    let raw = server.raw(
        "POST /shapes",
        &["content-type: application/json"],
        r#"{"kind":1.0,"r":2.5}"#,
    );
    assert_eq!(raw.await.body, r#"{"kind":1,"r":2.5}"#);
    for (body, part) in [
        (r#"{"kind":3,"r":2.5}"#, "is not one of 1, -2"),
        (r#"{"kind":"1","r":2.5}"#, "is not one of 1, -2"),
        (r#"{"kind":1}"#, "missing required property `r`"),
    ] {
        let raw = server
            .raw("POST /shapes", &["content-type: application/json"], body)
            .await;
        let problem = raw.problem().to_string();
        assert!(raw.status == 400 && problem.contains(part), "{problem}");
    }
    // By itself, an owner's field counts; in the union, the union's tag.
    let owner: Owner = client.get_owner("o1").await.unwrap();
    assert_eq!(owner.role, "chair");
    assert_eq!(
        serde_json::to_string(&Party::Owner(owner)).unwrap(),
        r#"{"role":"owner","id":"o1"}"#
    );
    assert_eq!(
        serde_json::to_string(&Job::from(Purge::default())).unwrap(),
        r#"{"job":"Purge"}"#
    );
}

#[test]
fn every_tag_is_read_and_written_back() {
    use tags::types::{Bolt, Long, Move, Note, Outcome, Part, Rate, Step};
    let part = survives::<Part>(r#"{"kind":3,"size":1,"length":9}"#);
    assert!(matches!(part, Part::Bolt(Bolt { length: Some(9.0), .. })), "{part:?}");
    assert_eq!(
        serde_json::to_string(&Part::from(Bolt::default())).unwrap(),
        r#"{"kind":2}"#
    );
    assert!(matches!(survives(r#"{"kind":1,"size":1}"#), Part::Nut(_)));
    assert!(matches!(survives(r#"{"ok":true,"value":1}"#), Outcome::Success(_)));
    assert!(matches!(survives(r#"{"ok":false,"reason":"r"}"#), Outcome::Failure(_)));
    assert!(matches!(survives(r#"{"factor":0.5,"a":"x"}"#), Rate::Half(_)));
    assert!(matches!(survives(r#"{"factor":1,"b":"x"}"#), Rate::Whole(_)));
    assert!(matches!(survives(r#"{"type":"short"}"#), Note::Short(_)));
    assert!(matches!(survives(r#"{"type":"bare","id":7}"#), Note::Bare(_)));
    let Note::Long(Long {
        additional_properties, ..
    }) = survives(r#"{"type":"long","text":"t","more":1}"#)
    else {
        panic!("a long note")
    };
    assert_eq!(
        additional_properties.keys().collect::<Vec<_>>(),
        ["more"],
        "the tag is none of the others"
    );
    let step = survives::<Step>(r#"{"do":"move","by":"horse","horse":"Rocinante"}"#);
    assert!(matches!(step, Step::Move(Move::Ride(_))), "{step:?}");
    assert!(matches!(survives(r#"{"do":"wait","seconds":1}"#), Step::Wait(_)));
}

#[test]
fn inherited_tags_are_read_and_written_back() {
    use tags_inherited::types::{Device, Value};
    assert!(matches!(
        survives(r##"{"kind":"#text","text":"t"}"##),
        Value::TextValue(_)
    ));
    let long = survives::<Value>(r##"{"kind":"#long","id":1,"text":"t","language":"en"}"##);
    assert!(matches!(long, Value::LongTextValue(_)), "{long:?}");
    assert!(matches!(
        survives(r#"{"kind":"NumberValue","number":1}"#),
        Value::NumberValue(_)
    ));
    // A child that nobody knows yet loses nothing.
    let later = survives::<Value>(r#"{"kind":"later","id":1,"more":[1]}"#);
    assert!(matches!(later, Value::ValueBase(_)), "{later:?}");
    assert!(matches!(survives(r#"{"kind":1,"id":5,"watts":60}"#), Device::Lamp(_)));
    assert!(matches!(survives(r#"{"kind":2,"liters":3}"#), Device::Pump(_)));
}

#[tokio::test]
async fn members_that_a_client_does_not_know_are_kept() {
    use union_directions::types::{Event, Start, Stop};
    let client = |url: &str| {
        union_directions::client::Client::builder()
            .base_url(url)
            .build()
            .unwrap()
    };
    let body = r#"[{"type":"start","n":1},{"type":"pause","for":[1]}]"#;
    let (server, _) = answer(move || response(200, &[JSON], body)).await;
    let events = client(&server.url).list_events().await.unwrap();
    let pause = json!({"type": "pause", "for": [1]});
    assert_eq!(events, [Event::from(Start { n: Some(1) }), Event::Unknown(pause)]);
    assert_eq!(serde_json::to_string(&events).unwrap(), body);
    let (server, _) = answer(|| response(200, &[JSON], r#"[{"type":"start","n":"one"}]"#)).await;
    let error = client(&server.url).list_events().await.unwrap_err();
    let error = format!("{error:?}");
    assert!(
        error.contains("property `n`"),
        "a member that is known must decode: {error}"
    );
    let events = "data: {\"type\":\"start\",\"n\":1}\n\ndata: {\"type\":\"pause\"}\n\ndata: {\"type\":\"stop\"}\n\n";
    let (server, _) = answer(move || response(200, &[("content-type", "text/event-stream")], events)).await;
    let mut stream = client(&server.url).stream().await.unwrap();
    let mut found = Vec::new();
    while let Some(event) = futures_util::StreamExt::next(&mut stream).await {
        found.push(event.unwrap().data);
    }
    let pause = Event::Unknown(json!({"type": "pause"}));
    assert_eq!(found, [Event::from(Start { n: Some(1) }), pause, Event::from(Stop {})]);
}

struct Drafts;

impl union_directions::server::Api for Drafts {
    async fn list_events(
        &self,
        _: union_directions::server::ListEventsRequest,
    ) -> union_directions::server::ListEventsResponse {
        union_directions::server::ListEventsResponse::Ok(Vec::new())
    }

    async fn stream(&self, _: union_directions::server::StreamRequest) -> union_directions::server::StreamResponse {
        panic!("not called")
    }

    async fn order(&self, _: union_directions::server::OrderRequest) -> union_directions::server::OrderResponse {
        union_directions::server::OrderResponse::NoContent
    }

    async fn put_draft(
        &self,
        request: union_directions::server::PutDraftRequest,
    ) -> union_directions::server::PutDraftResponse {
        union_directions::server::PutDraftResponse::Ok(request.body)
    }
}

#[tokio::test]
async fn servers_refuse_members_that_nobody_knows() {
    let server = serve(union_directions::server::router(Drafts)).await;
    for (body, status) in [
        (r#"{"text":"t"}"#, 200),
        (r#"{"reason":"r","all":[1]}"#, 200),
        (r#"{"other":"t"}"#, 400),
        (r#""text""#, 400),
    ] {
        let raw = server
            .raw("PUT /drafts", &["content-type: application/json"], body)
            .await;
        assert_eq!(raw.status, status, "{body}: {}", raw.body);
        assert!(status != 200 || raw.body == body, "{}", raw.body);
    }
    use union_directions::types::{Draft, Validate};
    assert!(Draft::UnknownValue(json!(1)).validate().is_err());
}

struct Apps;

impl enums_integer::server::Api for Apps {
    async fn put_app(&self, request: enums_integer::server::PutAppRequest) -> enums_integer::server::PutAppResponse {
        let headers = enums_integer::types::put_app::LevelHeaders { x_level: request.level };
        enums_integer::server::PutAppResponse::Ok(headers, request.body)
    }
}

#[tokio::test]
async fn integers_have_names_and_unknown_ones_are_kept() {
    use enums_integer::types::{App, AppType, Flag, Level};
    let app = survives::<App>(r#"{"type":4,"flags":[1,8],"level":-1,"bare":7}"#);
    assert_eq!(app.r#type, Some(AppType::Subscriptions));
    assert_eq!(app.flags, Some(vec![Flag::One, Flag::Unknown(8)]));
    assert_eq!((app.level, app.bare), (Some(Level::Low), Some(7)));
    assert_eq!(survives::<App>(r#"{"type":6}"#).r#type, Some(AppType::Unknown(6)));
    assert_eq!(survives::<App>(r#"{"type":null}"#).r#type, None);
    let server = serve(enums_integer::server::router(Apps)).await;
    let client = enums_integer::client::Client::builder()
        .base_url(&server.url)
        .build()
        .unwrap();
    let app = App {
        r#type: Some(AppType::Game),
        flags: None,
        level: None,
        bare: None,
    };
    let response = client.put_app(app.clone()).level(Level::Low).send().await.unwrap();
    assert_eq!(response, app);
    let raw = server
        .raw(
            "POST /apps?level=2",
            &["content-type: application/json"],
            r#"{"type":5}"#,
        )
        .await;
    assert_eq!(
        (raw.status, raw.problem().to_string().contains("must be one of -1, 1")),
        (400, true)
    );
    let raw = server
        .raw(
            "POST /apps?level=-1",
            &["content-type: application/json"],
            r#"{"type":6}"#,
        )
        .await;
    assert_eq!(
        (raw.status, raw.problem().to_string().contains("must be one of 4, 5")),
        (422, true)
    );
}
