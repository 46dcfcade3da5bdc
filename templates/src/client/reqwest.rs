//! The transport that clients use where no other is given.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::body::Body;
use super::transport::{BoxError, Sending, Transport, TransportError};

/// Sends requests with [`reqwest`].
#[derive(Clone, Debug)]
pub struct Reqwest(reqwest::Client);

impl Reqwest {
    /// Uses a client of one's own, for proxies, client certificates or other TLS settings.
    ///
    /// Build it with [`reqwest::redirect::Policy::none`]: reqwest passes headers with API keys on to other hosts.
    pub fn new(client: reqwest::Client) -> Self {
        Self(client)
    }

    /// The usual settings: ten seconds to connect, and `timeout` for a whole exchange, if given.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up.
    pub fn with_timeout(timeout: Option<Duration>) -> Result<Self, TransportError> {
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(10));
        if let Some(timeout) = timeout {
            builder = builder.timeout(timeout);
        }
        builder.build().map(Self).map_err(TransportError::new)
    }
}

impl Transport for Reqwest {
    fn send(&self, request: http::Request<Body>) -> Sending<'_> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request.map(into_reqwest)).map_err(error)?;
            let response = self.0.execute(request).await.map_err(error)?;
            Ok(http::Response::from(response).map(Body::new))
        })
    }
}

fn into_reqwest(body: Body) -> reqwest::Body {
    match body.as_bytes() {
        Some(bytes) => reqwest::Body::from(bytes.clone()),
        None => reqwest::Body::wrap(Shareable(Mutex::new(body))),
    }
}

fn error(error: reqwest::Error) -> TransportError {
    // The URL may hold an API key.
    let error = error.without_url();
    if error.is_timeout() {
        TransportError::timeout(error)
    } else if error.is_connect() {
        TransportError::connect(error)
    } else {
        TransportError::new(error)
    }
}

/// reqwest wants bodies that threads can share, though it never shares them. The lock is never contended.
struct Shareable(Mutex<Body>);

impl Shareable {
    fn body(&mut self) -> &mut Body {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}

impl http_body::Body for Shareable {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Pin::new(self.body()).poll_frame(cx)
    }

    fn size_hint(&self) -> SizeHint {
        let body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        http_body::Body::size_hint(&*body)
    }
}
