//! How long a server wants to be left alone, by the header fields of its answer.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

/// What rate limits tell of what is left, in whole requests.
const REMAINING: [&str; 3] = ["ratelimit-remaining", "x-ratelimit-remaining", "x-rate-limit-remaining"];

/// When they are reset: in so many seconds, or at a time in seconds since 1970.
const RESET: [&str; 3] = ["ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset"];

/// Numbers from here on (2001) are points in time.
const EPOCH_SECONDS: f64 = 1e9;

/// Numbers from here on are points in time, in milliseconds.
const EPOCH_MILLISECONDS: f64 = 1e12;

/// The pause that an answer asks for: `Retry-After` (RFC 9110 §10.2.3), else until a rate limit that is used up is reset.
pub(super) fn pause(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    // By the server's clock, which the client's may differ from.
    let now = text(headers, DATE.as_str())
        .and_then(|date| httpdate::parse_http_date(date).ok())
        .unwrap_or(now);
    if let Some(after) = text(headers, RETRY_AFTER.as_str()) {
        let until = || httpdate::parse_http_date(after).ok();
        let seconds = after.parse().ok().map(Duration::from_secs);
        return seconds.or_else(|| Some(until()?.duration_since(now).unwrap_or_default()));
    }
    if !is_used_up(headers) {
        return None;
    }
    let reset = structured(headers, "t").or_else(|| number(headers, &RESET))?;
    let since = |seconds: f64| {
        let then = Duration::try_from_secs_f64(seconds).ok()?;
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        Some(then.saturating_sub(now))
    };
    match reset {
        reset if reset >= EPOCH_MILLISECONDS => since(reset / 1000.0),
        reset if reset >= EPOCH_SECONDS => since(reset),
        reset => Duration::try_from_secs_f64(reset).ok(),
    }
}

/// Whether an answer says that a rate limit is used up.
pub(super) fn is_used_up(headers: &HeaderMap) -> bool {
    structured(headers, "r").or_else(|| number(headers, &REMAINING)) == Some(0.0)
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

/// The first of these fields that is a number.
fn number(headers: &HeaderMap, names: &[&str]) -> Option<f64> {
    names.iter().find_map(|name| text(headers, name)?.parse().ok())
}

/// A parameter of the field `RateLimit`, as in `"default";r=0;t=30` (draft-ietf-httpapi-ratelimit-headers §4).
fn structured(headers: &HeaderMap, key: &str) -> Option<f64> {
    let parameters = text(headers, "ratelimit")?.split([';', ',']);
    let mut pairs = parameters.filter_map(|parameter| parameter.trim().split_once('='));
    pairs.find(|(name, _)| *name == key)?.1.parse().ok()
}
