//! Bodies that are read and written as they come, with nobody ahead of anybody.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::body::Bytes;
use chrono::NaiveDate;
use futures_core::Stream;

use crate::generated::streams::client::{Client, Error, StreamError, Tower};
use crate::generated::streams::server::{
    self, Api, ChatRequest, ChatResponse, DownloadRequest, DownloadResponse, Event, Items, LogsRequest, LogsResponse,
    RatesRequest, RatesResponse, ReadingsRequest, ReadingsResponse, RunsRequest, RunsResponse, TicksRequest,
    TicksResponse,
};
use crate::generated::streams::types::runs::{Ended, Started};
use crate::generated::streams::types::{Line, RunsResponseBody};
use crate::harness::{Running, serve};

/// What a function makes of 0, 1, 2…; it counts how many were asked for, and says when nobody wants more.
struct Numbers<T> {
    make: fn(usize) -> Option<T>,
    asked: Arc<AtomicUsize>,
    _dropped: Option<tokio::sync::oneshot::Sender<()>>,
}

impl<T> Stream for Numbers<T> {
    type Item = T;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<T>> {
        let next = self.asked.fetch_add(1, Ordering::SeqCst);
        Poll::Ready((self.make)(next))
    }
}

#[derive(Clone, Default)]
struct Streams {
    asked: Arc<AtomicUsize>,
    dropped: Arc<std::sync::Mutex<Option<tokio::sync::oneshot::Sender<()>>>>,
}

impl Streams {
    fn numbers<T>(&self, make: fn(usize) -> Option<T>) -> Numbers<T> {
        Numbers {
            make,
            asked: Arc::clone(&self.asked),
            _dropped: self.dropped.lock().unwrap().take(),
        }
    }
}

fn line(n: usize) -> Line {
    Line {
        n: n.try_into().unwrap(),
        text: Some(format!("line {n}\nand more")),
    }
}

const CHUNK: usize = 64 << 10;

impl Api for Streams {
    async fn download(&self, request: DownloadRequest) -> DownloadResponse {
        if request.name == "none" {
            return DownloadResponse::NotFound("nothing here".to_owned());
        }
        let chunks = self.numbers(|n| {
            let chunk = Bytes::from(vec![n.to_le_bytes()[0]; CHUNK]);
            (n < 512).then_some(Ok::<_, std::convert::Infallible>(chunk))
        });
        DownloadResponse::Ok(Body::from_stream(chunks))
    }

    async fn logs(&self, _: LogsRequest) -> LogsResponse {
        LogsResponse::Ok(Items::new(self.numbers(|n| Some(line(n)))))
    }

    async fn readings(&self, _: ReadingsRequest) -> ReadingsResponse {
        let days = self.numbers(|n| NaiveDate::from_ymd_opt(2024, 2, 28 + u32::try_from(n).unwrap()));
        ReadingsResponse::Ok(Items::new(days))
    }

    async fn chat(&self, _: ChatRequest) -> ChatResponse {
        let events = self.numbers(|n| match n {
            2 => Some(Err("out of words".into())),
            n => Some(Ok(Event::new(line(n)))),
        });
        ChatResponse::Ok(Items::fallible(events))
    }

    async fn ticks(&self, _: TicksRequest) -> TicksResponse {
        let events = self.numbers(|n| {
            let mut event = Event::new(format!("tick\n{n}"));
            event.id = Some(n.to_string());
            event.event = Some("a\nb".to_owned());
            event.retry = Some(Duration::from_millis(1500));
            Some(event)
        });
        TicksResponse::Ok(Items::new(events))
    }

    async fn rates(&self, _: RatesRequest) -> RatesResponse {
        RatesResponse::Ok(Items::new(self.numbers(|n| (n < 2).then(|| Event::new(line(n))))))
    }

    async fn runs(&self, _: RunsRequest) -> RunsResponse {
        RunsResponse::Ok(Items::new(self.numbers(run)))
    }
}

fn run(n: usize) -> Option<RunsResponseBody> {
    match n {
        0 => Some(RunsResponseBody::Started(Started { data: "17".to_owned() })),
        1 => Some(RunsResponseBody::Ended(Ended { data: line(1) })),
        _ => None,
    }
}

