//! Answers.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::error::{DecodeError, Error, Failure, UnexpectedResponse};
use super::media;
use super::operation::Operation;
use super::transport::BoxError;

/// An answer, read to its end.
#[derive(Debug)]
pub struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    documented: Option<usize>,
}

/// What an operation makes of an answer.
pub enum Outcome<T, E> {
    /// A documented success.
    Success(T),
    /// A documented error.
    Api(E),
    /// Anything else.
    Failure(Failure),
}

impl Reply {
    pub(super) fn new(operation: &Operation, status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        let documented = operation.response(status).filter(|index| {
            let documented = operation.responses.get(*index).and_then(|response| response.media);
            let answered = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
            match (documented, answered) {
                (Some(documented), Some(answered)) => media::fits(documented, answered),
                _ => true,
            }
        });
        Self {
            status,
            headers,
            body,
            documented,
        }
    }

    /// Which of the operation's responses it is, by status and content type.
    pub fn documented(&self) -> Option<usize> {
        self.documented
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
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_slice(&self.body).map_err(|error| self.undecodable(error.into()))
    }

    /// Its body as text.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when it is not UTF-8.
    pub fn text(&self) -> Result<String, Failure> {
        match std::str::from_utf8(&self.body) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(self.undecodable(error.into())),
        }
    }

    /// Its body as it is.
    ///
    /// # Errors
    ///
    /// None: it has the signature of its siblings.
    pub fn bytes(&self) -> Result<Bytes, Failure> {
        Ok(self.body.clone())
    }

    fn undecodable(&self, source: BoxError) -> Failure {
        Failure::from(Error::Decode(Box::new(DecodeError {
            status: self.status,
            headers: self.headers.clone(),
            body: self.body.clone(),
            source,
        })))
    }

    /// The answer as an error, being none that the description documents.
    pub fn unexpected(self) -> Failure {
        Failure::from(Error::Unexpected(Box::new(UnexpectedResponse {
            status: self.status,
            headers: self.headers,
            body: self.body,
        })))
    }
}

impl<T, E> Outcome<T, E> {
    /// A success, if its body could be read.
    pub fn success(body: Result<T, Failure>) -> Self {
        body.map_or_else(Self::Failure, Self::Success)
    }

    /// A documented error, if its body could be read.
    pub fn api(body: Result<E, Failure>) -> Self {
        body.map_or_else(Self::Failure, Self::Api)
    }

    pub(super) fn into_result(self) -> Result<T, Error<E>> {
        match self {
            Self::Success(value) => Ok(value),
            Self::Api(error) => Err(Error::Api(error)),
            Self::Failure(failure) => Err(failure.into()),
        }
    }
}
