//! Trying again, limits, and what one call does in its own way.

use std::convert::Infallible;
use std::future::pending;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::support::{Answer, Clock, GET, Recorder, SCHEMES, any_json, operation};
use specwright_client::__private::{Call, Config, Core, Operation, Options, Reply, Response};
use specwright_client::{Body, BuildError, CallExt, Error, Pending, Retry, Sending, Transport};

/// A call as generated code has it.
struct Things<'c>(Call<'c>);

impl CallExt for Things<'_> {
    fn options(&mut self) -> &mut Options {
        self.0.options()
    }
}

impl<'c> Things<'c> {
    fn send(self) -> Pending<'c, serde_json::Value, Infallible> {
        any_json(self.0)
    }
}

fn core(recorder: &Recorder, clock: &Clock, set: impl FnOnce(&mut Config)) -> Core {
    let mut config = Config::new(SCHEMES, Some("https://api.example.com/v1".to_owned()));
    config.transport(recorder.clone());
    config.timer(clock.clone());
    set(&mut config);
    config.build("x/1").unwrap()
}

fn answer(status: u16, headers: &[(&'static str, &'static str)]) -> Answer {
    Answer {
        status,
        headers: headers.to_vec(),
        body: "busy",
    }
}

/// Sends a request with a method; how often it went out, what was waited for, and the status at the end.
async fn run(method: &'static str, retry: Option<Retry>, answers: Vec<Answer>) -> (usize, Vec<Duration>, Option<u16>) {
    let (recorder, clock) = (Recorder::answering(answers), Clock::default());
    let core = core(&recorder, &clock, |config| {
        if let Some(retry) = retry {
            config.retry(retry);
        }
    });
    let end = any_json(core.call(operation(Operation { method, ..GET }))).await;
    let status = match end {
        Ok(_) => Some(200),
        Err(error) => error.status().map(|status| status.as_u16()),
    };
    (recorder.sent().len(), clock.slept(), status)
}

#[tokio::test]
async fn what_may_pass_is_tried_again_twice() {
    for status in [429, 502, 503, 504] {
        let (sent, slept, end) = run("GET", None, vec![answer(status, &[])]).await;
        assert_eq!((sent, slept.len(), end), (2, 1, Some(200)), "{status}");
    }
    for status in [400, 401, 403, 404, 408, 500, 501] {
        let (sent, slept, end) = run("GET", None, vec![answer(status, &[])]).await;
        assert_eq!((sent, slept.len(), end), (1, 0, Some(status)), "{status}");
    }
    let lost = vec![Answer::lost(), Answer::lost(), Answer::lost(), Answer::lost()];
    let (sent, slept, end) = run("GET", None, lost).await;
    assert_eq!((sent, end), (3, None));
    let bounds = [(250, 500), (500, 1000)].map(|(from, to)| Duration::from_millis(from)..=Duration::from_millis(to));
    for (slept, bounds) in slept.iter().zip(bounds) {
        assert!(bounds.contains(slept), "{slept:?}");
    }
}

#[tokio::test]
async fn only_methods_that_can_be_repeated_are_unless_told_otherwise() {
    for (method, times) in [
        ("GET", 2),
        ("HEAD", 2),
        ("OPTIONS", 2),
        ("TRACE", 2),
        ("PUT", 2),
        ("DELETE", 2),
        ("QUERY", 2),
        ("POST", 1),
        ("PATCH", 1),
    ] {
        let refused = || vec![answer(503, &[])];
        assert_eq!(run(method, None, refused()).await.0, times, "{method}");
        assert_eq!(run(method, Some(Retry::none()), refused()).await.0, 1, "{method}");
        let any = Retry::times(1).any_method();
        assert_eq!(run(method, Some(any), refused()).await.0, 2, "{method}");
    }
    let (recorder, clock) = (Recorder::answering([Answer::lost()]), Clock::default());
    let core = core(&recorder, &clock, |_| {});
    let call = core.call(operation(Operation { method: "POST", ..GET }));
    Things(call).header("Idempotency-Key", "8e03978e").send().await.unwrap();
    assert_eq!(recorder.sent().len(), 2);
    assert_eq!(recorder.sent()[1].headers["idempotency-key"], "8e03978e");
}

#[tokio::test]
async fn pauses_grow_up_to_a_limit() {
    let retry = Retry::times(40).pauses(Duration::from_secs(1), Duration::from_secs(4));
    let (sent, slept, _) = run("GET", Some(retry), (0..50).map(|_| Answer::lost()).collect()).await;
    assert_eq!((sent, slept.len()), (41, 40));
    for (index, slept) in slept.iter().enumerate() {
        let whole = Duration::from_secs([1, 2, 4][index.min(2)]);
        assert!((whole / 2..=whole).contains(slept), "{index}: {slept:?}");
    }
    let (first, second) = (slept[10], slept[11]);
    assert!(
        slept.iter().any(|slept| *slept != first),
        "by chance: {first:?} {second:?}"
    );
}

