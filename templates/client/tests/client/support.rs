//! A transport that records what it is asked to send and plays back what it is told.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::{HeaderMap, StatusCode};

use specwright_client::__private::{Call, Config, Core, Operation, Parameter, Reply, Response, Scheme, SchemeKind};
use specwright_client::{Body, Pending, Sending, Sleep, Timer, Transport, TransportError};

pub(super) const SCHEMES: &[Scheme] = &[
    scheme("personalAccessToken", SchemeKind::Header("X-Access-Token")),
    scheme("internalAuth", SchemeKind::Authorization("internal")),
    scheme("keyInQuery", SchemeKind::Query("api key")),
    scheme("session", SchemeKind::Cookie("sid")),
    scheme("login", SchemeKind::Authorization("Basic")),
    scheme("oauth", SchemeKind::Authorization("Bearer")),
    scheme("certificate", SchemeKind::Transport),
];

const fn scheme(name: &'static str, kind: SchemeKind) -> Scheme {
    Scheme { name, kind }
}

pub(super) const GET: Operation = Operation::new("GET", "/things").success(&[Response::json(&[200])]);

/// What was sent.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub(super) line: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

/// A canned answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, &'static str)>,
    pub(super) body: &'static str,
}

impl Answer {
    pub(super) fn json(status: u16, body: &'static str) -> Self {
        Self {
            status,
            headers: vec![("content-type", "application/json")],
            body,
        }
    }

    pub(super) fn redirect(status: u16, location: &'static str) -> Self {
        Self {
            status,
            headers: vec![("location", location)],
            body: "",
        }
    }
}

impl Answer {
    /// None.
    pub(super) fn lost() -> Self {
        Self::default()
    }
}

/// A timer that waits for nothing, and keeps what it was to wait for. It starts at 2023-11-14T22:13:20Z.
#[derive(Clone, Default)]
pub(super) struct Clock(Arc<Mutex<Vec<Duration>>>);

impl Clock {
    pub(super) fn slept(&self) -> Vec<Duration> {
        self.0.lock().unwrap().clone()
    }
}

impl Timer for Clock {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_700_000_000) + self.slept().iter().sum::<Duration>()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let clock = self.clone();
        Box::pin(async move { clock.0.lock().unwrap().push(duration) })
    }
}

#[derive(Clone, Default)]
pub(super) struct Recorder {
    sent: Arc<Mutex<Vec<Sent>>>,
    answers: Arc<Mutex<Vec<Answer>>>,
}

impl Recorder {
    /// Gives these answers in turn, then 200 and `null`.
    pub(super) fn answering(answers: impl IntoIterator<Item = Answer>) -> Self {
        let mut answers: Vec<_> = answers.into_iter().collect();
        answers.reverse();
        Self {
            sent: Arc::default(),
            answers: Arc::new(Mutex::new(answers)),
        }
    }

    pub(super) fn sent(&self) -> Vec<Sent> {
        self.sent.lock().unwrap().clone()
    }
}

impl Transport for Recorder {
    fn send(&self, request: http::Request<Body>) -> Sending<'_> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.bytes().await.unwrap().to_vec();
            let line = format!("{} {}", head.method, head.uri);
            let headers = head.headers;
            self.sent.lock().unwrap().push(Sent { line, headers, body });
            let answer = self.answers.lock().unwrap().pop();
            let answer = answer.unwrap_or_else(|| Answer::json(200, "null"));
            if answer.status == 0 {
                return Err(TransportError::connect("refused"));
            }
            let mut response = http::Response::new(Body::from(answer.body));
            *response.status_mut() = StatusCode::from_u16(answer.status).unwrap();
            for (name, value) in answer.headers {
                response.headers_mut().append(name, value.parse().unwrap());
            }
            Ok(response)
        })
    }
}

/// A client of `https://api.example.com/v1` with credentials for the schemes of these indexes, each the text `k3y`.
pub(super) fn core(recorder: &Recorder, credentials: &[usize]) -> Core {
    let mut config = Config::new(SCHEMES, Some("https://api.example.com/v1/".to_owned()));
    for index in credentials {
        config.credential(*index, Ok("k3y".to_owned()));
    }
    config.transport(recorder.clone());
    config.build("things-client/1.0").unwrap()
}

/// An operation that lives as long as the test process.
pub(super) fn operation(operation: Operation) -> &'static Operation {
    Box::leak(Box::new(operation))
}

/// An operation with one parameter.
pub(super) fn with_parameter(path: &'static str, parameter: Parameter) -> &'static Operation {
    let parameters = Box::leak(Box::new([parameter]));
    operation(Operation {
        path,
        parameters,
        ..GET
    })
}

/// Sends a call whose only documented response is JSON.
pub(super) fn any_json(call: Call<'_>) -> Pending<'_, serde_json::Value, std::convert::Infallible> {
    call.send(Reply::json, Reply::unexpected)
}
