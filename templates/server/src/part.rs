//! Header fields of the parts of a form (OAS 3.1.1 §4.8.15), on their way to JSON.

use http::HeaderMap;
use serde_json::{Map, Value, json};

use super::form::{Form, Part, pointer};
use super::incoming;
use super::problem::Violation;

impl Part {
    fn place(&self, index: usize) -> String {
        let place = pointer(self.name);
        if self.is_list {
            format!("{place}/{index}")
        } else {
            place
        }
    }

    /// The header fields of a part as an object. Every fault is found.
    fn read(&self, index: usize, headers: &HeaderMap, faults: &mut Vec<Violation>) -> Value {
        let mut object = Map::new();
        for field in self.headers {
            let found = incoming::header_value(headers, field);
            let found = match found {
                Ok(None) if field.required => Err("it is required".to_owned()),
                found => found,
            };
            match found {
                Ok(Some(value)) => {
                    object.insert(field.name.to_owned(), value);
                }
                Ok(None) => {}
                Err(message) => {
                    let place = format!("{}/headers{}", self.place(index), pointer(field.name));
                    faults.push(Violation::pointer(place, message));
                }
            }
        }
        Value::Object(object)
    }

    /// The value of the property, as objects of header fields and content.
    fn join(&self, value: Value, headers: Vec<Value>) -> Value {
        let part = |(content, headers)| json!({"headers": headers, "content": content});
        match value {
            Value::Array(items) if self.is_list => items.into_iter().zip(headers).map(part).collect(),
            content => { headers.into_iter().next() }.map_or(Value::Null, |headers| part((content, headers))),
        }
    }
}

/// The header fields of the parts of a form, as they come.
pub(super) struct PartHeaders {
    /// Those of each property, in the order of its parts.
    found: Vec<(&'static Part, Vec<Value>)>,
    pub(super) faults: Vec<Violation>,
}

impl PartHeaders {
    /// None yet.
    pub(super) fn new(form: &Form) -> Self {
        Self {
            found: form.parts.iter().map(|part| (part, Vec::new())).collect(),
            faults: Vec::new(),
        }
    }

    /// Reads those of a part, if its property has any.
    pub(super) fn read(&mut self, name: &str, headers: &HeaderMap) {
        if let Some((part, found)) = self.found.iter_mut().find(|(part, _)| part.name == name) {
            found.push(part.read(found.len(), headers, &mut self.faults));
        }
    }

    /// Puts them into the object of the form.
    pub(super) fn join(self, object: &mut Map<String, Value>) {
        for (part, headers) in self.found {
            if let Some(value) = object.get_mut(part.name) {
                *value = part.join(value.take(), headers);
            }
        }
    }
}
