//! Which version of OpenAPI a document says it is written in.

use serde_json::Value;

use crate::pointer::{Location, Pointer};
use crate::report::{Code, Diagnostic, Sink};

/// The versions, as far as they differ here. From 3.0 on a document may use any later keyword: real ones mix versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// Swagger 2.0.
    V2,
    /// OpenAPI 3.0, 3.1 and 3.2.
    V3,
}

/// Reads `openapi` or `swagger`: the version, and its minor number. What is missing or unknown is reported; `None` when the document cannot be read at all.
pub(super) fn detect(document: &Value, sink: &mut Sink) -> Option<(Version, u32)> {
    let Some(map) = document.as_object() else {
        let message = "a description is an object with the key `openapi` or `swagger`";
        sink.push(Diagnostic::new(Code::Version, Location::root(Pointer::root()), message));
        return None;
    };
    let (key, stated) = match (map.get("openapi"), map.get("swagger")) {
        (Some(value), _) => ("openapi", value),
        (None, Some(value)) => ("swagger", value),
        (None, None) => {
            sink.push(
                Diagnostic::new(
                    Code::Version,
                    Location::root(Pointer::root()),
                    "the document does not say which version it is in",
                )
                .help("add `openapi: 3.1.0`, or `swagger: \"2.0\"`"),
            );
            // The shape betrays it well enough to find what else is wrong.
            let version = if map.contains_key("definitions") {
                Version::V2
            } else {
                Version::V3
            };
            return Some((version, 0));
        }
    };
    let at = Location::root(Pointer::root().child(key));
    let text = match stated {
        Value::String(text) => text.clone(),
        Value::Number(number) => {
            let message = format!("`{key}` is a string, not the number {number}");
            sink.push(
                Diagnostic::new(Code::Tolerated, at.clone(), message).help(format!("write `{key}: \"{number}\"`")),
            );
            number.to_string()
        }
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => String::new(),
    };
    Some(parse(key, &text, at, sink))
}

fn parse(key: &str, text: &str, at: Location, sink: &mut Sink) -> (Version, u32) {
    let mut parts = text.split('.');
    let major = parts.next().unwrap_or_default();
    let minor = parts.next().and_then(|minor| minor.parse::<u32>().ok());
    match (key, major, minor) {
        (_, "2", _) => (Version::V2, 0),
        (_, "3", Some(minor @ 0..=2)) => (Version::V3, minor),
        (_, "3", Some(minor)) => {
            let message = format!("OpenAPI {text} is not known yet; it is read as 3.2");
            sink.push(Diagnostic::new(Code::Tolerated, at, message));
            (Version::V3, minor)
        }
        (key, _, _) => {
            let message = format!("`{text}` is not a version of OpenAPI");
            sink.push(
                Diagnostic::new(Code::Version, at, message).help("known versions are 2.0, 3.0.x, 3.1.x and 3.2.x"),
            );
            let version = if key == "swagger" { Version::V2 } else { Version::V3 };
            (version, 0)
        }
    }
}
