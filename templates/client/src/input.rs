//! What of a call asks for a page: a parameter, or a value in its JSON body.

use serde_json::{Map, Value};

use super::body::Body;
use super::call::Call;
use super::probe::{find, unescape};

/// An input of a call.
#[derive(Clone, Copy, Debug)]
pub(super) enum Input {
    /// A parameter, by index.
    Parameter(usize),
    /// A value at a JSON Pointer into the body.
    Body(&'static str),
}

impl Input {
    /// Its value; null is none.
    pub(super) fn of(self, call: &Call<'_>) -> Option<Value> {
        let value = match self {
            Self::Parameter(index) => call.value(index).cloned(),
            Self::Body(pointer) => find(call.json_body()?.0, pointer),
        };
        value.filter(|value| !value.is_null())
    }

    /// Gives it a value that the API itself gave. False if the body has no place for it.
    pub(super) fn put(self, call: &mut Call<'_>, value: Value) -> bool {
        let pointer = match self {
            Self::Parameter(index) => {
                call.replace(index, value);
                return true;
            }
            Self::Body(pointer) => pointer,
        };
        let (mut json, media) = match call.json_body() {
            Some((json, media)) => (serde_json::from_slice(json).unwrap_or_default(), media.to_owned()),
            None => (Value::Object(Map::new()), "application/json".to_owned()),
        };
        let Some(place) = place(&mut json, pointer) else {
            return false;
        };
        *place = value;
        call.bytes(Body::from(json.to_string()), media);
        true
    }
}

/// The place at a JSON Pointer (RFC 6901), with objects on the way there made where there is nothing.
fn place<'j>(json: &'j mut Value, pointer: &str) -> Option<&'j mut Value> {
    let mut place = json;
    for token in pointer.split('/').skip(1) {
        if place.is_null() {
            *place = Value::Object(Map::new());
        }
        place = place.as_object_mut()?.entry(unescape(token)).or_insert(Value::Null);
    }
    Some(place)
}
