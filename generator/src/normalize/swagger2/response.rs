//! Responses of 2.0: `schema` and `examples` become `content`, by what the operation produces.

use serde_json::{Map, Value, json};

use super::super::path::Path;
use super::super::walk::Walker;

/// Rewrites a response.
pub(super) fn response(walker: &mut Walker<'_>, map: &mut Map<String, Value>, path: &Path<'_>) {
    let schema = map.shift_remove("schema");
    let Some(Value::Object(mut examples)) = map.shift_remove("examples").or_else(|| Some(json!({}))) else {
        return;
    };
    examples.retain(|media_type, _| !media_type.starts_with("x-"));
    let types = match (&schema, &walker.media_types.produces) {
        (Some(schema), None) if schema.get("type").is_some_and(|kind| kind == "file") => {
            vec!["application/octet-stream".to_owned()]
        }
        (Some(_), Some(types)) => types.clone(),
        (Some(_), None) if examples.keys().any(|key| key.contains('/')) => examples.keys().cloned().collect(),
        (Some(_), None) => vec!["application/json".to_owned()],
        // Without a schema there is no body, the specification says; who shows one means one all the same.
        (None, _) => examples.keys().filter(|key| key.contains('/')).cloned().collect(),
    };
    if types.is_empty() {
        return;
    }
    let mut content = Map::new();
    for media_type in types {
        let at = path.key("content");
        let entry = at.key(&media_type);
        let mut value = Map::new();
        if let Some(schema) = &schema {
            walker.moved(entry.key("schema").pointer(), &path.key("schema").pointer());
            value.insert("schema".to_owned(), schema.clone());
        }
        if let Some(example) = examples.get(&media_type) {
            let from = path.key("examples");
            walker.moved(entry.key("example").pointer(), &from.key(&media_type).pointer());
            value.insert("example".to_owned(), example.clone());
        }
        content.insert(media_type, Value::Object(value));
    }
    map.insert("content".to_owned(), Value::Object(content));
}
