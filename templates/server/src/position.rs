//! Parts that have positions instead of names (OAS 3.2.0 §4.14): the items of an array.

use serde_json::{Map, Value};

use super::form::Form;
use super::kind::Kind;
use super::problem::{Problem, Subject, Violation};
use super::refusal;

/// The property that a part belongs to.
///
/// # Errors
///
/// 400 where there are more than the array has.
pub(super) fn name(form: &Form, index: usize) -> Result<Option<String>, Problem> {
    let field = form.fields.get(index).or_else(|| rest(form));
    match field.map(|field| field.name.to_owned()) {
        Some(name) => Ok(Some(name)),
        None => {
            let message = format!("expected {} parts, but there are more", form.fields.len());
            Err(refusal::bad_body(String::new(), message))
        }
    }
}

/// The property of all that follow.
fn rest(form: &Form) -> Option<&super::parameter::Parameter> {
    form.fields.last().filter(|field| matches!(field.kind, Kind::Array(_)))
}

/// The value of a form: an array, if it has positions.
pub(super) fn value(form: &Form, mut object: Map<String, Value>) -> Value {
    if !form.by_position {
        return Value::Object(object);
    }
    let rest = rest(form).map(|field| field.name);
    let mut items = Vec::new();
    for field in form.fields {
        match object.remove(field.name) {
            Some(Value::Array(all)) if rest == Some(field.name) => items.extend(all),
            Some(value) => items.push(value),
            None => {}
        }
    }
    Value::Array(items)
}

/// Faults, each where it is in the array.
pub(super) fn places(form: &Form, faults: Vec<Violation>) -> Vec<Violation> {
    let rest = rest(form).filter(|_| form.by_position);
    let Some(prefix) = rest.map(|field| format!("/{}", field.name)) else {
        return faults;
    };
    let first = form.fields.len() - 1;
    let place = |mut fault: Violation| {
        if let Subject::Pointer(pointer) = &mut fault.subject
            && let Some(inside) = pointer.strip_prefix(&prefix)
        {
            let (index, deeper) = inside.strip_prefix('/').map_or(("", ""), |inside| {
                inside.split_at(inside.find('/').unwrap_or(inside.len()))
            });
            *pointer = match index.parse::<usize>() {
                Ok(index) => format!("/{}{deeper}", first + index),
                Err(_) => inside.to_owned(),
            };
        }
        fault
    };
    faults.into_iter().map(place).collect()
}
