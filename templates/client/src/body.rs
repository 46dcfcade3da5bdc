//! Bodies of requests and responses.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt;
use http_body_util::combinators::UnsyncBoxBody;

use super::transport::BoxError;

/// The body of a request or response: bytes that are all there, or a stream of them.
///
/// A stream is sent once: a redirect that asks for it again is an error.
pub struct Body {
    inner: Inner,
    content_type: Option<String>,
}

enum Inner {
    Whole(Bytes),
    Stream(UnsyncBoxBody<Bytes, BoxError>),
    /// A stream that was sent.
    Sent,
}

/// What is believed of a body's announced length before it is there.
const MOST_ANNOUNCED: u64 = 8 << 20;

impl Body {
    /// No bytes at all.
    pub fn empty() -> Self {
        Self::from(Bytes::new())
    }

    /// Any [`http_body::Body`], such as a stream from a file or the body of another HTTP library.
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self::of(Inner::Stream(body.map_err(Into::into).boxed_unsync()))
    }

    fn of(inner: Inner) -> Self {
        Self {
            inner,
            content_type: None,
        }
    }

    /// Names the media type, where an operation takes a range of them, such as `image/*`.
    #[must_use]
    pub fn with_content_type(mut self, media: impl Into<String>) -> Self {
        self.content_type = Some(media.into());
        self
    }

    /// The media type that was named.
    pub(super) fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The body to send now: a copy of bytes, the stream itself.
    pub(super) fn outgoing(&mut self) -> Self {
        match &mut self.inner {
            Inner::Whole(bytes) => Self::from(bytes.clone()),
            inner @ (Inner::Stream(_) | Inner::Sent) => Self::of(std::mem::replace(inner, Inner::Sent)),
        }
    }

    /// Whether it was a stream, and is gone.
    pub(super) fn is_sent(&self) -> bool {
        matches!(self.inner, Inner::Sent)
    }

    /// The bytes, if they are all there already.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.inner {
            Inner::Whole(bytes) => Some(bytes),
            Inner::Stream(_) | Inner::Sent => None,
        }
    }

    /// Reads to the end.
    ///
    /// # Errors
    ///
    /// Whatever broke the stream.
    pub async fn bytes(mut self) -> Result<Bytes, BoxError> {
        self.rest().await
    }

    /// The same, where it is.
    pub(super) async fn rest(&mut self) -> Result<Bytes, BoxError> {
        let Some(first) = self.chunk().await? else {
            return Ok(Bytes::new());
        };
        // Most bodies come in one piece, which need not be copied.
        if http_body::Body::is_end_stream(self) {
            return Ok(first);
        }
        let Some(mut chunk) = self.chunk().await? else {
            return Ok(first);
        };
        // Room for what was announced, within reason.
        let announced = http_body::Body::size_hint(self).lower().min(MOST_ANNOUNCED);
        let announced = usize::try_from(announced).unwrap_or_default();
        let mut all = Vec::with_capacity(first.len() + chunk.len() + announced);
        all.extend_from_slice(&first);
        loop {
            all.extend_from_slice(&chunk);
            match self.chunk().await? {
                Some(next) => chunk = next,
                None => return Ok(all.into()),
            }
        }
    }

    /// Reads on; `None` at the end. Nothing more is taken from the connection than is asked for.
    ///
    /// # Errors
    ///
    /// Whatever broke the stream.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, BoxError> {
        while let Some(frame) = self.frame().await {
            if let Ok(data) = frame?.into_data() {
                return Ok(Some(data));
            }
        }
        Ok(None)
    }

    /// Reads the first bytes, and no more than these.
    pub(super) async fn first(&mut self, limit: usize) -> Result<Bytes, BoxError> {
        if let Inner::Whole(bytes) = &self.inner {
            return Ok(bytes.slice(..bytes.len().min(limit)));
        }
        let mut kept = Vec::new();
        while kept.len() < limit
            && let Some(chunk) = self.chunk().await?
        {
            kept.extend_from_slice(chunk.get(..limit - kept.len()).unwrap_or(&chunk));
        }
        Ok(kept.into())
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.inner {
            Inner::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Inner::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Inner::Stream(stream) => Pin::new(stream).poll_frame(cx),
            Inner::Sent => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.inner {
            Inner::Whole(bytes) => bytes.is_empty(),
            Inner::Stream(stream) => stream.is_end_stream(),
            Inner::Sent => true,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.inner {
            Inner::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Inner::Stream(stream) => stream.size_hint(),
            Inner::Sent => SizeHint::with_exact(0),
        }
    }
}

impl Stream for Body {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(http_body::Body::poll_frame(self.as_mut(), cx)) {
                // Trailers are no bytes.
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => return Poll::Ready(Some(Ok(data))),
                    Err(_) => continue,
                },
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self::of(Inner::Whole(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::of(Inner::Whole(bytes.into()))
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self::of(Inner::Whole(text.into()))
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Self::of(Inner::Whole(Bytes::from_static(text.as_bytes())))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.inner {
            Inner::Whole(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Inner::Stream(_) => f.write_str("Body(stream)"),
            Inner::Sent => f.write_str("Body(sent)"),
        }
    }
}
