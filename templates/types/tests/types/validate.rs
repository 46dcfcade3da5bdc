//! Every rule, with the text of its violation.

use serde_json::json;

use specwright_types::__private::validate::Checker;
use specwright_types::{Validate, Violation};

/// The violations that `check` reports.
fn found(check: impl FnOnce(&mut Checker)) -> Vec<String> {
    let mut checker = Checker::new();
    check(&mut checker);
    match checker.finish() {
        Ok(()) => Vec::new(),
        Err(violations) => violations.into_iter().map(|violation| violation.message).collect(),
    }
}

#[track_caller]
fn accepted(check: impl FnOnce(&mut Checker)) {
    assert_eq!(found(check), Vec::<String>::new());
}

#[track_caller]
fn refused(check: impl FnOnce(&mut Checker), message: &str) {
    assert_eq!(found(check), [message]);
}

#[test]
fn lengths_count_characters() {
    refused(
        |c| c.min_length("äöü", 5),
        "is 3 characters long, but must have at least 5",
    );
    refused(
        |c| c.min_length("a", 2),
        "is 1 character long, but must have at least 2",
    );
    refused(
        |c| c.max_length("äöü", 2),
        "is 3 characters long, but must have at most 2",
    );
    accepted(|c| {
        c.min_length("äöü", 3);
        c.max_length("äöü", 3);
    });
}

#[test]
fn patterns_are_ecma_262() {
    accepted(|c| c.pattern("x-12", r"^(?!a)\w+-[\d]+$"));
    refused(|c| c.pattern("a-12", "^(?!a)"), "does not match the pattern `^(?!a)`");
    // Not anchored; Unicode; and what the flag `u` refuses is read without it.
    accepted(|c| c.pattern("before 12 after", r"\d"));
    accepted(|c| c.pattern("ж", r"^\p{L}$"));
    accepted(|c| c.pattern("a-b", r"^\w\-\w$"));
}

#[test]
fn bounds() {
    refused(|c| c.at_least(3, 5), "is 3, but must be at least 5");
    refused(|c| c.at_most(5.5, 5.0), "is 5.5, but must be at most 5");
    refused(|c| c.above(5, 5), "is 5, but must be greater than 5");
    refused(|c| c.below(0.1, 0.1), "is 0.1, but must be less than 0.1");
    refused(
        |c| c.at_most(u64::MAX, 5),
        "is 18446744073709551615, but must be at most 5",
    );
    accepted(|c| {
        c.at_least(5, 5);
        c.at_most(i64::MAX, i64::MAX);
        c.above(0.1, 0.0);
        c.below(-1, 0);
    });
}

#[test]
fn multiples_are_exact_on_decimals() {
    accepted(|c| {
        c.multiple_of(0.3, 0.1);
        c.multiple_of(19.99, 0.01);
        c.multiple_of(4.35, 0.01);
        c.multiple_of(1e300, 3e2 - 100.0);
        c.multiple_of(0, 7);
        c.multiple_of(-21, 7);
        c.multiple_of(0.1_f32, 0.01);
        c.multiple_of(i64::MIN, 2);
    });
    refused(|c| c.multiple_of(0.35, 0.1), "is 0.35, but must be a multiple of 0.1");
    refused(|c| c.multiple_of(10, 3), "is 10, but must be a multiple of 3");
    refused(
        |c| c.multiple_of(1e-9, 1e9),
        "is 0.000000001, but must be a multiple of 1000000000",
    );
    refused(
        |c| c.multiple_of(i64::MAX, 2),
        "is 9223372036854775807, but must be a multiple of 2",
    );
}

#[test]
fn counts() {
    refused(|c| c.min_items(0, 1), "has 0 items, but must have at least 1");
    refused(|c| c.max_items(3, 1), "has 3 items, but must have at most 1");
    refused(|c| c.min_properties(1, 2), "has 1 property, but must have at least 2");
    refused(|c| c.max_properties(2, 1), "has 2 properties, but must have at most 1");
    accepted(|c| {
        c.min_items(1, 1);
        c.max_items(1, 1);
        c.min_properties(2, 2);
        c.max_properties(2, 2);
    });
}

#[test]
fn equal_items_are_found_however_they_are_written() {
    let message = "must not have equal items, but item 2 comes a second time";
    refused(|c| c.unique(&["a", "b", "a"]), message);
    refused(
        |c| c.unique(&[json!({"a": 1, "b": [2.0]}), json!(null), json!({"b": [2], "a": 1.0})]),
        message,
    );
    accepted(|c| {
        c.unique(&[
            json!(1),
            json!("1"),
            json!(true),
            json!([1]),
            json!([[1]]),
            json!({"a": 1}),
        ])
    });
    accepted(|c| c.unique::<i64>(&[]));
}

#[test]
fn nothing_is_allowed_where_the_schema_is_false() {
    refused(|c| c.never(&json!(null)), "is not allowed");
}

#[test]
fn enumerations() {
    refused(|c| c.known("x", &["a", "b"]), "is `x`, but must be one of a, b");
    accepted(|c| c.known("b", &["a", "b"]));
    refused(|c| c.one_of(&3, "[1, 2]"), "is `3`, but must be one of 1, 2");
    accepted(|c| {
        c.one_of(&2, "[1, 2]");
        c.one_of(&1.0, "[1, 2]");
        c.one_of(&json!({"a": [1]}), r#"["x", {"a": [1.0]}]"#);
    });
}

#[test]
fn all_violations_are_found_with_where_they_are() {
    struct Order {
        lines: Vec<i64>,
    }
    impl Validate for Order {
        fn check(&self, c: &mut Checker) {
            c.field("order/lines");
            for (index, line) in self.lines.iter().enumerate() {
                c.item(index);
                c.at_least(*line, 1);
                c.leave();
            }
            c.leave();
            if self.lines.is_empty() {
                c.key("a~b");
                c.depends("x", "y");
                c.leave();
                c.max_properties(2, 1);
            }
        }
    }
    let violations = Order { lines: vec![0, 1, -1] }.validate().unwrap_err();
    assert_eq!(
        violations.to_string(),
        "/order~1lines/0 is 0, but must be at least 1; /order~1lines/2 is -1, but must be at least 1"
    );
    let violations = Order { lines: Vec::new() }.validate().unwrap_err();
    let expected = [
        ("/a~0b", "must have the property `y`, as it has `x`"),
        ("", "has 2 properties, but must have at most 1"),
    ];
    let expected = expected.map(|(pointer, message)| Violation {
        pointer: pointer.to_owned(),
        message: message.to_owned(),
    });
    assert_eq!(violations.into_iter().collect::<Vec<_>>(), expected);
    Order { lines: vec![1] }.validate().unwrap();
}
