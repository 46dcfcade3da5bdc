//! Which rules a change of a schema falls under where the schema is used.

use super::Direction;
use super::pair::{Context, Kind, TypeChange};
use super::rule::Position;

/// The ids of the rules that a change falls under where the schema is used as `context`.
pub(super) fn ids(kind: Kind, context: Context) -> Vec<String> {
    let position = context.position;
    let prefix = position.prefix();
    match kind {
        Kind::Stem(stem) => vec![format!("{prefix}{stem}")],
        Kind::Type(change) => vec![format!("{prefix}{}", type_stem(change, context))],
        Kind::Respelled => ["enum-value-renamed", "enum-value-removed", "enum-value-added"]
            .map(|stem| format!("{prefix}{stem}"))
            .to_vec(),
        Kind::Demanded => vec![
            match position {
                Position::RequestBody | Position::RequestProperty => "request-undescribed-property-became-required",
                Position::RequestParameter | Position::RequestParameterProperty => {
                    "request-parameter-undescribed-property-became-required"
                }
                _ => "undescribed-property-became-required",
            }
            .to_owned(),
        ],
        Kind::Added { required, default } => vec![added(position, required, default)],
        Kind::Removed { required } => vec![removed(position, required)],
        Kind::Renamed { before, now } => {
            let mut ids = vec![removed(position, before), added(position, now, false)];
            let name = match position {
                Position::RequestBody | Position::RequestProperty => "request-property-renamed",
                Position::RequestParameter | Position::RequestParameterProperty => "request-parameter-property-renamed",
                Position::ResponseBody | Position::ResponseProperty => "response-property-renamed",
                Position::ResponseHeader | Position::ResponseHeaderProperty => "response-header-property-renamed",
                Position::Unused => "unused-schema-property-renamed",
                Position::RequestReadOnly | Position::ResponseWriteOnly => return ids,
            };
            ids.insert(0, name.to_owned());
            ids
        }
        Kind::Sent { required, what } => {
            let required = if required { "required" } else { "optional" };
            vec![match position.direction() {
                Direction::Request => format!("request-{required}-property-became-{what}"),
                Direction::Response => format!("response-{required}-property-became-{what}"),
                Direction::Both => "unused-schema-property-direction-changed".to_owned(),
            }]
        }
    }
}

fn added(position: Position, required: bool, default: bool) -> String {
    let kind = if required { "required" } else { "optional" };
    match position {
        Position::RequestBody | Position::RequestProperty if required && default => {
            "new-required-request-property-with-default".to_owned()
        }
        Position::RequestBody | Position::RequestProperty => format!("new-{kind}-request-property"),
        Position::RequestReadOnly => "request-read-only-property-added".to_owned(),
        Position::RequestParameter | Position::RequestParameterProperty => {
            format!("new-{kind}-request-parameter-property")
        }
        Position::ResponseBody | Position::ResponseProperty => format!("response-{kind}-property-added"),
        Position::ResponseWriteOnly => format!("response-{kind}-write-only-property-added"),
        Position::ResponseHeader | Position::ResponseHeaderProperty => "response-header-property-added".to_owned(),
        Position::Unused => "unused-schema-property-added".to_owned(),
    }
}

fn removed(position: Position, required: bool) -> String {
    let kind = if required { "required" } else { "optional" };
    match position {
        Position::RequestBody | Position::RequestProperty => "request-property-removed".to_owned(),
        Position::RequestReadOnly => "request-read-only-property-removed".to_owned(),
        Position::RequestParameter | Position::RequestParameterProperty => {
            "request-parameter-property-removed".to_owned()
        }
        Position::ResponseBody | Position::ResponseProperty => format!("response-{kind}-property-removed"),
        Position::ResponseWriteOnly => format!("response-{kind}-write-only-property-removed"),
        Position::ResponseHeader | Position::ResponseHeaderProperty => "response-header-property-removed".to_owned(),
        Position::Unused => "unused-schema-property-removed".to_owned(),
    }
}

/// How a change of type is called: text takes what any type is written as, and a request that allows less has another
/// type.
fn type_stem(change: TypeChange, context: Context) -> &'static str {
    let request = context.direction() == Direction::Request;
    let plain = matches!(
        context.position,
        Position::RequestParameter
            | Position::RequestParameterProperty
            | Position::ResponseHeader
            | Position::ResponseHeaderProperty
            | Position::RequestReadOnly
            | Position::ResponseWriteOnly
    );
    match change {
        TypeChange::Generalized => "type-generalized",
        TypeChange::Specialized if request && context.position != Position::RequestParameterProperty => "type-changed",
        TypeChange::Specialized => "type-specialized",
        TypeChange::FromText { .. } if context.position == Position::RequestParameterProperty => "type-specialized",
        // A header field is text, whatever it says.
        TypeChange::FromText { scalar: true } if context.position == Position::ResponseHeader => "type-compatible",
        TypeChange::ToText { scalar: true } if request && plain => "type-generalized",
        TypeChange::ToText { .. } if request && context.text && !plain => "type-compatible",
        TypeChange::FromText { .. } if !request && context.text && !plain => "type-compatible",
        TypeChange::ToText { .. } | TypeChange::FromText { .. } | TypeChange::Changed => "type-changed",
    }
}
