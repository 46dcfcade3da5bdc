//! Parameters and headers of 2.0: what says the type of their value becomes a `schema`.

use serde_json::{Map, Value, json};

use super::super::keywords;
use super::super::path::Path;
use super::super::walk::Walker;
use crate::report::Code;

/// The keywords that belong into the schema.
const OF_SCHEMA: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "enum",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "multipleOf",
    "example",
    "x-nullable",
];

/// Rewrites a parameter in path, query or header, or a header of a response.
pub(super) fn parameter(walker: &mut Walker<'_>, map: &mut Map<String, Value>, path: &Path<'_>) {
    let format = map.shift_remove("collectionFormat");
    let array = map.get("type").is_some_and(|name| name == "array");
    if map.contains_key("type") || !map.contains_key("schema") {
        let schema = schema(walker, map, path);
        if !schema.is_empty() {
            walker.moved(path.key("schema").pointer(), &path.pointer());
            map.insert("schema".to_owned(), Value::Object(schema));
        }
    }
    if !array && format.is_none() {
        return;
    }
    let query = map.get("in").is_some_and(|place| place == "query");
    match (format.as_ref().and_then(Value::as_str).unwrap_or("csv"), query) {
        ("csv", true) => layout(map, "form", false),
        // The only layout that they have.
        ("csv", false) => {}
        ("ssv", true) => layout(map, "spaceDelimited", false),
        ("pipes", true) => layout(map, "pipeDelimited", false),
        ("multi", true) => layout(map, "form", true),
        ("tsv", _) => own_style(map, "tabDelimited"),
        ("ssv", false) => own_style(map, "spaceDelimited"),
        ("pipes", false) => own_style(map, "pipeDelimited"),
        (other, _) => {
            let message = format!("`collectionFormat` cannot be `{other}` here; `csv` is taken");
            walker.report(Code::Tolerated, &path.key("collectionFormat"), message, None);
            if query {
                layout(map, "form", false);
            }
        }
    }
}

fn layout(map: &mut Map<String, Value>, style: &str, explode: bool) {
    map.insert("style".to_owned(), json!(style));
    map.insert("explode".to_owned(), json!(explode));
}

fn own_style(map: &mut Map<String, Value>, style: &str) {
    map.insert("explode".to_owned(), json!(false));
    map.insert(keywords::STYLE.to_owned(), json!(style));
}

/// Takes the keywords that say the type of the value out of a parameter.
pub(super) fn schema(walker: &mut Walker<'_>, map: &mut Map<String, Value>, path: &Path<'_>) -> Map<String, Value> {
    let mut schema = Map::new();
    for key in OF_SCHEMA {
        if let Some(mut value) = map.shift_remove(*key) {
            if *key == "items" {
                items(walker, &mut value, &path.key("items"));
            }
            schema.insert((*key).to_owned(), value);
        }
    }
    schema
}

/// Items have a `collectionFormat` too, for arrays in arrays.
fn items(walker: &mut Walker<'_>, value: &mut Value, path: &Path<'_>) {
    let Value::Object(map) = value else {
        return;
    };
    let array = map.get("type").is_some_and(|name| name == "array");
    if map.shift_remove("collectionFormat").is_some() && array {
        let message = "`collectionFormat` of arrays in arrays has no effect yet";
        walker.report(Code::Ignored, &path.key("collectionFormat"), message, None);
    }
    if let Some(inner) = map.get_mut("items") {
        items(walker, inner, &path.key("items"));
    }
}
