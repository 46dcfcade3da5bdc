//! Types and formats: whether more, fewer or other values fit.

use super::super::pair::{Change, Kind, Step, TypeChange};
use super::super::side::Side;
use super::{At, Comparison};
use crate::model::{IntegerFormat, JsonTypes, NumberFormat, SchemaId, Shape, StringFormat};

impl<'a> Comparison<'a> {
    /// Notes a change of type or format, if there is one.
    pub(super) fn type_changed(&mut self, at: &At<'a>) {
        let Some(change) = self.type_change(at) else { return };
        let change = Change {
            kind: Kind::Type(change),
            step: Step::Same,
            base: Some(at.b.schema.location.child("type")),
            revision: Some(at.r.schema.location.child("type")),
            subject: self.subject(at),
            old: said(&self.base, at.ids.0),
            new: said(&self.revision, at.ids.1),
            help: None,
            idle: false,
        };
        self.note(at.pair, change);
    }

    fn type_change(&self, at: &At<'a>) -> Option<TypeChange> {
        let (old, new) = (&at.b.schema.shape, &at.r.schema.shape);
        match (old, new) {
            (Shape::Integer(old), Shape::Integer(new)) => integers(old, new),
            (Shape::Number(old), Shape::Number(new)) => numbers(old, new),
            (Shape::String(old), Shape::String(new)) => strings(old, new),
            _ => {
                let (old, new) = (self.base.types(at.ids.0), self.revision.types(at.ids.1));
                if std::mem::discriminant(&at.b.schema.shape) == std::mem::discriminant(&at.r.schema.shape)
                    && old == new
                {
                    return None;
                }
                Some(match (new.covers(old), old.covers(new)) {
                    (true, false) => TypeChange::Generalized,
                    (false, true) => TypeChange::Specialized,
                    _ if new == JsonTypes::STRING && plain(&at.r.schema.shape) => {
                        TypeChange::ToText { scalar: scalar(old) }
                    }
                    _ if old == JsonTypes::STRING && plain(&at.b.schema.shape) => {
                        TypeChange::FromText { scalar: scalar(new) }
                    }
                    _ => TypeChange::Changed,
                })
            }
        }
    }
}

/// Whether values are written as one text wherever they are written as text.
fn scalar(types: JsonTypes) -> bool {
    !types.meets(JsonTypes::ARRAY.or(JsonTypes::OBJECT))
}

/// Whether any text fits.
fn plain(shape: &Shape) -> bool {
    matches!(shape, Shape::String(StringFormat::Unspecified))
}

fn integers(old: &IntegerFormat, new: &IntegerFormat) -> Option<TypeChange> {
    if old == new {
        return None;
    }
    // The bits that hold a value, and whether the sign is one more.
    let width = |format: &IntegerFormat| match format {
        IntegerFormat::Unspecified => Some((128, true)),
        IntegerFormat::Int8 => Some((7, true)),
        IntegerFormat::Int16 => Some((15, true)),
        IntegerFormat::Int32 => Some((31, true)),
        IntegerFormat::Int64 => Some((63, true)),
        IntegerFormat::UInt8 => Some((8, false)),
        IntegerFormat::UInt16 => Some((16, false)),
        IntegerFormat::UInt32 => Some((32, false)),
        IntegerFormat::UInt64 => Some((64, false)),
        IntegerFormat::Other(name) if name == "bigint" => Some((127, true)),
        IntegerFormat::UnixTime | IntegerFormat::Other(_) => None,
    };
    let fits = |inner: (u32, bool), outer: (u32, bool)| inner.0 <= outer.0 && (outer.1 || !inner.1);
    Some(match (width(old), width(new)) {
        (Some(old), Some(new)) if fits(old, new) => TypeChange::Generalized,
        (Some(old), Some(new)) if fits(new, old) => TypeChange::Specialized,
        _ => named(old == &IntegerFormat::Unspecified, new == &IntegerFormat::Unspecified),
    })
}

fn numbers(old: &NumberFormat, new: &NumberFormat) -> Option<TypeChange> {
    if old == new {
        return None;
    }
    Some(match (old, new) {
        (NumberFormat::Float, NumberFormat::Double) => TypeChange::Generalized,
        (NumberFormat::Double, NumberFormat::Float) => TypeChange::Specialized,
        _ => named(old == &NumberFormat::Unspecified, new == &NumberFormat::Unspecified),
    })
}

fn strings(old: &StringFormat, new: &StringFormat) -> Option<TypeChange> {
    if old == new {
        return None;
    }
    Some(match (old, new) {
        (StringFormat::Date | StringFormat::Time, StringFormat::DateTime)
        | (StringFormat::Uri, StringFormat::UriReference) => TypeChange::Generalized,
        (StringFormat::DateTime, StringFormat::Date | StringFormat::Time)
        | (StringFormat::UriReference, StringFormat::Uri) => TypeChange::Specialized,
        // Bytes are no text.
        (StringFormat::Binary | StringFormat::File, _) | (_, StringFormat::Binary | StringFormat::File) => {
            TypeChange::Changed
        }
        _ => named(old == &StringFormat::Unspecified, new == &StringFormat::Unspecified),
    })
}

/// A format came, went, or is another.
fn named(none_before: bool, none_now: bool) -> TypeChange {
    match (none_before, none_now) {
        (_, true) => TypeChange::Generalized,
        (true, false) => TypeChange::Specialized,
        (false, false) => TypeChange::Changed,
    }
}

/// The type as descriptions say it: `string (uuid)`.
pub(super) fn said(side: &Side<'_>, id: SchemaId) -> String {
    let schema = side.view(id).schema;
    let with = |name: &str, format: &str| match format {
        "" => name.to_owned(),
        format => format!("{name} ({format})"),
    };
    match &schema.shape {
        Shape::Any | Shape::Reference(_) => "any".to_owned(),
        Shape::Never => "nothing".to_owned(),
        Shape::Null => "null".to_owned(),
        Shape::Boolean => "boolean".to_owned(),
        Shape::Integer(format) => with("integer", format.name()),
        Shape::Number(format) => with("number", format.name()),
        Shape::String(format) => with("string", format.name()),
        Shape::Array(_) | Shape::Tuple(_) => "array".to_owned(),
        Shape::Object(_) => "object".to_owned(),
        Shape::Enumeration(_) | Shape::Union(_) => names(side.types(id)),
    }
}

/// Types by name.
pub(super) fn names(types: JsonTypes) -> String {
    let all = [
        (JsonTypes::STRING, "string"),
        (JsonTypes::NUMBER, "number"),
        (JsonTypes::INTEGER, "integer"),
        (JsonTypes::BOOLEAN, "boolean"),
        (JsonTypes::ARRAY, "array"),
        (JsonTypes::OBJECT, "object"),
    ];
    if types == JsonTypes::ALL {
        return "any".to_owned();
    }
    let (mut names, mut left) = (Vec::new(), types);
    for (bits, name) in all {
        if left.covers(bits) {
            names.push(name);
            left = left.without(bits);
        }
    }
    names.join(", ")
}
