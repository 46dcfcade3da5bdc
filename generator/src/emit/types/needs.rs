//! What the crate needs beyond the bare minimum: support files and dependencies, by what the schemas have.

use crate::emit::Context;
use crate::emit::validate::compiles;
use crate::model::{Shape, StringFormat};

/// What is needed.
#[derive(Debug, Default)]
pub(super) struct Needs {
    base64: bool,
    chrono: bool,
    regress: bool,
    rules: bool,
    tuple: bool,
    union: bool,
    uuid: bool,
}

impl Needs {
    /// Looks at every schema, also those of parameters: the server checks them with this crate's support code.
    pub(super) fn of(context: Context<'_>) -> Self {
        let mut needs = Self::default();
        for (id, schema) in context.api.schemas.iter() {
            if let Shape::String(format) = &schema.shape {
                match format {
                    StringFormat::Byte => needs.base64 = true,
                    StringFormat::Date | StringFormat::DateTime => needs.chrono = true,
                    StringFormat::Uuid => needs.uuid = true,
                    StringFormat::Unspecified
                    | StringFormat::Time
                    | StringFormat::Duration
                    | StringFormat::Binary
                    | StringFormat::Decimal
                    | StringFormat::Uri
                    | StringFormat::UriReference
                    | StringFormat::Hostname
                    | StringFormat::Email
                    | StringFormat::Ipv4
                    | StringFormat::Ipv6
                    | StringFormat::Password
                    | StringFormat::Other(_) => {}
                }
            }
            needs.regress |= schema.constraints.pattern.as_deref().is_some_and(compiles);
            needs.tuple |= matches!(&schema.shape, Shape::Tuple(tuple) if tuple.exact);
            needs.rules |= !schema.rules.is_empty();
            if let Shape::Object(object) = &schema.shape {
                needs.regress |= object.patterns.iter().any(|(pattern, _)| compiles(pattern));
            }
            needs.union |= context.facts.schema(id).union.is_some();
        }
        // The rules may speak of patterns.
        needs.regress |= needs.rules;
        needs
    }

    /// The crates to depend on.
    pub(super) fn dependencies(&self) -> impl Iterator<Item = &'static str> {
        let optional = [
            (self.base64, "base64"),
            (self.chrono, "chrono"),
            (self.regress, "regress"),
            (self.uuid, "uuid"),
        ];
        let optional = optional.into_iter().filter(|(needed, _)| *needed).map(|(_, name)| name);
        ["serde", "serde_json"].into_iter().chain(optional)
    }

    /// The support files that can stay out.
    pub(super) fn without(&self) -> Vec<&'static str> {
        let optional = [
            (self.base64, "codec/base64.rs"),
            (self.regress, "validate/pattern.rs"),
            (self.rules, "validate/schema.rs"),
            (self.tuple, "codec/tuple.rs"),
            (self.union, "codec/union.rs"),
        ];
        optional
            .into_iter()
            .filter(|(needed, _)| !*needed)
            .map(|(_, path)| path)
            .collect()
    }
}
