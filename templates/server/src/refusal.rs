//! The refusals that any operation can answer with, each with the status and header fields that HTTP asks for.

use http::StatusCode;
use http::header::{ACCEPT, ALLOW, HeaderName, WWW_AUTHENTICATE};

use super::problem::{Problem, Violation};

const ACCEPT_PATCH: HeaderName = HeaderName::from_static("accept-patch");
const ACCEPT_POST: HeaderName = HeaderName::from_static("accept-post");

/// 400: parameters that are missing or cannot be read.
pub fn bad_parameters(violations: Vec<Violation>) -> Problem {
    let detail = match violations.as_slice() {
        [
            Violation {
                subject: super::problem::Subject::Parameter(place, name),
                message,
            },
        ] => format!("{place} parameter `{name}`: {message}"),
        _ => "Parameters of the request are at fault.".to_owned(),
    };
    Problem::new(StatusCode::BAD_REQUEST, detail).violations(violations)
}

/// 400: a body that cannot be read as what it should be; the pointer says where reading stopped.
pub fn bad_body(pointer: String, message: String) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "The body cannot be read.").violations([Violation::pointer(pointer, message)])
}

/// 400: properties of a form that cannot be read.
pub fn bad_fields(violations: Vec<Violation>) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "The body cannot be read.").violations(violations)
}

/// 400: a required body that is not there.
pub fn missing_body() -> Problem {
    bad_body(String::new(), "a body is required".to_owned())
}

/// 422: a body that was read, and breaks the rules of its schema.
pub fn invalid_body(violations: Vec<Violation>) -> Problem {
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "The body breaks the rules of its schema.",
    )
    .violations(violations)
}

/// 401 with a challenge for each way to authenticate (RFC 9110 §11.6.1).
pub fn unauthorized(detail: &str, challenges: &[String]) -> Problem {
    let problem = Problem::new(StatusCode::UNAUTHORIZED, detail);
    challenges.iter().fold(problem, |problem, challenge| {
        problem.header(WWW_AUTHENTICATE, challenge)
    })
}

/// 403: the caller is known, and may not.
pub fn forbidden(detail: &str) -> Problem {
    Problem::new(StatusCode::FORBIDDEN, detail)
}

/// 404: no operation answers to the path.
pub fn not_found(path: &str) -> Problem {
    Problem::new(StatusCode::NOT_FOUND, format!("Nothing is at `{path}`."))
}

/// 405 with `Allow` (RFC 9110 §15.5.6); without methods, the router adds the header.
pub fn method_not_allowed(method: &str, allowed: &str) -> Problem {
    let detail = format!("The method {method} is not allowed here.");
    let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED, detail);
    if allowed.is_empty() {
        problem
    } else {
        problem.header(ALLOW, allowed)
    }
}

/// 406: the client accepts nothing of what the operation answers with.
pub fn not_acceptable(produced: &[&str]) -> Problem {
    let detail = format!("The answer can only be {}.", list(produced));
    Problem::new(StatusCode::NOT_ACCEPTABLE, detail)
}

/// 413: more bytes than the server takes.
pub fn too_large() -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "The body is too large.")
}

/// 500: a file of the form cannot be kept until the rest of it is read.
pub fn cannot_keep() -> Problem {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "The file cannot be kept.")
}

/// 500: the operation broke off. What happened is for the logs.
pub fn broken() -> Problem {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "")
}

/// 503: the answer took longer than it may.
pub fn too_slow() -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "The answer took too long.")
}

/// 415 with the media types taken: `Accept` (RFC 9110 §12.5.1), and `Accept-Post` or `Accept-Patch` where the method
/// has such a field.
pub fn unsupported_media_type(method: &str, got: Option<&str>, taken: &[&str]) -> Problem {
    let detail = match got {
        Some(got) => format!("The body is `{got}`; it must be {}.", list(taken)),
        None => format!("The body has no Content-Type; it must be {}.", list(taken)),
    };
    let value = taken.join(", ");
    let problem = Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail).header(ACCEPT, &value);
    match method {
        "POST" => problem.header(ACCEPT_POST, &value),
        "PATCH" => problem.header(ACCEPT_PATCH, &value),
        _ => problem,
    }
}

fn list(media_types: &[&str]) -> String {
    let quoted: Vec<_> = media_types.iter().map(|m| format!("`{m}`")).collect();
    quoted.join(" or ")
}
