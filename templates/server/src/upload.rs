//! Bodies that are bytes, of any length.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, HttpBody};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http_body::{Frame, SizeHint};

use super::incoming::Incoming;

/// The body of a request: bytes, read as they come.
///
/// The limit is axum's `DefaultBodyLimit`: 2 MB, unless a layer sets another; what exceeds it is an error of reading.
pub struct Upload {
    content_type: Option<HeaderValue>,
    body: Body,
}

impl Upload {
    /// The body of a request.
    pub fn new(incoming: Incoming) -> Self {
        let content_type = incoming.parts.headers.get(CONTENT_TYPE).cloned();
        let body = incoming.into_body();
        Self { content_type, body }
    }

    /// The media type, as the client named it.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_ref()?.to_str().ok()
    }

    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    ///
    /// When the connection breaks, or the limit is exceeded.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, axum::Error> {
        while let Some(frame) = poll_fn(|cx| Pin::new(&mut self.body).poll_frame(cx)).await {
            if let Ok(data) = frame?.into_data() {
                return Ok(Some(data));
            }
        }
        Ok(None)
    }

    /// All bytes.
    ///
    /// # Errors
    ///
    /// As [`chunk`](Self::chunk).
    pub async fn bytes(mut self) -> Result<Bytes, axum::Error> {
        let mut all = Vec::new();
        while let Some(chunk) = self.chunk().await? {
            if self.body.is_end_stream() && all.is_empty() {
                return Ok(chunk);
            }
            all.extend_from_slice(&chunk);
        }
        Ok(all.into())
    }
}

impl HttpBody for Upload {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("content_type", &self.content_type)
            .finish_non_exhaustive()
    }
}
