//! Requests that are sequences of values, sent and read as they come, with nobody ahead of anybody.

use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use chrono::NaiveDate;
use futures_core::Stream;

use crate::generated::sequences::client::webhooks::{self as receiver, TailRequest, TailResponse, Webhooks};
use crate::generated::sequences::client::{Client, Error, Event, Tower, Values, api};
use crate::generated::sequences::server::webhooks::{self as sender, Values as Sent};
use crate::generated::sequences::server::{
    self, AddBatchBody, AddBatchRequest, AddBatchResponse, AddLogsRequest, AddLogsResponse, Api, ReplayRequest,
    ReplayResponse, RouterSettings, SayRequest, SayResponse, SetReadingsRequest, SetReadingsResponse, TickRequest,
    TickResponse,
};
use crate::generated::sequences::types::run::{End, Start};
use crate::generated::sequences::types::{Line, Run};
use crate::harness::serve;

/// Lines 0, 1, 2…; it counts how many were asked for.
struct Lines {
    asked: Arc<AtomicUsize>,
    end: usize,
}

impl Stream for Lines {
    type Item = Line;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Line>> {
        let next = self.asked.fetch_add(1, Ordering::SeqCst);
        Poll::Ready((next < self.end).then(|| line(next)))
    }
}

fn line(n: usize) -> Line {
    Line {
        n: n.try_into().unwrap(),
        text: Some(format!("line {n}\r\n\u{1e}and more")),
    }
}

/// Takes note of what it receives.
#[derive(Clone, Default)]
struct Notes {
    seen: Arc<Mutex<Vec<String>>>,
    asked: Arc<AtomicUsize>,
}

impl Notes {
    fn note(&self, value: impl std::fmt::Debug) {
        self.seen.lock().unwrap().push(format!("{value:?}"));
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.seen.lock().unwrap())
    }
}

impl Api for Notes {
    async fn add_logs(&self, mut request: AddLogsRequest) -> AddLogsResponse {
        let mut count = 0;
        while let Some(line) = request.body.next().await {
            match line {
                Ok(got) => {
                    // In one process there is no buffer between the two: what was asked for is what was read.
                    let asked = self.asked.load(Ordering::SeqCst);
                    assert!(asked == 0 || asked == count + 1, "{asked} {count}");
                    assert_eq!(got, line_of(&got));
                    count += 1;
                }
                Err(problem) => self.note(problem),
            }
            if count == 1000 {
                return AddLogsResponse::BadRequest("enough".to_owned());
            }
        }
        AddLogsResponse::Ok(count.try_into().unwrap())
    }

    async fn set_readings(&self, mut request: SetReadingsRequest) -> SetReadingsResponse {
        let mut count = 0;
        while let Some(day) = request.body.next().await {
            self.note(day.unwrap());
            count += 1;
        }
        SetReadingsResponse::Ok(count)
    }

    async fn say(&self, request: SayRequest) -> SayResponse {
        let Some(mut body) = request.body else {
            return SayResponse::Ok(-1);
        };
        let mut count = 0;
        while let Some(event) = body.next().await {
            match event {
                Ok(event) => self.note((event.id, event.data.n)),
                Err(problem) => self.note(problem),
            }
            count += 1;
        }
        SayResponse::Ok(count)
    }

    async fn tick(&self, mut request: TickRequest) -> TickResponse {
        let mut count = 0;
        while let Some(event) = request.body.next().await {
            self.note(event.unwrap());
            count += 1;
        }
        TickResponse::Ok(count)
    }

    async fn add_batch(&self, request: AddBatchRequest) -> AddBatchResponse {
        let mut count = 0;
        match request.body {
            AddBatchBody::Json(lines) => count += lines.len(),
            AddBatchBody::Jsonl(mut lines) => {
                while let Some(line) = lines.next().await {
                    self.note(line.unwrap().n);
                    count += 1;
                }
            }
        }
        AddBatchResponse::Ok(count.try_into().unwrap())
    }

    async fn replay(&self, mut request: ReplayRequest) -> ReplayResponse {
        let mut count = 0;
        while let Some(run) = request.body.next().await {
            self.note(run.unwrap());
            count += 1;
        }
        ReplayResponse::Ok(count)
    }
}

fn line_of(got: &Line) -> Line {
    line(got.n.try_into().unwrap())
}

fn in_process(notes: &Notes) -> Client {
    let router = Tower(server::router(notes.clone()));
    let client = Client::builder().base_url("http://in-process").transport(router);
    client.build().unwrap()
}

#[tokio::test]
async fn a_slow_server_makes_the_client_wait() {
    let notes = Notes::default();
    let client = in_process(&notes);
    let lines = |end| Lines {
        asked: Arc::clone(&notes.asked),
        end,
    };
    assert_eq!(client.add_logs(lines(5)).await.unwrap(), 5);
    notes.asked.store(0, Ordering::SeqCst);

    // A server that has enough ends the stream, which has no end of its own.
    let error = client.add_logs(lines(usize::MAX)).await.unwrap_err();
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!(error.body, "enough");
    assert_eq!(notes.asked.load(Ordering::SeqCst), 1000);
}

