//! Bodies that are sequences of values, however the network cuts them.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http_body::Frame;
use serde_json::{Value, json};

use super::support::{SCHEMES, operation};
use specwright_client::__private::{Config, Core, Operation, Read, Reply, Response};
use specwright_client::{Body, BoxError, Error, Event, Events, Items, Sending, StreamError, Transport};

/// Chunks, counted as they are asked for; an error where one is `None`.
struct Chunks {
    left: std::vec::IntoIter<Option<Vec<u8>>>,
    asked: Arc<AtomicUsize>,
}

impl http_body::Body for Chunks {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(self.left.next().map(|chunk| match chunk {
            Some(bytes) => Ok(Frame::data(bytes.into())),
            None => Err("reset".into()),
        }))
    }
}

struct Canned {
    chunks: Vec<Option<Vec<u8>>>,
    asked: Arc<AtomicUsize>,
}

impl Transport for Canned {
    fn send(&self, _: http::Request<Body>) -> Sending<'_> {
        let body = Chunks {
            left: self.chunks.clone().into_iter(),
            asked: Arc::clone(&self.asked),
        };
        Box::pin(async { Ok(http::Response::new(Body::new(body))) })
    }
}

fn core(chunks: Vec<Option<Vec<u8>>>) -> (Core, Arc<AtomicUsize>) {
    let asked = Arc::default();
    let mut config = Config::new(SCHEMES, Some("https://api.example.com".to_owned()));
    config.transport(Canned {
        chunks,
        asked: Arc::clone(&asked),
    });
    (config.build("x/1").unwrap(), asked)
}

async fn open<T: 'static>(core: &Core, read: Read<T>) -> T {
    const STREAM: &[Response] = &[Response::empty(&[200]).streamed()];
    let stream = operation(Operation::new("GET", "/stream").success(STREAM));
    core.call(stream).send(read, Reply::unexpected::<()>).await.unwrap()
}

/// The text in chunks of every size from one byte on.
fn cuts(text: &str) -> impl Iterator<Item = Vec<Option<Vec<u8>>>> {
    (1..=text.len()).map(move |size| text.as_bytes().chunks(size).map(|chunk| Some(chunk.to_vec())).collect())
}

async fn items(chunks: Vec<Option<Vec<u8>>>) -> Vec<String> {
    let (core, _) = core(chunks);
    let mut items: Items<Value> = open(&core, Reply::items).await;
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(item.map_or_else(|error| error.to_string(), |item| item.to_string()));
    }
    all
}

