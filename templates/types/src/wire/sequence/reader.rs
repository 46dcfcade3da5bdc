//! Bytes to what is whole of them, as they come.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

/// Takes bytes in, and gives out what is whole.
pub trait Split {
    /// What they are split into.
    type Piece;

    /// Takes in what came.
    fn push(&mut self, chunk: &[u8]);

    /// Nothing more comes; what is left may be whole by that.
    fn end(&mut self);

    /// The first that is whole.
    fn take(&mut self) -> Option<Self::Piece>;
}

/// The pieces of a body. Nothing is read ahead of what is asked for.
pub struct Reader<B, S> {
    body: B,
    split: S,
    ended: bool,
}

impl<B, S: Default> Reader<B, S> {
    /// Reads a body.
    pub fn new(body: B) -> Self {
        let split = S::default();
        Self {
            body,
            split,
            ended: false,
        }
    }
}

impl<B, E, S> Reader<B, S>
where
    B: Stream<Item = Result<Bytes, E>> + Unpin,
    S: Split,
{
    /// The next piece; `None` at the end, which is there after an error too.
    ///
    /// # Errors
    ///
    /// Whatever broke the body.
    pub fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<S::Piece, E>>> {
        loop {
            if let Some(piece) = self.split.take() {
                return Poll::Ready(Some(Ok(piece)));
            }
            if self.ended {
                return Poll::Ready(None);
            }
            match ready!(Pin::new(&mut self.body).poll_next(cx)) {
                Some(Ok(chunk)) => self.split.push(&chunk),
                Some(Err(error)) => {
                    self.ended = true;
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    self.ended = true;
                    self.split.end();
                }
            }
        }
    }
}
