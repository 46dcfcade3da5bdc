//! Files of a form that must wait until the whole form was read.

use std::io::SeekFrom;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use http_body_util::BodyExt;
use http_body_util::combinators::UnsyncBoxBody;
use multer::Field;
use tokio::fs::File;
use tokio::io::{AsyncRead, AsyncSeekExt, AsyncWriteExt, ReadBuf};

use super::multipart::refuse;
use super::problem::Problem;
use super::refusal;

/// An error of any type.
type Error = Box<dyn std::error::Error + Send + Sync>;

/// A stream of bytes.
pub(super) type Stream = UnsyncBoxBody<Bytes, Error>;

/// Files of more bytes than this wait on disk.
const IN_MEMORY: usize = 64 * 1024;

/// How many bytes are read from disk at a time.
const CHUNK: usize = 64 * 1024;

/// The content of a part, as it comes.
pub(super) fn live(part: Field<'static>) -> Stream {
    Live(part).boxed_unsync()
}

/// The content of a part, read to its end and kept.
pub(super) async fn keep(mut part: Field<'static>) -> Result<Result<Bytes, Stream>, Problem> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|error| refuse(&error))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > IN_MEMORY {
            return on_disk(part, bytes).await.map(Err);
        }
    }
    Ok(Ok(bytes.into()))
}

/// The file has no name, and is gone when it is closed.
async fn on_disk(mut part: Field<'static>, start: Vec<u8>) -> Result<Stream, Problem> {
    let fault = |_| refusal::cannot_keep();
    let mut file = File::from_std(tempfile::tempfile().map_err(fault)?);
    let mut size = start.len() as u64;
    file.write_all(&start).await.map_err(fault)?;
    while let Some(chunk) = part.chunk().await.map_err(|error| refuse(&error))? {
        size += chunk.len() as u64;
        file.write_all(&chunk).await.map_err(fault)?;
    }
    file.flush().await.map_err(fault)?;
    file.seek(SeekFrom::Start(0)).await.map_err(fault)?;
    Ok(Kept { file, left: size }.boxed_unsync())
}

/// A part, as it comes.
struct Live(Field<'static>);

impl Body for Live {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let mut chunk = std::pin::pin!(self.0.chunk());
        let chunk = ready!(chunk.as_mut().poll(cx)).map_err(Error::from).transpose();
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
    }
}

/// A part on disk.
struct Kept {
    file: File,
    left: u64,
}

impl Body for Kept {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let mut bytes = vec![0; CHUNK];
        let mut buffer = ReadBuf::new(&mut bytes);
        ready!(Pin::new(&mut self.file).poll_read(cx, &mut buffer))?;
        let read = buffer.filled().len();
        bytes.truncate(read);
        self.left = self.left.saturating_sub(read as u64);
        Poll::Ready((read > 0).then(|| Ok(Frame::data(bytes.into()))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

/// A body that gives one piece at a time: the parser would take all that is ready, however much that is.
pub(super) struct Paced {
    body: axum::body::Body,
    gave: bool,
}

impl Paced {
    pub(super) fn new(body: axum::body::Body) -> Self {
        Self { body, gave: false }
    }
}

impl Body for Paced {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if std::mem::take(&mut self.gave) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        self.gave = frame.is_some();
        Poll::Ready(frame)
    }
}
