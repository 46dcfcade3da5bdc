//! What the fields of an object are called.

use std::collections::BTreeMap;

use super::ident::{Kind, spell};
use super::names::Scope;
use super::{FieldFacts, Ident};
use crate::model::{Additional, Object, Schema};
use crate::report::{Code, Diagnostic, Sink};

/// What a property is called by itself.
pub(super) fn field_name(property: &str) -> String {
    spell(property, Kind::Value).unwrap_or_else(|| "value".to_owned())
}

/// The fields, and the one that keeps other keys; `kept` has names that fields had, by property.
pub(super) fn fields(
    schema: &Schema,
    object: &Object,
    kept: &BTreeMap<&str, Ident>,
    sink: &mut Sink,
) -> (Vec<FieldFacts>, Option<Ident>) {
    let mut scope = Scope::default();
    let mut fields = Vec::with_capacity(object.properties.len());
    let names = object
        .properties
        .iter()
        .map(|property| kept.get(property.name.as_str()).cloned());
    let names = scope.keep(names);
    for (property, kept) in object.properties.iter().zip(names) {
        if let Some(name) = kept {
            fields.push(FieldFacts {
                name,
                boxed: false,
                required: property.required,
                tag: false,
            });
            continue;
        }
        let name = field_name(&property.name);
        let claim = scope.claim(std::slice::from_ref(&name), Kind::Value);
        if claim.numbered {
            let place = schema.location.child("properties").child(&property.name);
            let message = format!(
                "property `{}` and another are both `{name}` in Rust; this field is called `{}`",
                property.name, claim.ident.0
            );
            sink.push(Diagnostic::new(Code::NameCollision, place, message));
        }
        fields.push(FieldFacts {
            name: claim.ident,
            boxed: false,
            required: property.required,
            tag: false,
        });
    }
    let keeps = matches!(object.additional, Additional::Schema(_)) || !object.patterns.is_empty();
    let additional = keeps.then(|| scope.claim(&["additional_properties".to_owned()], Kind::Value).ident);
    (fields, additional)
}
