//! How much may be tried on one value: unions in unions could try without end what is nested on purpose.

use std::cell::Cell;

use serde_json::Value;

thread_local! {
    /// How many attempts are left for the value at hand; `None` where none is.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Attempts for each part of a value, and those that any value has: far more than members that are meant to be told
/// apart take.
const EACH: usize = 256;
const ANY: usize = 4_096;

/// Runs `decode`, which tries what a value may be. Within another such call it spends what that one has left.
pub(crate) fn scope<T>(value: &Value, decode: impl FnOnce() -> T) -> T {
    /// Takes the budget away, also when `decode` unwinds.
    struct End;
    impl Drop for End {
        fn drop(&mut self) {
            LEFT.set(None);
        }
    }
    if LEFT.get().is_some() {
        return decode();
    }
    LEFT.set(Some(parts(value).saturating_mul(EACH).saturating_add(ANY)));
    let _end = End;
    decode()
}

/// Whether one more attempt may be made.
pub(crate) fn spend() -> bool {
    match LEFT.get() {
        None => true,
        Some(0) => false,
        Some(left) => {
            LEFT.set(Some(left - 1));
            true
        }
    }
}

/// How many values there are in a value, itself included.
fn parts(value: &Value) -> usize {
    let inner: usize = match value {
        Value::Array(items) => items.iter().map(parts).sum(),
        Value::Object(object) => object.values().map(parts).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    };
    inner + 1
}
