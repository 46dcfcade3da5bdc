//! Whether two JSON values say the same.

use serde_json::{Number, Value};

/// The first place where `actual` says something else than `expected`, and what; points in time are equal if they are the
/// same instant, numbers if they have the same value, UUIDs in either case, objects in whatever
/// order.
pub fn difference(expected: &Value, actual: &Value) -> Option<String> {
    let mut place = String::new();
    differs(expected, actual, &mut place).map(|what| format!("{place}: {what}"))
}

fn differs(expected: &Value, actual: &Value, place: &mut String) -> Option<String> {
    let length = place.len();
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            for (key, value) in expected {
                let key_text = key.replace('~', "~0").replace('/', "~1");
                place.push_str(&format!("/{key_text}"));
                let found = match actual.get(key) {
                    Some(other) => differs(value, other, place),
                    None => Some(format!("{value} is lost")),
                };
                if found.is_some() {
                    return found;
                }
                place.truncate(length);
            }
            let added = actual.iter().find(|(key, _)| !expected.contains_key(*key));
            added.map(|(key, value)| format!("{key}: {value} is added"))
        }
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            for (index, (value, other)) in expected.iter().zip(actual).enumerate() {
                place.push_str(&format!("/{index}"));
                let found = differs(value, other, place);
                if found.is_some() {
                    return found;
                }
                place.truncate(length);
            }
            None
        }
        (Value::Number(expected), Value::Number(actual)) if same_number(expected, actual) => None,
        (Value::String(expected), Value::String(actual)) if same_text(expected, actual) => None,
        _ if expected == actual => None,
        _ => Some(format!("{expected} becomes {actual}")),
    }
}

fn same_number(a: &Number, b: &Number) -> bool {
    let whole = |number: &Number| number.as_i64().map(i128::from).or(number.as_u64().map(i128::from));
    match (whole(a), whole(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a.as_f64() == b.as_f64(),
    }
}

fn same_text(a: &str, b: &str) -> bool {
    let instant = |text: &str| text.parse::<jiff::Timestamp>().ok();
    let same_instant = matches!((instant(a), instant(b)), (Some(a), Some(b)) if a == b);
    a == b || same_instant || (is_uuid(a) && a.eq_ignore_ascii_case(b))
}

/// Whether a text is a UUID, in which case does not count (RFC 9562 §4).
fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.concat().bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_says_the_same_is_the_same() {
        for (a, b) in [
            (json!(1), json!(1.0)),
            (
                json!({"a": "2024-02-29T12:30:00.000+02:00", "b": null}),
                json!({"b": null, "a": "2024-02-29T10:30:00Z"}),
            ),
            (json!([u64::MAX]), json!([u64::MAX])),
            (
                json!("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"),
                json!("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"),
            ),
        ] {
            assert_eq!(difference(&a, &b), None);
        }
    }

    #[test]
    fn what_differs_is_told_with_its_place() {
        for (a, b, what) in [
            (json!({"a/b": [1, 2]}), json!({"a/b": [1, 3]}), "/a~1b/1: 2 becomes 3"),
            (json!({"a": 1}), json!({}), "/a: 1 is lost"),
            (json!({}), json!({"a": null}), ": a: null is added"),
            (
                json!("2024-02-29"),
                json!("2024-02-28"),
                ": \"2024-02-29\" becomes \"2024-02-28\"",
            ),
            (
                json!(u64::MAX),
                json!(u64::MAX - 1),
                ": 18446744073709551615 becomes 18446744073709551614",
            ),
        ] {
            assert_eq!(difference(&a, &b).as_deref(), Some(what));
        }
    }
}
