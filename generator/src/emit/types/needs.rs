//! What the crate needs beyond the bare minimum: support files and dependencies, by what the schemas have.

use super::item::{Kind, kind};
use crate::analyze::Scalar;
use crate::emit::Context;
use crate::emit::validate::compiles;
use crate::model::{Additional, BodyKind, Shape};
use crate::settings::{Dates, Maps, Sets};

/// What is needed.
#[derive(Debug, Default)]
pub(super) struct Needs {
    base64: bool,
    /// The adapters of the library of dates, beside what its types do by themselves.
    dates: Option<Dates>,
    /// Whether dates, times or durations are of that library.
    dated: bool,
    decimal_text: bool,
    file: bool,
    enumeration: bool,
    integer_enumeration: bool,
    /// Decimals as JSON numbers, which are read by their text.
    decimal_number: bool,
    index_map: bool,
    index_set: bool,
    object: bool,
    regress: bool,
    rules: bool,
    sets: bool,
    tuple: bool,
    /// Times of chrono as text.
    times: bool,
    union: bool,
    uuid: bool,
    xml: bool,
    /// The library of dates.
    library: Dates,
}

impl Needs {
    /// Looks at every schema, also those of parameters: the server checks them with this crate's support code.
    pub(super) fn of(context: Context<'_>) -> Self {
        let settings = context.settings;
        let mut needs = Self {
            library: settings.dates,
            ..Self::default()
        };
        for (id, schema) in context.api.schemas.iter() {
            let facts = context.facts.schema(id);
            if let Shape::Object(object) = &schema.shape {
                let is_open = matches!(object.additional, Additional::Schema(_)) || !object.patterns.is_empty();
                needs.index_map |= is_open && settings.maps == Maps::Index;
            }
            if facts.replacement.is_none() {
                needs.scalar(facts.scalar, settings.dates);
                needs.sets |= facts.set;
            }
            needs.regress |= facts.replacement.is_none() && schema.constraints.pattern.as_deref().is_some_and(compiles);
            needs.tuple |= matches!(&schema.shape, Shape::Tuple(tuple) if tuple.exact);
            needs.rules |= !schema.rules.is_empty();
            if let Shape::Object(object) = &schema.shape {
                needs.regress |= object.patterns.iter().any(|(pattern, _)| compiles(pattern));
            }
            if facts.item.is_some() {
                let kind = kind(schema, facts);
                if let Kind::Enumeration(enumeration, _) = kind {
                    needs.enumeration |= enumeration.is_string();
                    needs.integer_enumeration |= !enumeration.is_string();
                }
                needs.object |= matches!(kind, Kind::Record(_));
            }
            needs.union |= facts.union.is_some();
        }
        let operations = context.api.requests();
        let mut bodies = operations.flat_map(|operation| {
            let requests = operation.request_body.iter().flat_map(|body| &body.content);
            requests.chain(operation.responses.iter().flat_map(|response| &response.content))
        });
        needs.xml = bodies.any(|media| media.kind == BodyKind::Xml);
        // The rules may speak of patterns.
        needs.regress |= needs.rules;
        needs.index_set = needs.sets && settings.sets == Sets::Index;
        needs
    }

    fn scalar(&mut self, scalar: Option<Scalar>, dates: Dates) {
        let Some(scalar) = scalar else { return };
        let dated = [Scalar::Date, Scalar::DateTime, Scalar::UnixTime, Scalar::Duration];
        self.dated |= dated.contains(&scalar);
        match scalar {
            Scalar::Base64 | Scalar::Base64Url => self.base64 = true,
            Scalar::DecimalText => self.decimal_text = true,
            Scalar::DecimalNumber => self.decimal_number = true,
            Scalar::File => self.file = true,
            Scalar::Uuid => self.uuid = true,
            Scalar::UnixTime => self.dates = Some(dates),
            Scalar::Date if dates == Dates::Time => self.dates = Some(dates),
            Scalar::DateTime if dates == Dates::Time => self.dates = Some(dates),
            Scalar::DateTime if dates == Dates::Chrono => self.times = true,
            Scalar::Duration => self.dates = Some(dates),
            Scalar::Text
            | Scalar::Date
            | Scalar::DateTime
            | Scalar::Ipv4
            | Scalar::Ipv6
            | Scalar::Integer(_)
            | Scalar::Float
            | Scalar::Double => {}
        }
    }

    /// The crates to depend on, besides those that the user's own types come from.
    pub(super) fn dependencies(&self) -> impl Iterator<Item = &'static str> {
        let library = match self.library {
            Dates::Chrono => "chrono",
            Dates::Jiff => "jiff",
            Dates::Time => "time",
            Dates::String => "",
        };
        let optional = [
            (self.base64, "base64"),
            (self.file, "bytes"),
            (self.file, "http"),
            (self.file, "http-body"),
            (self.file, "http-body-util"),
            (self.index_map || self.index_set, "indexmap"),
            (self.regress, "regress"),
            (self.decimal_text || self.decimal_number, "rust_decimal"),
            (self.uuid, "uuid"),
            (self.xml, "quick-xml"),
            (self.dated, library),
        ];
        let optional = optional.into_iter().filter(|(needed, _)| *needed).map(|(_, name)| name);
        ["serde", "serde_json"].into_iter().chain(optional)
    }

    /// Features of dependencies that are not always on.
    pub(super) fn features(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.decimal_number.then_some(("serde_json", "raw_value")).into_iter()
    }

    /// The support files that can stay out.
    pub(super) fn without(&self) -> Vec<&'static str> {
        let optional = [
            (self.base64, "codec/base64.rs"),
            (self.times, "codec/chrono.rs"),
            (self.dates == Some(Dates::Chrono), "codec/chrono_unix.rs"),
            (self.decimal_number, "codec/decimal_number.rs"),
            (self.decimal_text, "codec/decimal_text.rs"),
            (self.enumeration, "codec/enumeration_table.rs"),
            (self.integer_enumeration, "codec/integer_enumeration.rs"),
            (self.index_map, "codec/index_map.rs"),
            (self.index_set, "codec/index_set.rs"),
            (self.dates == Some(Dates::Jiff), "codec/jiff.rs"),
            (self.file, "file.rs"),
            (self.object, "codec/object_table.rs"),
            (self.regress, "validate/pattern.rs"),
            (self.times || self.dates == Some(Dates::Time), "codec/rfc3339.rs"),
            (self.rules, "validate/schema.rs"),
            (self.sets, "codec/set.rs"),
            (self.dates == Some(Dates::Time), "codec/time.rs"),
            (self.tuple, "codec/tuple.rs"),
            (self.union || self.rules, "budget.rs"),
            (self.union, "codec/union.rs"),
            (self.union, "codec/union_table.rs"),
            (self.dates.is_some(), "codec/unix_time.rs"),
            (self.xml, "xml/mod.rs"),
            (self.xml, "xml/element.rs"),
            (self.xml, "xml/read.rs"),
            (self.xml, "xml/write.rs"),
        ];
        optional
            .into_iter()
            .filter(|(needed, _)| !*needed)
            .map(|(_, path)| path)
            .collect()
    }
}