#[tokio::test]
async fn the_server_says_how_long() {
    let seconds = |seconds| vec![Duration::from_secs(seconds)];
    for (headers, expected) in [
        (vec![("retry-after", "7")], 7),
        (vec![("retry-after", "0")], 0),
        (vec![("retry-after", "Tue, 14 Nov 2023 22:13:50 GMT")], 30),
        // By the server's clock.
        (
            vec![
                ("date", "Tue, 14 Nov 2023 22:13:45 GMT"),
                ("retry-after", "Tue, 14 Nov 2023 22:13:50 GMT"),
            ],
            5,
        ),
        (vec![("retry-after", "Tue, 14 Nov 2023 22:00:00 GMT")], 0),
        (
            vec![("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "1700000009")],
            9,
        ),
        (
            vec![("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "1700000009000")],
            9,
        ),
        (vec![("ratelimit-remaining", "0"), ("ratelimit-reset", "11")], 11),
        (vec![("ratelimit", "\"default\";r=0;t=12")], 12),
        (vec![("retry-after", "3"), ("ratelimit", "\"default\";r=0;t=12")], 3),
    ] {
        for status in [429, 503] {
            let (sent, slept, end) = run("GET", None, vec![answer(status, &headers)]).await;
            assert_eq!((sent, slept, end), (2, seconds(expected), Some(200)), "{headers:?}");
        }
    }
    // What cannot be read, or does not matter, leaves the usual pause.
    for headers in [
        vec![("retry-after", "soon")],
        vec![("ratelimit-remaining", "2"), ("ratelimit-reset", "11")],
        vec![("ratelimit-remaining", "0"), ("ratelimit-reset", "-1")],
    ] {
        let (_, slept, _) = run("GET", None, vec![answer(429, &headers)]).await;
        assert!(slept[0] <= Duration::from_millis(500), "{headers:?}: {slept:?}");
    }
}

#[tokio::test]
async fn a_used_up_rate_limit_may_be_a_403() {
    let used_up = [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "1700000009")];
    let (sent, slept, _) = run("GET", None, vec![answer(403, &used_up)]).await;
    assert_eq!((sent, slept), (2, vec![Duration::from_secs(9)]));
}

#[tokio::test]
async fn nobody_waits_for_longer_than_patience_lasts() {
    let hour = || vec![answer(429, &[("retry-after", "3600")])];
    assert_eq!(run("GET", None, hour()).await, (1, vec![], Some(429)));
    let patient = Retry::times(1).patience(Duration::from_secs(3600));
    assert_eq!(run("GET", Some(patient), hour()).await.1, [Duration::from_secs(3600)]);
}

#[tokio::test]
async fn a_stream_is_sent_once() {
    let (recorder, clock) = (Recorder::answering([answer(503, &[])]), Clock::default());
    let core = core(&recorder, &clock, |_| {});
    for (body, times) in [
        (Body::from("abc"), 2),
        (Body::new(http_body_util::Full::new(bytes::Bytes::from("abc"))), 1),
    ] {
        let recorder = Recorder::answering([answer(503, &[])]);
        let core = self::core(&recorder, &clock, |_| {});
        let mut call = core.call(operation(Operation { method: "PUT", ..GET }));
        call.bytes(body, "text/plain");
        let _ = any_json(call).await;
        let sent = recorder.sent();
        assert_eq!(sent.len(), times);
        assert!(sent.iter().all(|sent| sent.body == b"abc"));
    }
    drop(core);
}

#[tokio::test]
async fn after_a_detour_it_starts_over() {
    let answers = [Answer::redirect(307, "https://other.example.net/"), answer(503, &[])];
    let (recorder, clock) = (Recorder::answering(answers), Clock::default());
    any_json(core(&recorder, &clock, |_| {}).call(&GET)).await.unwrap();
    let lines: Vec<String> = recorder.sent().into_iter().map(|sent| sent.line).collect();
    assert_eq!(
        lines,
        [
            "GET https://api.example.com/v1/things",
            "GET https://other.example.net/",
            "GET https://api.example.com/v1/things"
        ]
    );
}

#[tokio::test]
async fn a_call_has_settings_of_its_own() {
    let (recorder, clock) = (Recorder::answering([answer(503, &[])]), Clock::default());
    let core = core(&recorder, &clock, |_| {});
    let things = || Things(core.call(&GET));
    let refused = things().retry(Retry::none()).send().await.unwrap_err();
    assert_eq!(refused.status().unwrap(), 503);
    things()
        .header("Accept", "text/plain")
        .header("X-Trace", "a")
        .header("X-Trace", "b")
        .send()
        .await
        .unwrap();
    let sent = recorder.sent().pop().unwrap().headers;
    assert_eq!(sent.get_all("accept").iter().collect::<Vec<_>>(), ["text/plain"]);
    assert_eq!(sent.get_all("x-trace").iter().collect::<Vec<_>>(), ["a", "b"]);
    for (name, value, message) in [
        ("a b", "c", "header field `a b`: it cannot have such a name"),
        ("a", "b\nc", "header field `a`: it cannot hold control characters"),
    ] {
        let error = things().header(name, value).send().await.unwrap_err();
        assert!(matches!(error, Error::Encode(_)));
        assert_eq!(error.to_string(), message);
    }
    let mut options = Options::default();
    std::mem::swap(&mut options, things().header("X-Key", "s3cret").options());
    assert!(!format!("{options:?}").contains("s3cret"));
}

/// A server that never answers, or never ends its answer.
struct Stuck {
    answers: bool,
}

impl Transport for Stuck {
    fn send(&self, _: http::Request<Body>) -> Sending<'_> {
        Box::pin(async move {
            if !self.answers {
                pending::<()>().await;
            }
            let mut response = http::Response::new(Body::new(Endless));
            response
                .headers_mut()
                .insert("content-type", "application/json".parse().unwrap());
            Ok(response)
        })
    }
}

struct Endless;

impl http_body::Body for Endless {
    type Data = bytes::Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, std::io::Error>>> {
        std::task::Poll::Pending
    }
}

fn stuck(answers: bool, clock: &Clock, set: impl FnOnce(&mut Config)) -> Core {
    let mut config = Config::new(SCHEMES, Some("https://api.example.com/v1".to_owned()));
    config.transport(Stuck { answers });
    config.timer(clock.clone());
    set(&mut config);
    config.build("x/1").unwrap()
}

#[tokio::test]
async fn limits_end_what_takes_too_long() {
    let second = Duration::from_secs(1);
    for answers in [false, true] {
        let clock = Clock::default();
        let core = stuck(answers, &clock, |config| {
            config.timeout(second);
            config.retry(Retry::none());
        });
        let error = any_json(core.call(&GET)).await.unwrap_err();
        assert!(
            matches!(&error, Error::Transport(error) if error.is_timeout()),
            "{error:?}"
        );
        assert_eq!(error.to_string(), "the server took too long to answer");
        assert_eq!(clock.slept(), [second]);
        let _ = Things(core.call(&GET)).timeout(second * 3).send().await.unwrap_err();
        assert_eq!(clock.slept().last(), Some(&(second * 3)));
    }
    let (clock, shown) = (Clock::default(), Arc::new(Mutex::new(Vec::new())));
    let core = stuck(false, &clock, |config| {
        config.timeout(second);
        let shown = shown.clone();
        config.on_response(move |answer| {
            let error = answer.result.unwrap_err();
            shown
                .lock()
                .unwrap()
                .push((answer.attempt, error.is_timeout(), answer.duration));
        });
    });
    let _ = any_json(core.call(&GET)).await.unwrap_err();
    assert_eq!(clock.slept().len(), 5, "three attempts, and two pauses");
    let each = |attempt| (attempt, true, Some(second));
    assert_eq!(*shown.lock().unwrap(), [each(1), each(2), each(3)]);
}

#[tokio::test]
async fn a_stream_may_last_as_long_as_something_comes() {
    const STREAM: Operation = Operation::new("GET", "/things").success(&[Response::json(&[200]).streamed()]);
    let clock = Clock::default();
    let core = stuck(true, &clock, |config| {
        config.timeout(Duration::from_secs(1));
        config.stream_timeout(Duration::from_secs(5));
    });
    let body = core
        .call(&STREAM)
        .send::<_, Infallible>(Reply::stream, Reply::unexpected)
        .await;
    assert!(clock.slept().is_empty());
    let error = body.unwrap().bytes().await.unwrap_err();
    assert_eq!(error.to_string(), "the server took too long to answer");
    assert_eq!(clock.slept(), [Duration::from_secs(5)]);
}

#[tokio::test]
async fn without_a_timer_there_are_no_limits() {
    let recorder = Recorder::answering([answer(503, &[])]);
    let core = super::support::core(&recorder, &[]);
    assert_eq!(any_json(core.call(&GET)).await.unwrap_err().status().unwrap(), 503);
    assert_eq!(recorder.sent().len(), 1);
    let error = Things(core.call(&GET))
        .timeout(Duration::ZERO)
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the limits of this call: they need a timer: give one to the client's builder"
    );
    let mut config = Config::new(SCHEMES, Some("https://api.example.com".to_owned()));
    config.transport(recorder);
    config.retry(Retry::times(1));
    assert!(matches!(config.build("x/1"), Err(BuildError::NoTimer)));
}
