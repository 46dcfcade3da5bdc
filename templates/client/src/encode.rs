//! Parameters to the parts of a request.

use http::header::{HeaderName, HeaderValue};
use serde_json::Value;

use super::parameter::{Content, Parameter, Place, Style};
use super::path::{PathProblem, expand};
use super::style::Escape;
use super::{percent, style};

/// What parameters add to a request besides its path. Everything is encoded.
#[derive(Default)]
pub(super) struct Parts {
    /// Query pairs, or a whole query string.
    pub(super) query: Vec<String>,
    /// Header fields.
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
    /// `name=value` of cookies.
    pub(super) cookies: Vec<String>,
}

/// Appends the path template, filled.
///
/// # Errors
///
/// When a parameter has no value, or one that a path cannot hold.
pub(super) fn path(
    url: &mut String,
    template: &str,
    parameters: &[Parameter],
    values: &[Option<Value>],
) -> Result<(), PathProblem> {
    expand(url, template, |name| {
        let found = parameters
            .iter()
            .zip(values)
            .find(|(parameter, _)| parameter.place == Place::Path && parameter.name == name);
        let Some((parameter, Some(value))) = found else {
            return Err(PathProblem::new(name, "no value was given"));
        };
        let text = path_text(parameter, value).map_err(|reason| PathProblem::new(name, reason))?;
        match text.as_deref() {
            None => Err(PathProblem::new(
                name,
                "no value, null or an empty list would change the path",
            )),
            Some("") => Err(PathProblem::new(name, "an empty value would change the path")),
            Some(text) => Ok(text.to_owned()),
        }
    })
}

fn path_text(parameter: &Parameter, value: &Value) -> Result<Option<String>, String> {
    let encode: fn(&str) -> String = match parameter.allow_reserved {
        true => percent::reserved_path,
        false => percent::strict,
    };
    if let Some(text) = content_text(parameter, value)? {
        return Ok(Some(encode(&text)));
    }
    let flat = style::flatten(value, encode)?;
    let style = parameter.style;
    Ok(style::joined(&flat, style, parameter.explode, parameter.name, encode))
}

/// Adds a parameter that is not in the path.
///
/// # Errors
///
/// Why its value cannot be sent.
pub(super) fn add(parameter: &Parameter, value: &Value, parts: &mut Parts) -> Result<(), String> {
    match parameter.place {
        Place::Path => {}
        Place::Query => {
            let pairs = pairs(parameter, value)?;
            parts
                .query
                .extend(pairs.into_iter().map(|(name, value)| format!("{name}={value}")));
        }
        Place::QueryString => parts.query.extend(query_string(parameter, value)?),
        Place::Header => parts.headers.extend(header(parameter, value)?),
        Place::Cookie => {
            for (name, value) in pairs(parameter, value)? {
                parts.cookies.push(cookie(&name, &value)?);
            }
        }
    }
    Ok(())
}

fn pairs(parameter: &Parameter, value: &Value) -> Result<Vec<(String, String)>, String> {
    let encode: fn(&str) -> String = match (parameter.style, parameter.allow_reserved) {
        (Style::Cookie, _) => str::to_owned,
        (_, true) => percent::reserved_query,
        (_, false) => percent::strict,
    };
    if let Some(text) = content_text(parameter, value)? {
        return Ok(vec![(percent::strict(parameter.name), encode(&text))]);
    }
    let escape = Escape {
        name: percent::strict,
        value: encode,
    };
    style::field(value, (parameter.style, parameter.explode), parameter.name, escape)
}

fn query_string(parameter: &Parameter, value: &Value) -> Result<Option<String>, String> {
    if parameter.content == Content::Json {
        return Ok(Some(percent::strict(&value.to_string())));
    }
    let text = match value {
        Value::String(text) => percent::literal(text),
        _ => {
            let escape = Escape {
                name: percent::strict,
                value: percent::strict,
            };
            let pairs = style::field(value, (Style::Form, true), parameter.name, escape)?;
            let pairs: Vec<_> = pairs
                .into_iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            pairs.join("&")
        }
    };
    Ok((!text.is_empty()).then_some(text))
}

fn header(parameter: &Parameter, value: &Value) -> Result<Option<(HeaderName, HeaderValue)>, String> {
    let text = match content_text(parameter, value)? {
        Some(text) => Some(text),
        None => {
            let flat = style::flatten(value, str::to_owned)?;
            style::joined(&flat, parameter.style, parameter.explode, parameter.name, str::to_owned)
        }
    };
    let Some(text) = text else {
        return Ok(None);
    };
    let name = HeaderName::from_bytes(parameter.name.as_bytes()).map_err(|_| "this is no name for a header")?;
    let value = header_value(&text).ok_or("a header cannot hold line breaks or control characters")?;
    Ok(Some((name, value)))
}

/// Text as a header value. Characters beyond ASCII go as UTF-8, which is what servers expect in practice.
pub(super) fn header_value(text: &str) -> Option<HeaderValue> {
    HeaderValue::from_bytes(text.as_bytes()).ok()
}

/// A pair for the `Cookie` field (RFC 6265 §4.1.1).
///
/// # Errors
///
/// When the value would end the pair.
pub(super) fn cookie(name: &str, value: &str) -> Result<String, String> {
    let breaks = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '"' | ';' | '\\');
    if value.contains(breaks) {
        return Err("a cookie cannot hold quotes, semicolons, backslashes or spaces".to_owned());
    }
    Ok(format!("{name}={value}"))
}

/// The text of a `content` parameter.
fn content_text(parameter: &Parameter, value: &Value) -> Result<Option<String>, String> {
    match parameter.content {
        Content::Styled | Content::Form => Ok(None),
        Content::Json => Ok(Some(value.to_string())),
        Content::Text => match style::scalar(value) {
            Some(text) => Ok(Some(text)),
            None => Err("only a string can be sent as text".to_owned()),
        },
    }
}
