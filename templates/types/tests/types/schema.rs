//! Rules that are JSON Schemas.

use serde_json::{Value, json};

use specwright_types::__private::validate::Checker;

fn faults(schema: &'static str, value: &Value) -> Vec<String> {
    let mut c = Checker::new();
    c.fits(value, schema);
    let violations = c.finish().err().into_iter().flatten();
    violations.map(|violation| violation.to_string()).collect()
}

#[test]
fn combinations() {
    let not = r#"{"not":{"required":["a","b"]}}"#;
    assert!(faults(not, &json!({"a": 1})).is_empty());
    assert_eq!(
        faults(not, &json!({"a": 1, "b": 2})),
        ["the value is what `not` excludes"]
    );
    let one = r#"{"oneOf":[{"multipleOf":3},{"multipleOf":5}]}"#;
    assert!(faults(one, &json!(9)).is_empty());
    assert_eq!(
        faults(one, &json!(15)),
        ["the value fits 2 of the alternatives, but must fit one only"]
    );
    assert_eq!(
        faults(one, &json!(2)),
        ["the value fits none of the alternatives of `oneOf`"]
    );
    let condition = r#"{"if":{"properties":{"country":{"const":"NL"}}},"then":{"properties":{"code":{"pattern":"^[0-9]{4}"}}},"else":{"required":["state"]}}"#;
    assert_eq!(
        faults(condition, &json!({"country": "NL", "code": "x"})),
        ["/code does not match the pattern `^[0-9]{4}`"]
    );
    assert_eq!(
        faults(condition, &json!({"country": "US"})),
        ["the value must have the property `state`"]
    );
}

#[test]
fn arrays_and_objects() {
    let contains = r#"{"contains":{"type":"integer"},"maxContains":1}"#;
    assert!(faults(contains, &json!(["a", 1.0])).is_empty());
    assert_eq!(
        faults(contains, &json!(["a"])),
        ["the value has 0 of the items that it must have, but must have at least 1"]
    );
    assert_eq!(faults(contains, &json!([1, 2])).len(), 1);
    let tuple = r#"{"prefixItems":[{"type":"string"}],"items":false}"#;
    assert_eq!(
        faults(tuple, &json!([1, 2])),
        ["/0 is of another type than string", "/1 is not allowed"]
    );
    let keys =
        r#"{"propertyNames":{"maxLength":2},"patternProperties":{"^x":{"minimum":1}},"additionalProperties":false}"#;
    assert_eq!(
        faults(keys, &json!({"xyz": 0, "a": 1})),
        [
            "/xyz has a name that is not allowed",
            "/xyz is 0, but must be at least 1",
            "/a is not allowed"
        ]
    );
}

#[test]
fn what_other_keywords_have_seen_is_evaluated() {
    let schema = r#"{"allOf":[{"properties":{"a":{}}},{"$ref":"B"}],"unevaluatedProperties":false,"$defs":{"B":{"properties":{"b":{"type":["string","null"]}}}}}"#;
    assert!(faults(schema, &json!({"a": 1, "b": null})).is_empty());
    assert_eq!(
        faults(schema, &json!({"b": 1, "c": 2})),
        ["/b is of another type than string or null", "/c is not allowed"]
    );
}

#[test]
fn references_that_lead_to_themselves_end() {
    let schema = r##"{"$ref":"A","$defs":{"A":{"anyOf":[{"$ref":"A"},{"$ref":"A"}]}}}"##;
    assert_eq!(
        faults(schema, &json!(1)),
        ["the value has too many parts to be checked"]
    );
}