#[tokio::test]
async fn values_arrive_as_they_were_sent() {
    let notes = Notes::default();
    let server = serve(server::router(notes.clone())).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();

    let days = [28, 29].map(|day| NaiveDate::from_ymd_opt(2024, 2, day).unwrap());
    assert_eq!(client.set_readings(Values::each(days)).await.unwrap(), 2);
    assert_eq!(notes.take(), ["2024-02-28", "2024-02-29"]);

    let mut event = Event::new("tick\n0".to_owned());
    event.id = Some("a".to_owned());
    event.event = Some("b\nc".to_owned());
    event.retry = Some(Duration::from_millis(1500));
    assert_eq!(client.tick(Values::each([event])).await.unwrap(), 1);
    let expected = r#"Event { id: Some("a"), event: Some("b c"), retry: Some(1.5s), data: "tick\n0" }"#;
    assert_eq!(notes.take(), [expected]);

    let runs = [
        Run::Start(Start { data: "17".to_owned() }),
        Run::End(End { data: line(1) }),
    ];
    assert_eq!(client.replay(Values::each(runs.clone())).await.unwrap(), 2);
    assert_eq!(notes.take(), runs.map(|run| format!("{run:?}")));

    assert_eq!(client.say().await.unwrap(), -1);
    let said = (0..3).map(|n| Event::new(line(n)));
    assert_eq!(client.say().body(Values::each(said)).await.unwrap(), 3);
    assert_eq!(notes.take(), ["(None, 0)", "(None, 1)", "(None, 2)"]);
}

#[tokio::test]
async fn one_type_of_values_comes_at_once_or_one_by_one() {
    let notes = Notes::default();
    let client = in_process(&notes);
    let all = api::AddBatchBody::Json(vec![line(0), line(1)]);
    assert_eq!(client.add_batch(all).await.unwrap(), 2);
    assert!(notes.take().is_empty());
    let each = api::AddBatchBody::Jsonl(Values::each([line(0), line(1), line(2)]));
    assert_eq!(client.add_batch(each).await.unwrap(), 3);
    assert_eq!(notes.take(), ["0", "1", "2"]);
}

#[tokio::test]
async fn faults_are_problems_where_they_are() {
    let notes = Notes::default();
    let server = serve(server::router(notes.clone())).await;
    let long = "x".repeat(41);
    let body = format!(
        "{{\"n\": 0, \"text\": \"line 0\\r\\n\\u001eand more\"}}\n{{\"n\": \"1\"}}\n\n{{\"n\": 2, \"text\": \"{long}\"}}\nno\n"
    );
    let head = ["Content-Type: application/x-ndjson"];
    let answer = server.raw("POST /logs", &head, &body).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "1"));
    let seen = notes.take();
    let found = |index: usize, texts: [&str; 3]| {
        let problem = &seen[index];
        assert!(texts.iter().all(|text| problem.contains(text)), "{problem}");
    };
    found(0, ["400", "\"/1/n\"", "expected an integer"]);
    found(1, ["422", "/2/text", "40"]);
    found(2, ["400", "Pointer(\"/3\")", "expected"]);
    assert_eq!(seen.len(), 3);

    let answer = server.raw("POST /logs", &["Content-Type: text/csv"], "n").await;
    assert_eq!(answer.status, 415);

    // What ends many streams of JSON ends this one, too.
    let body = "data: {\"n\": 1}\n\ndata: [DONE]\n\ndata: {\"n\": 2}\n\n";
    let answer = server
        .raw("POST /chat", &["Content-Type: text/event-stream"], body)
        .await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "1"));
}

#[tokio::test]
async fn too_many_bytes_are_a_fault_of_the_stream() {
    let notes = Notes::default();
    let settings = RouterSettings::new().body_limit_of(AddLogsRequest::OPERATION, 100);
    let server = serve(server::router(notes.clone()).layer(settings)).await;
    let body = "{\"n\": 0, \"text\": \"line 0\\r\\n\\u001eand more\"}\n".repeat(9);
    let head = ["Content-Type: application/x-ndjson"];
    let answer = server.raw("POST /logs", &head, &body).await;
    assert_eq!(answer.status, 200);
    let seen = notes.take();
    assert_eq!(seen.len(), 1);
    assert!(seen[0].contains("413"), "{seen:?}");
}

#[tokio::test]
async fn a_client_that_breaks_off_is_not_taken_for_the_end() {
    let notes = Notes::default();
    let client = in_process(&notes);
    // The fault is the handler's to judge.
    let count = client.add_logs(Values::fallible(Broken(Some(line(0))))).await.unwrap();
    let seen = notes.take();
    assert!(
        count == 1 && seen.len() == 1 && seen[0].contains("out of lines"),
        "{seen:?}"
    );
}

/// A line, and an error.
struct Broken(Option<Line>);

impl Stream for Broken {
    type Item = Result<Line, Box<dyn std::error::Error + Send + Sync>>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(Some(self.0.take().ok_or_else(|| "out of lines".into())))
    }
}

impl Webhooks for Notes {
    async fn tail(&self, mut request: TailRequest) -> TailResponse {
        let mut count = 0;
        while let Some(line) = request.body.next().await {
            self.note(line.unwrap().n);
            count += 1;
        }
        TailResponse::Ok(count)
    }
}

#[tokio::test]
async fn webhooks_send_sequences_too() {
    let notes = Notes::default();
    let running = serve(receiver::router(notes.clone())).await;
    let sender = sender::Client::builder().build().unwrap();
    let url = format!("{}/tail", running.url);
    assert_eq!(sender.tail(&url, Sent::each([line(3), line(4)])).await.unwrap(), 2);
    assert_eq!(notes.take(), ["3", "4"]);
}
