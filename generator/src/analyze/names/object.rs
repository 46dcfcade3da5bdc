//! What the fields of an object are called.

use std::collections::BTreeMap;

use super::Scope;
use super::ident::{Kind, finish, spell};
use crate::analyze::{FieldFacts, Ident};
use crate::model::{Additional, Object, Property, Schema};
use crate::report::{Code, Diagnostic, Sink};

/// What a property is called by itself.
pub(in crate::analyze) fn field_name(property: &str) -> String {
    spell(property, Kind::Value).unwrap_or_else(|| "value".to_owned())
}

/// The fields, and the one that keeps other keys; `kept` has names that fields had, by property.
pub(in crate::analyze) fn fields(
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
    let mut names = scope.keep(names);
    // A property that is spelled like the field has its name, whatever comes before: `user_id`, not `userId`.
    for (property, name) in object.properties.iter().zip(&mut names) {
        let exact = finish(field_name(&property.name), Kind::Value);
        if name.is_none() && exact.0.trim_start_matches("r#") == property.name && scope.take(&exact) {
            *name = Some(exact);
        }
    }
    for (property, name) in object.properties.iter().zip(names) {
        let name = name.unwrap_or_else(|| claim(schema, property, &mut scope, sink));
        fields.push(FieldFacts {
            name,
            boxed: false,
            required: property.required,
            three_states: true,
            tag: false,
        });
    }
    let keeps = matches!(object.additional, Additional::Schema(_)) || !object.patterns.is_empty();
    let additional = keeps.then(|| scope.claim(&["additional_properties".to_owned()], Kind::Value).ident);
    (fields, additional)
}

/// A name for a property that is not spelled like one, or comes twice. One that only a number made unique is reported.
fn claim(schema: &Schema, property: &Property, scope: &mut Scope, sink: &mut Sink) -> Ident {
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
    claim.ident
}
