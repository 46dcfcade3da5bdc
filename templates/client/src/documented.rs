//! Documented responses as data, and which of them an answer is (OAS 3.1.1 §4.8.16).

use std::borrow::Cow;

use http::StatusCode;

use super::media;

/// Documented responses that are read in one way.
#[derive(Clone, Copy, Debug)]
pub struct Response {
    codes: &'static [u16],
    ranges: &'static [u16],
    default: bool,
    media: &'static [&'static str],
    streamed: bool,
}

impl Response {
    /// Responses of these statuses with a body of one of these media types.
    pub const fn new(codes: &'static [u16], media: &'static [&'static str]) -> Self {
        Self {
            codes,
            ranges: &[],
            default: false,
            media,
            streamed: false,
        }
    }

    /// Responses in JSON.
    pub const fn json(codes: &'static [u16]) -> Self {
        Self::new(codes, &["application/json"])
    }

    /// Responses without a body.
    pub const fn empty(codes: &'static [u16]) -> Self {
        Self::new(codes, &[])
    }

    /// The same for ranges of statuses too, by their first digits.
    #[must_use]
    pub const fn or_ranges(mut self, ranges: &'static [u16]) -> Self {
        self.ranges = ranges;
        self
    }

    /// The same for every status that no other response stands for.
    #[must_use]
    pub const fn or_default(mut self) -> Self {
        self.default = true;
        self
    }

    /// The same with a body that is read as it comes.
    #[must_use]
    pub const fn streamed(mut self) -> Self {
        self.streamed = true;
        self
    }

    /// Whether the body is read as it comes.
    pub(super) fn is_streamed(&self) -> bool {
        self.streamed
    }
}

/// Which documented response an answer is, if any: by its status and content type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A success, by index.
    Success(usize),
    /// An error, by index.
    Error(usize),
    /// None.
    Unexpected,
}

/// Finds the documented response: by its code, else by its range, else the default, which stands for a success only
/// where it is listed as one.
pub(super) fn find(success: &[Response], errors: &[Response], status: StatusCode, content_type: Option<&str>) -> Found {
    let code = status.as_u16();
    let good = status.is_success();
    let levels: [&dyn Fn(&Response) -> bool; 3] = [
        &|response| response.codes.contains(&code),
        &|response| response.ranges.contains(&(code / 100)),
        &|response| response.default,
    ];
    for (level, fits) in levels.iter().enumerate() {
        // A default of both kinds is told apart by the status.
        let is_default = level == 2;
        let of = |responses: &[Response], allowed: bool| -> (bool, Option<usize>) {
            let fits = |response: &Response| allowed && fits(response);
            let suits = |response: &Response| fits(response) && takes(response, content_type);
            (responses.iter().any(fits), responses.iter().position(suits))
        };
        let (has_successes, suitable) = of(success, !is_default || good);
        if let Some(index) = suitable {
            return Found::Success(index);
        }
        let (has_failures, suitable) = of(errors, !is_default || !good);
        if let Some(index) = suitable {
            return Found::Error(index);
        }
        if has_successes || has_failures {
            return Found::Unexpected;
        }
    }
    Found::Unexpected
}

/// Whether a body of this content type can be the documented one. An answer that does not say is taken at its status.
fn takes(response: &Response, content_type: Option<&str>) -> bool {
    match content_type {
        Some(answered) if !response.media.is_empty() => {
            let mut media = response.media.iter();
            media.any(|documented| media::fits(documented, answered))
        }
        _ => true,
    }
}

/// Whether a redirect of this status is an answer that callers expect to see.
pub(super) fn has_redirect(responses: &[Response], status: StatusCode) -> bool {
    let code = status.as_u16();
    { responses.iter() }.any(|response| response.codes.contains(&code) || response.ranges.contains(&(code / 100)))
}

/// `Accept`: what successes are in, and with less weight what errors are in, so that a server that has a choice sends a
/// success in what is asked for.
pub(super) fn accept(success: &'static [Response], errors: &'static [Response]) -> Cow<'static, str> {
    let all = || { success.iter().chain(errors) }.flat_map(|response| response.media);
    let first = success.iter().find_map(|response| response.media.first());
    if let Some(only) = first.filter(|first| all().all(|media| media == *first)) {
        return Cow::Borrowed(only);
    }
    let mut seen: Vec<&str> = Vec::new();
    let mut list = String::new();
    for (responses, weight) in [(success, ""), (errors, ";q=0.5")] {
        for media in responses.iter().flat_map(|response| response.media) {
            if seen.contains(media) {
                continue;
            }
            let separator = if seen.is_empty() { "" } else { ", " };
            list.extend([separator, media, weight]);
            seen.push(media);
        }
    }
    Cow::Owned(list)
}
