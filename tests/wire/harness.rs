//! Servers on loopback sockets, and requests that no client library has touched.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A server that stops when dropped.
pub(crate) struct Running {
    /// Where it listens: `http://127.0.0.1:<port>`.
    pub(crate) url: String,
    address: String,
    task: JoinHandle<()>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Serves a router on a port that the system chooses.
pub(crate) async fn serve(router: Router) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    Running {
        url: format!("http://{address}"),
        address,
        task,
    }
}

/// Serves one answer to every request, and keeps what was asked for.
pub(crate) async fn answer(response: impl Fn() -> Response + Clone + Send + Sync + 'static) -> (Running, Seen) {
    let seen = Seen::default();
    let kept = seen.clone();
    let router = Router::new().fallback(move |request: Request| {
        let kept = kept.clone();
        let response = response();
        async move {
            let (parts, body) = request.into_parts();
            let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
            kept.keep(parts, body);
            response
        }
    });
    (serve(router).await, seen)
}

/// The requests that a server saw.
#[derive(Clone, Default)]
pub(crate) struct Seen(Arc<Mutex<Vec<(http::request::Parts, bytes::Bytes)>>>);

impl Seen {
    /// Adds a request.
    pub(crate) fn keep(&self, parts: http::request::Parts, body: bytes::Bytes) {
        self.0.lock().unwrap().push((parts, body));
    }

    /// The path and query of the last request.
    pub(crate) fn target(&self) -> String {
        self.0
            .lock()
            .unwrap()
            .last()
            .map(|(parts, _)| parts.uri.to_string())
            .unwrap_or_default()
    }

    /// A header field of the last request.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let seen = self.0.lock().unwrap();
        Some(seen.last()?.0.headers.get(name)?.to_str().unwrap().to_owned())
    }

    /// The body of the last request.
    pub(crate) fn body(&self) -> bytes::Bytes {
        self.0.lock().unwrap().last().unwrap().1.clone()
    }

    /// How many there were.
    pub(crate) fn count(&self) -> usize {
        self.0.lock().unwrap().len()
    }
}

/// An answer with a status, header fields and a body.
pub(crate) fn response(status: u16, headers: &[(&str, &str)], body: &str) -> Response {
    let mut response = body.to_owned().into_response();
    *response.status_mut() = http::StatusCode::from_u16(status).unwrap();
    for (name, value) in headers {
        let name = http::HeaderName::from_bytes(name.as_bytes()).unwrap();
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}

/// An answer as it came over the wire.
#[derive(Debug)]
pub(crate) struct Raw {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

impl Raw {
    /// A header field.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(": "))
            .find_map(|(field, value)| field.eq_ignore_ascii_case(name).then_some(value))
    }

    /// The body as a problem (RFC 9457): its media type is checked, its status compared.
    pub(crate) fn problem(&self) -> serde_json::Value {
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{self:?}"
        );
        let problem: serde_json::Value = serde_json::from_str(&self.body).unwrap();
        assert_eq!(problem["status"], self.status, "{self:?}");
        problem
    }
}

impl Running {
    /// Sends a request to the letter: method and target, header fields, body.
    pub(crate) async fn raw(&self, line: &str, headers: &[&str], body: &str) -> Raw {
        let mut stream = TcpStream::connect(&self.address).await.unwrap();
        let mut request = format!("{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for header in headers {
            request.push_str(header);
            request.push_str("\r\n");
        }
        if !body.is_empty() {
            request.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        request.push_str("\r\n");
        request.push_str(body);
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).await.unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Raw {
            status,
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }
}
