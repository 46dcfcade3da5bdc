//! Operations as data.

use super::parameter::Parameter;

/// What is the same for every call of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// The HTTP method.
    pub method: &'static str,
    /// The path template, such as `/pets/{petId}`.
    pub path: &'static str,
    /// The URL of the operation's own server, if it has one: absolute, or relative to the client's server.
    pub server: Option<&'static str>,
    /// Its parameters; calls name them by index.
    pub parameters: &'static [Parameter],
    /// Whether a call must have a body.
    pub body_required: bool,
    /// The alternatives of which one must be met, each a list of indexes of schemes; empty when none is needed.
    pub security: &'static [&'static [usize]],
    /// The documented responses; answers name them by index.
    pub responses: &'static [Response],
}

/// A documented response.
#[derive(Clone, Copy, Debug)]
pub struct Response {
    /// The statuses that it stands for.
    pub status: Status,
    /// The media type of its body; `None` when it has none.
    pub media: Option<&'static str>,
}

/// The key of a documented response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// One status.
    Code(u16),
    /// A range by its first digit.
    Range(u16),
    /// Every status that no other response stands for.
    Default,
}

impl Response {
    /// A response with a body.
    pub const fn new(status: Status, media: &'static str) -> Self {
        Self {
            status,
            media: Some(media),
        }
    }

    /// A response without a body.
    pub const fn empty(status: Status) -> Self {
        Self { status, media: None }
    }
}

impl Operation {
    /// An operation without inputs and answers.
    pub const fn new(method: &'static str, path: &'static str) -> Self {
        Self {
            method,
            path,
            server: None,
            parameters: &[],
            body_required: false,
            security: &[],
            responses: &[],
        }
    }

    /// The same operation, at a server of its own.
    #[must_use]
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(url);
        self
    }

    /// The same operation with parameters.
    #[must_use]
    pub const fn parameters(mut self, parameters: &'static [Parameter]) -> Self {
        self.parameters = parameters;
        self
    }

    /// The same operation, which takes no call without a body.
    #[must_use]
    pub const fn body_required(mut self) -> Self {
        self.body_required = true;
        self
    }

    /// The same operation for callers who meet one of these alternatives.
    #[must_use]
    pub const fn security(mut self, alternatives: &'static [&'static [usize]]) -> Self {
        self.security = alternatives;
        self
    }

    /// The same operation with responses.
    #[must_use]
    pub const fn responses(mut self, responses: &'static [Response]) -> Self {
        self.responses = responses;
        self
    }

    /// The documented response for a status: by its code, else by its range, else the default. Where a 2xx response is
    /// documented the default stands for errors alone.
    pub(super) fn response(&self, status: http::StatusCode) -> Option<usize> {
        let at = |wanted: Status| self.responses.iter().position(|response| response.status == wanted);
        let code = status.as_u16();
        at(Status::Code(code))
            .or_else(|| at(Status::Range(code / 100)))
            .or_else(|| {
                let index = at(Status::Default)?;
                (!status.is_success() || !self.documents_success()).then_some(index)
            })
    }

    fn documents_success(&self) -> bool {
        self.responses.iter().any(|response| match response.status {
            Status::Code(code) => (200..300).contains(&code),
            Status::Range(digit) => digit == 2,
            Status::Default => false,
        })
    }

    /// Whether a redirect of this status is an answer that callers expect to see.
    pub(super) fn documents_redirect(&self, status: http::StatusCode) -> bool {
        let code = status.as_u16();
        self.responses.iter().any(|response| {
            matches!(response.status, Status::Code(c) if c == code)
                || matches!(response.status, Status::Range(digit) if digit == code / 100)
        })
    }

    /// The media types of all responses, for `Accept`.
    pub(super) fn accept(&self) -> String {
        let mut seen: Vec<&str> = Vec::new();
        for media in self.responses.iter().filter_map(|response| response.media) {
            if !seen.contains(&media) {
                seen.push(media);
            }
        }
        seen.join(", ")
    }
}
