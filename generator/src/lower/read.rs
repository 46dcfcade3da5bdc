//! One object at a time through `openapiv3`: a fault is found, named and left out, and the rest of the object stays.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::Lowering;
use crate::pointer::Pointer;
use crate::report::Code;

impl Lowering<'_> {
    /// Reads an object whose inner objects the caller has replaced by placeholders. Members that `openapiv3` cannot
    /// read are reported and left out; `None` if the object is unreadable without them.
    pub(super) fn read<T: DeserializeOwned>(&mut self, mut object: Map<String, Value>, pointer: &Pointer) -> Option<T> {
        let mut faults = 0;
        loop {
            let error = match attempt::<T>(&object) {
                Ok(read) => return Some(read),
                Err(error) => error,
            };
            let Some(key) = culprit::<T>(&object, &error) else {
                // What is missing now may be what was left out, and that is reported already.
                if faults == 0 {
                    self.unreadable(pointer, &error);
                }
                return None;
            };
            faults += 1;
            self.report(Code::InvalidValue, &pointer.child(&key), readable(&key, &error));
            object.shift_remove(&key);
        }
    }

    fn unreadable(&mut self, pointer: &Pointer, error: &str) {
        match error.strip_prefix("missing field ") {
            Some(field) => self.report(Code::MissingField, pointer, format!("{field} is missing")),
            None => self.report(Code::InvalidValue, pointer, error.to_owned()),
        }
    }
}

fn attempt<T: DeserializeOwned>(object: &Map<String, Value>) -> Result<T, String> {
    T::deserialize(object).map_err(|error| error.to_string())
}

/// The member without which the object can be read, else the first without which the error is another one.
fn culprit<T: DeserializeOwned>(object: &Map<String, Value>, error: &str) -> Option<String> {
    let without = |key: &String| {
        let mut rest = object.clone();
        rest.shift_remove(key);
        attempt::<T>(&rest).err()
    };
    let errors: Vec<_> = object.keys().map(|key| (key, without(key))).collect();
    let cured = errors.iter().find(|(_, other)| other.is_none());
    let changed = || errors.iter().find(|(_, other)| other.as_deref() != Some(error));
    let found = match cured {
        Some(found) => Some(found),
        None if error.starts_with("missing field") => None,
        None => changed(),
    };
    found.map(|(key, _)| (*key).clone())
}

/// serde's message in words that fit a keyword's value.
fn readable(key: &str, error: &str) -> String {
    for prefix in ["invalid type: ", "invalid value: "] {
        if let Some((found, expected)) = error
            .strip_prefix(prefix)
            .and_then(|rest| rest.split_once(", expected "))
        {
            return format!("`{key}` must be {expected}, but is {found}");
        }
    }
    match error.strip_prefix("unknown variant ") {
        Some(rest) => format!("`{key}` has the unknown value {rest}"),
        None => format!("`{key}`: {error}"),
    }
}
