//! Bytes without end that are never held.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// How many bytes come at once.
const CHUNK: u64 = 64 << 10;

/// So many zeros.
#[derive(Debug)]
pub struct Zeros(u64);

impl Zeros {
    /// A body of this length.
    pub fn new(length: u64) -> Self {
        Self(length)
    }
}

impl Body for Zeros {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        static ZEROS: [u8; CHUNK as usize] = [0; CHUNK as usize];
        let length = self.0.min(CHUNK);
        self.0 -= length;
        let chunk = ZEROS
            .get(..usize::try_from(length).unwrap_or_default())
            .unwrap_or_default();
        Poll::Ready((length > 0).then(|| Ok(Frame::data(Bytes::from_static(chunk)))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0)
    }
}
