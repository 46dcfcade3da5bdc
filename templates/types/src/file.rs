//! Files in forms: what a part of `multipart/form-data` holds, and how it gets past a codec that knows only JSON.

use std::cell::RefCell;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http_body::{Body, Frame, SizeHint};
use http_body_util::BodyExt;
use http_body_util::combinators::UnsyncBoxBody;
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Error as _, Serialize, Serializer};

/// An error of any type.
type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A file in a form: its content, and what the form says of it.
///
/// The content is bytes, or a stream that is read once, by one of the clones.
#[derive(Clone)]
pub struct FilePart {
    file_name: Option<String>,
    headers: HeaderMap,
    content: Content,
}

#[derive(Clone)]
enum Content {
    Whole(Bytes),
    Stream(Arc<Mutex<Stream>>),
}

struct Stream {
    body: UnsyncBoxBody<Bytes, BoxError>,
    begun: bool,
}

impl FilePart {
    /// A file of bytes that are all there.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self::of(None, HeaderMap::new(), Content::Whole(content.into()))
    }

    /// A file that is read as it is sent, such as an `http_body_util::StreamBody`.
    pub fn streamed<B>(body: B) -> Self
    where
        B: Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self::received(None, HeaderMap::new(), Err(body.map_err(Into::into).boxed_unsync()))
    }

    /// A file that came in a form: its bytes, or a stream of them.
    #[doc(hidden)]
    pub fn received(
        file_name: Option<String>,
        headers: HeaderMap,
        content: Result<Bytes, UnsyncBoxBody<Bytes, BoxError>>,
    ) -> Self {
        let stream = |body| Content::Stream(Arc::new(Mutex::new(Stream { body, begun: false })));
        Self::of(file_name, headers, content.map_or_else(stream, Content::Whole))
    }

    fn of(file_name: Option<String>, headers: HeaderMap, content: Content) -> Self {
        Self {
            file_name,
            headers,
            content,
        }
    }

    /// Names the file. Without a name it is sent under that of the property.
    #[must_use]
    pub fn with_file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Names the media type; text that no header field can hold is left out.
    #[must_use]
    pub fn with_content_type(self, media: &str) -> Self {
        self.with_header(CONTENT_TYPE, media)
    }

    /// Sets a header field of the part; text that none can hold is left out.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// The name that the form gives the file. It is the other side's: no path to write to.
    pub fn file_name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    /// The media type.
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// The header fields of the part.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    ///
    /// Whatever broke the stream.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, BoxError> {
        while let Some(frame) = poll_fn(|cx| Pin::new(&mut *self).poll_frame(cx)).await {
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
    /// Whatever broke the stream.
    pub async fn bytes(self) -> Result<Bytes, BoxError> {
        Ok(self.collect().await?.to_bytes())
    }

    fn is_begun(&self) -> bool {
        match &self.content {
            Content::Whole(_) => false,
            Content::Stream(stream) => lock(stream).begun,
        }
    }
}

/// A lock is held while one frame is asked for, never longer.
fn lock(stream: &Mutex<Stream>) -> MutexGuard<'_, Stream> {
    stream.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Body for FilePart {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.content {
            Content::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Content::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Content::Stream(stream) => {
                let mut stream = lock(stream);
                stream.begun = true;
                Pin::new(&mut stream.body).poll_frame(cx)
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.content {
            Content::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Content::Stream(stream) => lock(stream).body.size_hint(),
        }
    }
}

impl From<Bytes> for FilePart {
    fn from(content: Bytes) -> Self {
        Self::new(content)
    }
}

impl From<Vec<u8>> for FilePart {
    fn from(content: Vec<u8>) -> Self {
        Self::new(content)
    }
}

impl PartialEq for FilePart {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.content, &other.content) {
            (Content::Whole(one), Content::Whole(other)) => one == other,
            (Content::Stream(one), Content::Stream(other)) => Arc::ptr_eq(one, other),
            (Content::Whole(_), Content::Stream(_)) | (Content::Stream(_), Content::Whole(_)) => false,
        };
        same && self.file_name == other.file_name && self.headers == other.headers
    }
}

impl Eq for FilePart {}

impl fmt::Debug for FilePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FilePart")
            .field("file_name", &self.file_name)
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}

/// The files that pass by the codec, each under its index.
enum Passing {
    None,
    Out(Vec<FilePart>),
    In(Vec<FilePart>),
}

thread_local! {
    static PASSING: RefCell<Passing> = const { RefCell::new(Passing::None) };
}

/// Runs `codec` while files pass by.
fn pass<T>(files: Passing, codec: impl FnOnce() -> T) -> (T, Passing) {
    /// Puts back what was before, also when `codec` unwinds.
    struct Restore(Passing);
    impl Drop for Restore {
        fn drop(&mut self) {
            PASSING.replace(std::mem::replace(&mut self.0, Passing::None));
        }
    }
    let _restore = Restore(PASSING.replace(files));
    let value = codec();
    (value, PASSING.replace(Passing::None))
}

/// A file on its way into a form: name, header fields, content.
pub type Sent = (Option<String>, HeaderMap, FilePart);

/// The JSON text of a form, in which files are indices, and the files.
///
/// # Errors
///
/// When the form cannot be written, or a stream in it was read already.
pub fn write<T: Serialize + ?Sized>(form: &T) -> serde_json::Result<(Vec<u8>, Vec<Sent>)> {
    let (json, passed) = pass(Passing::Out(Vec::new()), || serde_json::to_vec(form));
    let files = match passed {
        Passing::Out(files) => files,
        Passing::None | Passing::In(_) => Vec::new(),
    };
    let sent = |file: FilePart| (file.file_name.clone(), file.headers.clone(), file);
    Ok((json?, files.into_iter().map(sent).collect()))
}

/// Reads a form from JSON text in which files are indices, and these files.
///
/// # Errors
///
/// Those of `decode`.
pub fn read<T, E>((json, files): (Vec<u8>, Vec<FilePart>), decode: impl FnOnce(&[u8]) -> Result<T, E>) -> Result<T, E> {
    pass(Passing::In(files), || decode(&json)).0
}

impl Serialize for FilePart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let index = PASSING.with_borrow_mut(|passing| match passing {
            Passing::Out(files) if !self.is_begun() => {
                files.push(self.clone());
                Some(files.len() as u64 - 1)
            }
            Passing::None | Passing::In(_) | Passing::Out(_) => None,
        });
        if self.is_begun() {
            return Err(S::Error::custom("the file is a stream that was read already"));
        }
        // Outside of forms a file is the string that it is said to be.
        match (index, &self.content) {
            (Some(index), _) => serializer.serialize_u64(index),
            (None, Content::Whole(bytes)) => match std::str::from_utf8(bytes) {
                Ok(text) => serializer.serialize_str(text),
                Err(_) => Err(S::Error::custom("a file that is no text can only be sent in a form")),
            },
            (None, Content::Stream(_)) => Err(S::Error::custom("a stream can only be sent in a form")),
        }
    }
}

impl<'de> Deserialize<'de> for FilePart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let in_form = PASSING.with_borrow(|passing| matches!(passing, Passing::In(_)));
        if !in_form {
            return String::deserialize(deserializer).map(Self::new);
        }
        let index = usize::deserialize(deserializer)?;
        let file = PASSING.with_borrow(|passing| match passing {
            Passing::In(files) => files.get(index).cloned(),
            Passing::None | Passing::Out(_) => None,
        });
        file.ok_or_else(|| D::Error::custom("there is no such file"))
    }
}
