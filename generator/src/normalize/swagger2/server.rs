//! `host`, `basePath` and `schemes` to `servers` (Swagger 2.0, "Swagger Object").

use serde_json::{Map, Value, json};

use super::super::path::Path;
use super::super::walk::Walker;

/// Adds `servers` to the document, if it says anything of where it is served.
pub(super) fn servers(walker: &mut Walker<'_>, map: &mut Map<String, Value>, path: &Path<'_>) {
    let Some(key) = ["host", "basePath"].into_iter().find(|key| map.contains_key(*key)) else {
        return;
    };
    walker.moved(path.key("servers").pointer(), &path.key(key).pointer());
    let servers = urls(map, map.get("schemes"));
    map.insert("servers".to_owned(), Value::Array(servers));
}

/// Adds `servers` to an operation that has `schemes` of its own.
pub(super) fn of_operation(walker: &mut Walker<'_>, operation: &mut Map<String, Value>, path: &Path<'_>) {
    let Some(schemes) = operation.shift_remove("schemes") else {
        return;
    };
    let document = walker.sources.files.first().and_then(|file| file.value.as_object());
    // Without a host there is nothing that a scheme could stand before.
    let Some(document) = document.filter(|document| document.contains_key("host")) else {
        return;
    };
    walker.moved(path.key("servers").pointer(), &path.key("schemes").pointer());
    operation.insert("servers".to_owned(), Value::Array(urls(document, Some(&schemes))));
}

/// One server a scheme. Where none is named, the scheme is the one the description is read by; https is likeliest.
fn urls(document: &Map<String, Value>, schemes: Option<&Value>) -> Vec<Value> {
    let text = |key| document.get(key).and_then(Value::as_str).unwrap_or_default();
    // The paths that follow start with a slash.
    let base = match text("basePath").trim_matches('/') {
        "" => String::new(),
        base => format!("/{base}"),
    };
    let host = text("host");
    if host.is_empty() {
        let url = if base.is_empty() { "/" } else { &base };
        return vec![json!({"url": url})];
    }
    let schemes = super::texts(schemes).unwrap_or_else(|| vec!["https".to_owned()]);
    schemes
        .iter()
        .map(|scheme| json!({"url": format!("{scheme}://{host}{base}")}))
        .collect()
}
