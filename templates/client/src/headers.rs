//! Successes with their header fields.

use http::HeaderMap;
pub use specwright_types::Headers;

use super::Pending;
use super::call::Call;
use super::error::ApiError;
use super::response::Read;

/// A success with its header fields.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Answer<T, H = HeaderMap> {
    /// The status.
    pub status: http::StatusCode,
    /// The documented header fields.
    pub headers: H,
    /// All header fields.
    pub raw_headers: HeaderMap,
    /// The body.
    pub body: T,
}

impl<'c> Call<'c> {
    /// Sends the call, and keeps the header fields of a success, as [`send`](Self::send) does of an error.
    pub fn send_for_headers<T: 'c, H: Headers + 'c, E: 'c>(
        mut self,
        success: Read<T>,
        error: Read<E>,
    ) -> Pending<'c, Answer<T, H>, E> {
        Box::pin(async move {
            let reply = self.succeed(error).await?;
            let (status, raw_headers) = (reply.status, reply.headers.clone());
            let headers = match H::read(&raw_headers) {
                Ok(headers) => headers,
                Err(error) => return Err(reply.undecodable(error.into()).into()),
            };
            let body = success(reply)?;
            Ok(Answer {
                status,
                headers,
                raw_headers,
                body,
            })
        })
    }
}

impl<E> ApiError<E> {
    /// The header fields that the description documents for such an error.
    ///
    /// # Errors
    ///
    /// When a required one is missing, or one is not what the description says.
    pub fn documented_headers<H: Headers>(&self) -> serde_json::Result<H> {
        H::read(&self.headers)
    }
}
