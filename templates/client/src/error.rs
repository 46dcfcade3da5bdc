//! What can go wrong in a call.

use std::convert::Infallible;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::token::TokenError;
use super::transport::{BoxError, TransportError};

/// Why a call gave no result. `E` is the body of the errors that the operation documents: one type, or an enum of several.
#[non_exhaustive]
pub enum Error<E> {
    /// The request could not be built; nothing was sent.
    Encode(EncodeError),
    /// The operation needs credentials that the client was not given; nothing was sent.
    MissingCredentials(MissingCredentials),
    /// The client could not get the access token that the operation needs; nothing was sent.
    Token(TokenError),
    /// There is no answer, or not a whole one.
    Transport(TransportError),
    /// The answer is a documented one, but its body is not what the description says.
    Decode(Box<DecodeError>),
    /// The answer is not one that the description documents, by its status or its content type.
    Unexpected(Box<UnexpectedResponse>),
    /// The API refused, in a way that the description documents.
    Api(Box<ApiError<E>>),
}

impl<E> Error<E> {
    /// The status of the answer, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Encode(_) | Self::MissingCredentials(_) | Self::Token(_) | Self::Transport(_) => None,
            Self::Decode(error) => Some(error.status),
            Self::Unexpected(response) => Some(response.status),
            Self::Api(error) => Some(error.status),
        }
    }
}

impl<E: fmt::Debug> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encode(error) => error.fmt(f),
            Self::MissingCredentials(error) => error.fmt(f),
            Self::Token(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Unexpected(response) => response.fmt(f),
            Self::Api(error) => error.fmt(f),
        }
    }
}

impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encode(error) => error.fmt(f),
            Self::MissingCredentials(error) => error.fmt(f),
            Self::Token(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Unexpected(response) => response.fmt(f),
            Self::Api(error) => error.fmt(f),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    // What `Display` prints here is the inner error's own text, so the source is that error's source.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Encode(error) => error.source(),
            Self::MissingCredentials(error) => error.source(),
            Self::Token(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::Unexpected(_) | Self::Api(_) => None,
        }
    }
}

/// An [`Error`] that is not the API's own. Boxed: it is passed through every call.
#[derive(Debug)]
pub struct Failure(Box<Error<Infallible>>);

impl Failure {
    /// Whether there was no answer, for a reason that may be gone the next time.
    pub(super) fn is_passing(&self) -> bool {
        matches!(&*self.0, Error::Transport(error) if !error.is_redirect())
    }
}

#[cfg(feature = "tracing")]
impl Failure {
    /// The status of the answer, if there was one.
    pub(super) fn status(&self) -> Option<StatusCode> {
        self.0.status()
    }

    /// What it is, in a word.
    pub(super) fn kind(&self) -> &'static str {
        match &*self.0 {
            Error::Encode(_) => "encode",
            Error::MissingCredentials(_) => "missing_credentials",
            Error::Token(_) => "token",
            Error::Transport(error) if error.is_timeout() => "timeout",
            Error::Transport(error) if error.is_connect() => "connect",
            Error::Transport(error) if error.is_redirect() => "redirect",
            Error::Transport(_) => "transport",
            Error::Decode(_) => "decode",
            Error::Unexpected(_) => "unexpected_response",
            Error::Api(never) => match never.body {},
        }
    }
}

impl From<Error<Infallible>> for Failure {
    fn from(error: Error<Infallible>) -> Self {
        Self(Box::new(error))
    }
}

impl<E> From<Failure> for Error<E> {
    fn from(failure: Failure) -> Self {
        match *failure.0 {
            Error::Encode(error) => Self::Encode(error),
            Error::MissingCredentials(error) => Self::MissingCredentials(error),
            Error::Token(error) => Self::Token(error),
            Error::Transport(error) => Self::Transport(error),
            Error::Decode(error) => Self::Decode(error),
            Error::Unexpected(response) => Self::Unexpected(response),
            Error::Api(never) => match never.body {},
        }
    }
}

impl<E> From<TransportError> for Error<E> {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

/// An error that the operation documents.
#[derive(Clone)]
pub struct ApiError<E> {
    /// The status of the answer.
    pub status: StatusCode,
    /// Its header fields.
    pub headers: HeaderMap,
    /// Its body.
    pub body: E,
}

impl<E: fmt::Debug> fmt::Display for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the API answered {}", self.status)?;
        match format!("{:?}", self.body) {
            body if body == "()" => Ok(()),
            body => write!(f, ": {}", Short(&body)),
        }
    }
}

impl<E: fmt::Debug> fmt::Debug for ApiError<E> {
    // Not the header fields: they may be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("status", &self.status)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

impl<E: fmt::Debug> std::error::Error for ApiError<E> {}

/// Why a request could not be built.
#[derive(Debug)]
pub struct EncodeError {
    pub(super) subject: String,
    pub(super) reason: String,
    pub(super) source: Option<BoxError>,
}

impl EncodeError {
    pub(super) fn parameter(name: &str, reason: impl Into<String>) -> Self {
        Self {
            subject: format!("parameter `{name}`"),
            reason: reason.into(),
            source: None,
        }
    }

    pub(super) fn with_source(subject: impl Into<String>, reason: &str, source: impl Into<BoxError>) -> Self {
        Self {
            subject: subject.into(),
            reason: reason.to_owned(),
            source: Some(source.into()),
        }
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.subject, self.reason)
    }
}

impl std::error::Error for EncodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source
            .as_deref()
            .map(|source| source as &(dyn std::error::Error + 'static))
    }
}

/// Which credentials an operation needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingCredentials {
    pub(super) needs: String,
}

impl fmt::Display for MissingCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the client lacks credentials: this operation needs {}", self.needs)
    }
}

impl std::error::Error for MissingCredentials {}

/// A documented answer with a body that cannot be read.
///
/// Where an API sends texts that are not of the format described, such as times without an offset, the description is at
/// fault; until it is mended, `"format:date-time" = "String"` among the `[types]` of codegen.toml takes them as they are.
pub struct DecodeError {
    /// The status of the answer.
    pub status: StatusCode,
    /// Its header fields.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
    /// What is wrong with the body.
    pub source: BoxError,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read the body of the answer {}", self.status)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &Text(&self.body))
            .field("source", &self.source)
            .finish()
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}

/// An answer that the description does not document.
#[derive(Clone)]
pub struct UnexpectedResponse {
    /// Its status.
    pub status: StatusCode,
    /// Its header fields.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
}

impl fmt::Display for UnexpectedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unexpected answer {}", self.status)?;
        let media = self.headers.get(http::header::CONTENT_TYPE);
        if let Some(media) = media.and_then(|media| media.to_str().ok()) {
            write!(f, " of type {media}")?;
        }
        match self.body.is_empty() {
            true => Ok(()),
            false => write!(f, ": {}", Short(&String::from_utf8_lossy(&self.body))),
        }
    }
}

impl fmt::Debug for UnexpectedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnexpectedResponse")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &Text(&self.body))
            .finish()
    }
}

impl std::error::Error for UnexpectedResponse {}

/// Text cut after 500 characters.
struct Short<'t>(&'t str);

impl fmt::Display for Short<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.char_indices().nth(500) {
            Some((end, _)) => write!(f, "{}…", self.0.get(..end).unwrap_or_default()),
            None => f.write_str(self.0),
        }
    }
}

/// Bytes as quoted text, cut.
struct Text<'b>(&'b Bytes);

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = String::from_utf8_lossy(self.0);
        write!(f, "{:?}", Short(&text).to_string())
    }
}