async fn start() -> (Running, Client) {
    let server = serve(server::router(Streams::default())).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    (server, client)
}

fn in_process(streams: &Streams) -> Client {
    let router = Tower(server::router(streams.clone()));
    let client = Client::builder().base_url("http://in-process").transport(router);
    client.build().unwrap()
}

#[tokio::test]
async fn a_download_is_never_held_whole() {
    let (_server, client) = start().await;
    let mut body = client.download("big").await.unwrap();
    let (mut length, mut largest) = (0, 0);
    while let Some(chunk) = body.chunk().await.unwrap() {
        assert!(
            chunk
                .iter()
                .all(|byte| usize::from(*byte) == (length / CHUNK) % 256 || chunk.len() > CHUNK)
        );
        length += chunk.len();
        largest = largest.max(chunk.len());
    }
    assert_eq!(length, 512 * CHUNK);
    assert!(largest < 32 * CHUNK, "{largest}");

    let error = client.download("none").await.unwrap_err();
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!((error.status.as_u16(), error.body.as_str()), (404, "nothing here"));
}

/// In one process there is no buffer between the two: what was asked for is what was read.
#[tokio::test]
async fn a_slow_reader_makes_the_writer_wait() {
    let streams = Streams::default();
    let client = in_process(&streams);
    let mut lines = client.logs().await.unwrap();
    for n in 0..5 {
        assert_eq!(lines.next().await.unwrap().unwrap(), line(n));
        assert_eq!(streams.asked.load(Ordering::SeqCst), n + 1);
    }
    drop(lines);
    let mut ticks = client.ticks().await.unwrap();
    for n in 5..10 {
        let event = ticks.next().await.unwrap().unwrap();
        assert_eq!(event.data, format!("tick\n{n}"));
        assert_eq!(streams.asked.load(Ordering::SeqCst), n + 1);
    }
}

#[tokio::test]
async fn a_reader_that_leaves_ends_the_writer() {
    let streams = Streams::default();
    let (sender, dropped) = tokio::sync::oneshot::channel();
    *streams.dropped.lock().unwrap() = Some(sender);
    let server = serve(server::router(streams.clone())).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    let mut lines = client.logs().await.unwrap();
    for n in 0..1000 {
        assert_eq!(lines.next().await.unwrap().unwrap(), line(n));
    }
    drop(lines);
    // The stream has no end of its own.
    dropped.await.unwrap_err();
}

#[tokio::test]
async fn values_arrive_as_they_were_sent() {
    let (server, client) = start().await;
    let mut days = client.readings().await.unwrap();
    assert_eq!(days.next().await.unwrap().unwrap().to_string(), "2024-02-28");
    let raw = server.raw("GET /readings", &["Accept: application/json-seq"], "").await;
    assert_eq!(raw.header("content-type"), Some("application/json-seq"));

    // A server counts on from one stream to the next.
    let (_server, client) = start().await;
    let mut ticks = client.ticks().await.unwrap();
    let event = ticks.next().await.unwrap().unwrap();
    assert_eq!(event.id.as_deref(), Some("0"));
    assert_eq!(event.event.as_deref(), Some("a b"), "a field is one line");
    assert_eq!(event.retry, Some(Duration::from_millis(1500)));
    assert_eq!(event.data, "tick\n0");

    let (_server, client) = start().await;
    let mut rates = client.rates().await.unwrap();
    for n in 0..2 {
        assert_eq!(rates.next().await.unwrap().unwrap().data, line(n));
    }
    assert!(rates.next().await.is_none());

    let (server, client) = start().await;
    let mut runs = client.runs().await.unwrap();
    for n in 0..2 {
        assert_eq!(runs.next().await.unwrap().unwrap(), run(n).unwrap());
    }
    assert!(runs.next().await.is_none());
    drop(server);
}

#[tokio::test]
async fn a_writer_that_fails_is_not_taken_for_the_end() {
    let client = in_process(&Streams::default());
    let mut chat = client.chat().await.unwrap();
    for n in 0..2 {
        assert_eq!(chat.next().await.unwrap().unwrap().data, line(n));
    }
    let error = chat.next().await.unwrap().unwrap_err();
    assert!(matches!(error, StreamError::Transport(_)), "{error:?}");
}
