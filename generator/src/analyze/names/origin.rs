//! What a schema is called by the place where it is written.

use super::ident::{Kind, spell};
use crate::analyze::operation::reason;
use crate::analyze::union::label::Label;
use crate::analyze::{Facts, walk};
use crate::model::{Api, OperationId, Origin, SchemaId, Shape, Status};

/// The thing at the top of a chain of inline schemas: they live in its module.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::analyze) enum Anchor {
    /// A component of any section.
    Component(SchemaId),
    /// A parameter, body or header of an operation.
    Operation(OperationId),
}

/// What a schema is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analyze) struct Name {
    /// In Pascal case.
    pub(in crate::analyze) text: String,
    /// Whether it is, or is part of, the body of a request or response, and is named for its operation.
    pub(in crate::analyze) body: Option<Body>,
}

/// A body that a name is made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analyze) struct Body {
    /// The name it would have without its operation; `None` for requests and successes, which are named for their
    /// operation alone.
    pub(in crate::analyze) error: Option<String>,
    /// What the place below the body adds to its name.
    pub(in crate::analyze) suffix: String,
}

/// The top of the chain that a schema is written in.
pub(in crate::analyze) fn anchor(api: &Api, id: SchemaId) -> Anchor {
    let id = walk::owners(api, id).last().unwrap_or(id);
    match &api.schemas.get(id).origin {
        Origin::Parameter(operation, _)
        | Origin::RequestBody(operation)
        | Origin::ResponseBody(operation, _)
        | Origin::ResponseHeader(operation, ..)
        | Origin::ResponseHeaders(operation, _) => Anchor::Operation(*operation),
        Origin::Component(_)
        | Origin::Property(..)
        | Origin::Items(_)
        | Origin::TupleItem(..)
        | Origin::Values(_)
        | Origin::Keys(_)
        | Origin::Variant(..)
        | Origin::Part(..)
        | Origin::PartHeaders(_)
        | Origin::ComponentParameter(_)
        | Origin::ComponentRequestBody(_)
        | Origin::ComponentResponse(_)
        | Origin::ComponentResponseHeader(..)
        | Origin::ComponentResponseHeaders(_) => Anchor::Component(id),
    }
}

/// The name that the place of a schema gives it, without regard to whether it is free.
pub(in crate::analyze) fn name(api: &Api, facts: &Facts, id: SchemaId) -> Name {
    let mut suffix = String::new();
    for id in walk::owners(api, id) {
        let prepend = match &api.schemas.get(id).origin {
            Origin::Component(name)
            | Origin::Property(_, name)
            | Origin::Parameter(_, name)
            | Origin::ResponseHeader(_, _, name)
            | Origin::ComponentParameter(name)
            | Origin::ComponentRequestBody(name)
            | Origin::ComponentResponse(name)
            | Origin::ComponentResponseHeader(_, name) => return plain(pascal(name) + &suffix),
            Origin::ResponseHeaders(operation, status) => {
                let stem = stem(facts, *operation);
                let whole = match status {
                    status if status.is_success() && successes(api, *operation) < 2 => stem.to_owned(),
                    status => format!("{stem}{}", reason(*status)),
                };
                return plain(header_set(api, id, whole) + &suffix);
            }
            Origin::ComponentResponseHeaders(name) => {
                return plain(header_set(api, id, pascal(name)) + &suffix);
            }
            Origin::Part(form, name) => {
                let named = match (&api.schemas.get(*form).shape, name.parse::<usize>()) {
                    (Shape::Array(_), _) => "Item".to_owned(),
                    (Shape::Tuple(_), Ok(index)) => format!("Item{}", index + 1),
                    _ => pascal(name),
                };
                return plain(named + "Part" + &suffix);
            }
            Origin::PartHeaders(part) => {
                let whole = name(api, facts, *part).text;
                return plain(header_set(api, id, whole) + &suffix);
            }
            Origin::RequestBody(operation) => return body(api, facts, *operation, None, suffix),
            Origin::ResponseBody(operation, status) => return body(api, facts, *operation, Some(*status), suffix),
            Origin::Items(_) => "Item".to_owned(),
            Origin::Values(_) => "Value".to_owned(),
            Origin::Keys(_) => "Key".to_owned(),
            Origin::TupleItem(_, index) => format!("Item{}", index + 1),
            Origin::Variant(union, index) => match facts.labels.get(union.index()).and_then(|all| all.get(*index)) {
                Some(Label::Own(text)) => return plain(text.clone() + &suffix),
                Some(Label::Kind(text)) => text.clone(),
                None => format!("Variant{}", index + 1),
            },
        };
        suffix.insert_str(0, &prepend);
    }
    plain(suffix)
}

/// Text as a type's name; `Value` where nothing of it is of use.
pub(in crate::analyze) fn pascal(text: &str) -> String {
    spell(text, Kind::Type).unwrap_or_else(|| "Value".to_owned())
}

fn plain(text: String) -> Name {
    Name { text, body: None }
}

/// `{Stem}RequestBody`, `{Stem}ResponseBody`, `{Stem}NotFoundBody`, `{Stem}DefaultBody`.
fn body(api: &Api, facts: &Facts, id: OperationId, status: Option<Status>, suffix: String) -> Name {
    let stem = stem(facts, id);
    let part = match status {
        None => "Request".to_owned(),
        Some(status) if status.is_success() && successes(api, id) < 2 => "Response".to_owned(),
        Some(status) => reason(status),
    };
    let error = status
        .filter(|status| !status.is_success())
        .map(|_| format!("{part}Body"));
    Name {
        text: format!("{stem}{part}Body{suffix}"),
        body: Some(Body { error, suffix }),
    }
}

fn stem(facts: &Facts, id: OperationId) -> &str {
    let operation = facts.operations.get(id.0);
    operation.map_or("", |operation| operation.stem.0.as_str())
}

/// Few header fields are called by their names, which many responses have in common; more by what they belong to.
fn header_set(api: &Api, id: SchemaId, whole: String) -> String {
    const MAX_NAMED: usize = 2;
    // Letters say nothing.
    const MIN_LETTERS: usize = 3;
    let names: Option<Vec<String>> = match &api.schemas.get(id).shape {
        Shape::Object(object) if object.properties.len() <= MAX_NAMED => {
            let names = object.properties.iter().map(|property| property.name.as_str());
            let names = names.map(|name| name.strip_prefix("X-").or(name.strip_prefix("x-")).unwrap_or(name));
            let telling = |name: &str| Some(pascal(name)).filter(|name| name.chars().count() >= MIN_LETTERS);
            names.map(telling).collect()
        }
        _ => None,
    };
    format!("{}Headers", names.map_or(whole, |names| names.concat()))
}

/// How many of an operation's successes have a body.
fn successes(api: &Api, id: OperationId) -> usize {
    let responses = api
        .operations
        .get(id.0)
        .map_or(&[][..], |operation| &operation.responses);
    responses
        .iter()
        .filter(|response| response.status.is_success() && !response.content.is_empty())
        .count()
}
