//! Time: limits and pauses. The core has no clock of its own, so that it runs wherever futures do.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http_body::Frame;

use super::body::Body;
use super::transport::{BoxError, TransportError};

/// The future of [`Timer::sleep`].
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Tells the time and waits, in the way of whatever runs the futures. A client without one sets no limits and does not
/// try again.
pub trait Timer: Send + Sync {
    /// The time.
    fn now(&self) -> SystemTime;

    /// Is ready after some time.
    fn sleep(&self, duration: Duration) -> Sleep;
}

/// The timer of tokio, which the usual transport runs on.
#[cfg(feature = "reqwest")]
#[derive(Clone, Copy, Debug, Default)]
pub struct TokioTimer;

#[cfg(feature = "reqwest")]
impl Timer for TokioTimer {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        // Made when it is first polled: only then it is certain to be on tokio's runtime.
        Box::pin(async move { tokio::time::sleep(duration).await })
    }
}

/// Waits for some work, and no longer than for a sleep; `None` when that is over first. The work is not moved: futures
/// that hold others are large.
pub(super) fn within<T>(
    mut work: Pin<&mut impl Future<Output = T>>,
    mut sleep: Option<Sleep>,
) -> impl Future<Output = Option<T>> {
    poll_fn(move |cx| match (work.as_mut().poll(cx), &mut sleep) {
        (Poll::Ready(done), _) => Poll::Ready(Some(done)),
        (Poll::Pending, Some(sleep)) => sleep.as_mut().poll(cx).map(|()| None),
        (Poll::Pending, None) => Poll::Pending,
    })
}

/// That something took longer than it may.
pub(super) fn too_long(limit: Duration) -> TransportError {
    TransportError::timeout(format!("the limit is {limit:?}"))
}

/// A body that is broken off when nothing comes for some time.
pub(super) struct Lively {
    body: Body,
    limit: Duration,
    timer: Arc<dyn Timer>,
    sleep: Option<Sleep>,
}

impl Lively {
    pub(super) fn new(body: Body, limit: Duration, timer: Arc<dyn Timer>) -> Self {
        Self {
            body,
            limit,
            timer,
            sleep: None,
        }
    }
}

impl http_body::Body for Lively {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(cx) {
            this.sleep = None;
            return Poll::Ready(frame);
        }
        // Only the time counts in which someone waits for the body.
        let sleep = this.sleep.get_or_insert_with(|| this.timer.sleep(this.limit));
        match sleep.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Some(Err(too_long(this.limit).into()))),
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        http_body::Body::is_end_stream(&self.body)
    }

    fn size_hint(&self) -> http_body::SizeHint {
        http_body::Body::size_hint(&self.body)
    }
}
