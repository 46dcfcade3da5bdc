//! Answers.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::body::Body;
use super::error::{DecodeError, Error, Failure, UnexpectedResponse};
use super::transport::BoxError;

/// An answer that the description documents. Its body is read to the end, unless it is documented as a stream.
#[derive(Debug)]
pub struct Reply {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Body,
    pub(super) index: usize,
}

/// What makes a value of an answer.
pub type Read<T> = fn(Reply) -> Result<T, Failure>;

impl Reply {
    /// Which of the operation's successes, or of its errors, it is.
    pub fn index(&self) -> usize {
        self.index
    }

    /// Its status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Its body, read as JSON.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when it is not what `T` takes.
    pub fn json<T: DeserializeOwned>(self) -> Result<T, Failure> {
        match serde_json::from_slice(&self.whole()) {
            Ok(value) => Ok(value),
            Err(error) => Err(self.undecodable(error.into())),
        }
    }

    /// The same with JSON in place of XML; `read` makes it, or tells where it cannot, and why.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when the body is no XML, or has other text than numbers where these must be.
    pub fn markup(mut self, read: impl FnOnce(&str) -> Result<Vec<u8>, (String, String)>) -> Result<Self, Failure> {
        match read(&String::from_utf8_lossy(&self.whole())) {
            Ok(json) => {
                self.body = json.into();
                Ok(self)
            }
            Err((pointer, message)) => Err(self.undecodable(format!("{pointer}: {message}").into())),
        }
    }

    /// Its body as text.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when it is not UTF-8.
    pub fn text(self) -> Result<String, Failure> {
        match String::from_utf8(self.whole().into()) {
            Ok(text) => Ok(text),
            Err(error) => Err(self.undecodable(error.utf8_error().into())),
        }
    }

    /// Its body as it is.
    ///
    /// # Errors
    ///
    /// None: it has the signature of its siblings.
    pub fn bytes(self) -> Result<Bytes, Failure> {
        Ok(self.whole())
    }

    /// Its body as it comes.
    ///
    /// # Errors
    ///
    /// None: it has the signature of its siblings.
    pub fn stream(self) -> Result<Body, Failure> {
        Ok(self.body)
    }

    /// Nothing: it is documented without a body.
    ///
    /// # Errors
    ///
    /// None: it has the signature of its siblings.
    pub fn empty(self) -> Result<(), Failure> {
        Ok(())
    }

    /// The answer as an error, being none that the description documents.
    ///
    /// # Errors
    ///
    /// Always [`Error::Unexpected`].
    pub fn unexpected<T>(self) -> Result<T, Failure> {
        let body = self.whole();
        Err(Failure::from(Error::Unexpected(Box::new(UnexpectedResponse {
            status: self.status,
            headers: self.headers,
            body,
        }))))
    }

    fn whole(&self) -> Bytes {
        self.body.as_bytes().cloned().unwrap_or_default()
    }

    pub(super) fn undecodable(self, source: BoxError) -> Failure {
        let body = self.whole();
        Failure::from(Error::Decode(Box::new(DecodeError {
            status: self.status,
            headers: self.headers,
            body,
            source,
        })))
    }
}
