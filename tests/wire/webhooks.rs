//! Webhooks: the API's side sends them, the other side receives them, each with generated code.

use std::sync::{Arc, Mutex};

use uuid::Uuid;

use crate::generated::webhooks::client::webhooks::{
    self as receiver, Authenticate, Denied, NewPetRequest, NewPetResponse, PetMovedRequest, PetMovedResponse, Webhooks,
};
use crate::generated::webhooks::server::webhooks::{Client, Error};
use crate::generated::webhooks::types::{Pet, PetMovedRequestBody};
use crate::harness::{answer, response, serve};

/// Takes note of what it receives.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Authenticate for Notes {
    type Principal = ();

    async fn secret(&self, secret: &str) -> Result<(), Denied> {
        match secret {
            "s3cret" => Ok(()),
            _ => Err(Denied::Unauthenticated("wrong".into())),
        }
    }
}

impl Webhooks for Notes {
    async fn new_pet(&self, request: NewPetRequest) -> NewPetResponse {
        let note = format!("{} {:?} {:?}", request.x_delivery, request.attempt, request.body);
        self.0.lock().unwrap().push(note);
        match request.body.name.as_str() {
            "unwanted" => NewPetResponse::Gone("no more".to_owned()),
            _ => NewPetResponse::Ok,
        }
    }

    async fn pet_moved(&self, (): (), request: PetMovedRequest) -> PetMovedResponse {
        self.0.lock().unwrap().push(format!("{:?}", request.body));
        PetMovedResponse::NoContent
    }
}

fn pet(name: &str) -> Pet {
    Pet {
        id: 7,
        name: name.to_owned(),
    }
}

#[tokio::test]
async fn a_webhook_arrives_as_it_was_sent() {
    let notes = Notes::default();
    let running = serve(axum::Router::new().nest("/hooks", receiver::router(notes.clone()))).await;
    let sender = Client::builder().secret("s3cret").build().unwrap();
    let url = format!("{}/hooks/newPet", running.url);

    sender.new_pet(&url, Uuid::nil(), pet("Rex")).attempt(2).await.unwrap();
    let error = sender.new_pet(&url, Uuid::nil(), pet("unwanted")).await.unwrap_err();
    assert_eq!(error.to_string(), "the API answered 410 Gone: \"no more\"");

    let moved = PetMovedRequestBody {
        from: "a".to_owned(),
        to: "b".to_owned(),
    };
    let url = format!("{}/hooks/pet%20moved", running.url);
    sender.pet_moved(&url).body(moved.clone()).await.unwrap();
    sender.pet_moved(&url).await.unwrap();

    let nil = Uuid::nil();
    assert_eq!(
        *notes.0.lock().unwrap(),
        [
            format!("{nil} Some(2) {:?}", pet("Rex")),
            format!("{nil} None {:?}", pet("unwanted")),
            format!("{:?}", Some(moved)),
            "None".to_owned(),
        ]
    );
}

#[tokio::test]
async fn what_is_not_as_described_is_refused() {
    let running = serve(receiver::router(Notes::default())).await;
    let refused = running
        .raw(
            "POST /newPet",
            &["X-Delivery: 1", "Content-Type: application/json"],
            "{}",
        )
        .await;
    assert_eq!((refused.status, refused.problem()["status"].as_u64()), (400, Some(400)));
    let delivery = "X-Delivery: 00000000-0000-0000-0000-000000000000";
    let nameless = [delivery, "Content-Type: application/json"];
    let refused = running.raw("POST /newPet", &nameless, r#"{"id": 1, "name": ""}"#).await;
    assert_eq!(refused.problem()["violations"][0]["pointer"], "/name");
    let sender = Client::builder().secret("wrong").build().unwrap();
    let error = sender
        .pet_moved(format!("{}/pet%20moved", running.url))
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
}

#[tokio::test]
async fn the_url_is_taken_as_it_is() {
    let (running, seen) = answer(|| response(200, &[], "")).await;
    let sender = Client::builder().build().unwrap();
    let url = format!("{}/a/b/?key=1#c", running.url);
    sender.new_pet(url, Uuid::nil(), pet("Rex")).attempt(1).await.unwrap();
    assert_eq!(seen.target(), "/a/b/?key=1&attempt=1");
    for (url, reason) in [
        (
            "/relative",
            "the URL `/relative`: it must be absolute: https://host/path",
        ),
        (
            "ftp://example.com/",
            "the URL `ftp://example.com/`: its scheme must be http or https",
        ),
    ] {
        let error = sender.new_pet(url, Uuid::nil(), pet("Rex")).await.unwrap_err();
        assert_eq!(error.to_string(), reason);
    }
    let error = sender.pet_moved(&running.url).await.unwrap_err();
    assert!(matches!(error, Error::MissingCredentials(_)), "{error}");
}
