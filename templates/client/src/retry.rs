//! Trying again: when, how often, and after how long.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use http::{HeaderMap, HeaderName, Method, StatusCode};

use super::retry_after;
use super::timer::Timer;

/// Makes a request one that does no more when it is repeated.
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// When a client sends a request again.
///
/// It does so after the statuses 429, 502, 503 and 504, after 403 where a rate limit is used up, and when there was no
/// answer; only for methods that do no more when they are repeated (RFC 9110 §9.2.2), or with a header field
/// `Idempotency-Key`; and never if the body is a stream, which is gone once sent. Pauses double, less some chance, so that
/// clients do not come back all at once. How long the server wants to be left alone counts more: `Retry-After`, or when
/// a rate limit is reset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retry {
    times: u32,
    first: Duration,
    longest: Duration,
    patience: Duration,
    any_method: bool,
}

impl Default for Retry {
    /// Two times.
    fn default() -> Self {
        Self::times(2)
    }
}

impl Retry {
    /// Never.
    #[must_use]
    pub const fn none() -> Self {
        Self::times(0)
    }

    /// At most so many times, after half a second, a second, and so on up to eight.
    #[must_use]
    pub const fn times(times: u32) -> Self {
        Self {
            times,
            first: Duration::from_millis(500),
            longest: Duration::from_secs(8),
            patience: Duration::from_secs(60),
            any_method: false,
        }
    }

    /// The first pause, and the longest that it grows to.
    #[must_use]
    pub const fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.first = first;
        self.longest = longest;
        self
    }

    /// How long a pause the server may ask for, a minute otherwise; if it wants more, its answer is final.
    #[must_use]
    pub const fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Whatever the method: the API does nothing twice.
    #[must_use]
    pub const fn any_method(mut self) -> Self {
        self.any_method = true;
        self
    }

    /// Whether it ever happens.
    pub(super) fn is_on(&self) -> bool {
        self.times > 0
    }

    /// Whether it may happen once more after some times.
    pub(super) fn is_left(&self, before: u32) -> bool {
        before < self.times
    }

    /// Whether a request may be sent again.
    pub(super) fn allows(&self, method: &Method, headers: &HeaderMap) -> bool {
        let idempotent = method.is_idempotent() || method.as_str() == "QUERY";
        idempotent || self.any_method || headers.contains_key(IDEMPOTENCY_KEY)
    }

    /// The pause after an answer; `None` if it is not to be had again.
    pub(super) fn after(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        before: u32,
        timer: &dyn Timer,
    ) -> Option<Duration> {
        let transient = match status.as_u16() {
            429 | 502..=504 => true,
            403 => retry_after::is_used_up(headers),
            _ => false,
        };
        if !transient {
            return None;
        }
        match retry_after::pause(headers, timer.now()) {
            Some(pause) => (pause <= self.patience).then_some(pause),
            None => Some(self.pause(before)),
        }
    }

    /// The pause before the next attempt: between half of what it has grown to and all of it.
    pub(super) fn pause(&self, before: u32) -> Duration {
        let factor = 2u32.saturating_pow(before);
        let whole = self.first.saturating_mul(factor).min(self.longest);
        whole.mul_f64(0.5 + 0.5 * chance())
    }
}

/// A number from 0 to 1 that is another each time: the keys of the standard library's hash maps are.
fn chance() -> f64 {
    let number = RandomState::new().build_hasher().finish();
    f64::from((number >> 32) as u32) / f64::from(u32::MAX)
}
