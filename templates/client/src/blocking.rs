//! Calls without async code: the thread waits.
//!
//! - [`BlockOn::block_on`] sends a call and waits for its answer: `client.list_pets().block_on()?`.
//! - [`Blocking`] makes an iterator of a stream, such as the items of all pages, and a [`Read`] of a body.
//! - [`body`] makes a request body of a [`Read`].
//!
//! All calls share a runtime with a thread of its own, which is started when it is first needed. On a thread that runs
//! async code these hold up all else that it runs, as any waiting does: use `.await` there.

use std::future::poll_fn;
use std::io::{self, Read};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use bytes::Bytes;
use futures_core::Stream;
use http_body::Frame;
use tokio::runtime::{Builder, Runtime};

use super::body::Body;
use super::transport::TransportError;

/// Waits for a call, or whatever else can be awaited and may fail.
pub trait BlockOn: IntoFuture {
    /// Does it, and waits until it is done.
    fn block_on(self) -> Self::Output;
}

impl<F, T, E> BlockOn for F
where
    F: IntoFuture<Output = Result<T, E>>,
    E: From<TransportError>,
{
    fn block_on(self) -> Result<T, E> {
        wait(self.into_future())?
    }
}

/// A stream as an iterator; a body also as a [`Read`].
#[derive(Debug)]
pub struct Blocking<S> {
    stream: S,
    /// What was not yet read of a body.
    rest: Bytes,
}

impl<S> Blocking<S> {
    /// Takes a stream, which is polled when the next item is wanted.
    pub fn new(stream: S) -> Self {
        let rest = Bytes::new();
        Self { stream, rest }
    }
}

impl<S, T, E> Iterator for Blocking<S>
where
    S: Stream<Item = Result<T, E>> + Unpin,
    E: From<TransportError>,
{
    type Item = Result<T, E>;

    fn next(&mut self) -> Option<Result<T, E>> {
        let stream = &mut self.stream;
        match wait(poll_fn(|cx| Pin::new(&mut *stream).poll_next(cx))) {
            Ok(item) => item,
            Err(error) => Some(Err(error.into())),
        }
    }
}

impl Read for Blocking<Body> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() {
            match self.next() {
                Some(chunk) => self.rest = chunk.map_err(io::Error::other)?,
                None => return Ok(0),
            }
        }
        let length = buffer.len().min(self.rest.len());
        let chunk = self.rest.split_to(length);
        buffer.iter_mut().zip(&chunk).for_each(|(to, from)| *to = *from);
        Ok(length)
    }
}

/// A body of what is read, which is sent as it is read.
pub fn body(reader: impl Read + Send + 'static) -> Body {
    Body::new(Reader(Box::new(reader)))
}

struct Reader(Box<dyn Read + Send>);

impl http_body::Body for Reader {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        const CHUNK: u64 = 64 << 10;
        let mut chunk = Vec::new();
        Poll::Ready(match (&mut self.0).take(CHUNK).read_to_end(&mut chunk) {
            Ok(0) => None,
            Ok(_) => Some(Ok(Frame::data(chunk.into()))),
            Err(error) => Some(Err(error)),
        })
    }
}

/// Drives a future on this thread. What it needs besides, such as connections and timers, lives on the runtime; so this
/// works on any thread, where a runtime's own way of waiting would panic on threads of another.
fn wait<F: Future>(future: F) -> Result<F::Output, TransportError> {
    let _context = runtime()?.enter();
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return Ok(output),
            Poll::Pending => thread::park(),
        }
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// The runtime of all calls.
fn runtime() -> Result<&'static Runtime, TransportError> {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    static STARTING: Mutex<()> = Mutex::new(());
    let _starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime);
    }
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name("blocking-calls")
        .enable_all()
        .build();
    Ok(RUNTIME.get_or_init({
        let runtime = runtime.map_err(TransportError::new)?;
        || runtime
    }))
}
