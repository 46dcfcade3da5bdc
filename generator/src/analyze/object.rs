//! What the fields of an object are called.

use super::ident::{Kind, spell};
use super::names::Scope;
use super::{FieldFacts, Ident};
use crate::model::{Additional, Object, Schema};
use crate::report::{Code, Diagnostic, Sink};

/// The fields, and the one that keeps other keys.
pub(super) fn fields(schema: &Schema, object: &Object, sink: &mut Sink) -> (Vec<FieldFacts>, Option<Ident>) {
    let mut scope = Scope::default();
    let mut fields = Vec::with_capacity(object.properties.len());
    for property in &object.properties {
        let name = spell(&property.name, Kind::Value).unwrap_or_else(|| "value".to_owned());
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
        });
    }
    let keeps = matches!(object.additional, Additional::Schema(_)) || !object.patterns.is_empty();
    let additional = keeps.then(|| scope.claim(&["additional_properties".to_owned()], Kind::Value).ident);
    (fields, additional)
}