#[tokio::test]
async fn lines_and_records_are_found_wherever_the_body_is_cut() {
    let expected = [r#"{"a":1}"#, "2", "[3]"];
    for text in [
        "{\"a\":1}\n2\n[3]\n",
        "{\"a\":1}\r\n\r\n2\n\n[3]",
        "\u{1e}{\"a\":1}\n\u{1e}2\n\u{1e}[3]\n",
        "\u{1e}{\n  \"a\": 1\n}\n\u{1e}\u{1e}2\n\u{1e}[\n3\n]",
    ] {
        for chunks in cuts(text) {
            assert_eq!(items(chunks).await, expected, "{text:?}");
        }
    }
}

#[tokio::test]
async fn a_value_that_cannot_be_read_costs_no_other_and_a_broken_connection_ends_the_stream() {
    let chunks = [Some("1\nx\n2\n{"), None, Some("3\n")];
    let chunks = chunks.map(|chunk| chunk.map(|text| text.as_bytes().to_vec())).to_vec();
    assert_eq!(
        items(chunks).await,
        [
            "1",
            "cannot read a value of the stream",
            "2",
            "the exchange with the server failed"
        ]
    );
}

async fn all(mut events: Events<String>) -> Vec<Event<String>> {
    let mut found = Vec::new();
    while let Some(event) = events.next().await {
        found.push(event.unwrap());
    }
    found
}

#[tokio::test]
async fn events_are_read_as_the_standard_says_wherever_the_body_is_cut() {
    let text = "\u{feff}: a comment\n\ndata: one\ndata:two\ndata\nid: 7\nretry: 250\n\nevent: x\r\ndata:  three\r\n\r\n\
                id: no\0\ndata: four\revent: y\r\rretry: soon\nid\n\ndata: cut off";
    let event = |id: &str, event: Option<&str>, retry: Option<u64>, data: &str| Event {
        id: Some(id.to_owned()),
        event: event.map(ToOwned::to_owned),
        retry: retry.map(Duration::from_millis),
        data: data.to_owned(),
    };
    let expected = [
        event("7", None, Some(250), "one\ntwo\n"),
        event("7", Some("x"), None, " three"),
        event("7", Some("y"), None, "four"),
    ];
    for chunks in cuts(text) {
        let (core, _) = core(chunks);
        assert_eq!(all(open(&core, Reply::text_events).await).await, expected);
    }
}

#[tokio::test]
async fn data_in_json_ends_with_done() {
    let (core, _) = core(vec![Some(
        b"data: {\"a\":1}\n\ndata: x\n\ndata: [DONE]\n\ndata: 2\n\n".to_vec(),
    )]);
    let mut events: Events<Value> = open(&core, Reply::events).await;
    assert_eq!(events.next().await.unwrap().unwrap().data, json!({"a": 1}));
    let error = events.next().await.unwrap().unwrap_err();
    let StreamError::Decode { body, .. } = error else {
        panic!("{error:?}")
    };
    assert_eq!(body, "x");
    assert!(events.next().await.is_none() && events.next().await.is_none());
}

#[tokio::test]
async fn events_can_be_objects_of_their_fields() {
    let (core, _) = core(vec![Some(
        b"event: a\ndata: {\"n\":1}\n\nid: 5\nretry: 3\ndata: hello\n\n".to_vec(),
    )]);
    let mut items: Items<Value> = open(&core, Reply::event_items).await;
    let mut next = async || items.next().await.unwrap().unwrap();
    assert_eq!(next().await, json!({"event": "a", "data": {"n": 1}}));
    assert_eq!(next().await, json!({"id": "5", "retry": 3, "data": "hello"}));
}

#[tokio::test]
async fn nothing_is_read_ahead_of_what_is_asked_for() {
    let chunks: Vec<_> = (0..100).map(|n| Some(format!("{n}\n").into_bytes())).collect();
    let (core, asked) = core(chunks);
    let mut items: Items<u32> = open(&core, Reply::items).await;
    assert_eq!(asked.load(Ordering::Relaxed), 0);
    for n in 0..5 {
        assert_eq!(items.next().await.unwrap().unwrap(), n);
        assert_eq!(asked.load(Ordering::Relaxed), n as usize + 1);
    }
}

#[tokio::test]
async fn a_body_is_read_in_chunks() {
    let (core, asked) = core(vec![Some(b"ab".to_vec()), Some(b"c".to_vec()), None]);
    let mut body = open(&core, Reply::stream).await;
    assert_eq!(body.chunk().await.unwrap().unwrap(), "ab");
    assert_eq!(asked.load(Ordering::Relaxed), 1);
    let next = std::future::poll_fn(|cx| Pin::new(&mut body).poll_next(cx)).await;
    assert_eq!(next.unwrap().unwrap(), "c");
    assert_eq!(body.bytes().await.unwrap_err().to_string(), "reset");
}

#[tokio::test]
async fn a_broken_body_is_a_transport_error() {
    let (core, _) = core(vec![Some(b"{".to_vec()), None]);
    const JSON: Operation = Operation::new("GET", "/x").success(&[Response::json(&[200])]);
    let call = core.call(&JSON);
    let error = call
        .send(Reply::json::<Value>, Reply::unexpected::<()>)
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}
