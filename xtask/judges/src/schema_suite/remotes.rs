//! The documents that the suite's schemas refer to by URL.

use std::path::Path;

use serde_json::Value;

/// The documents that the schemas of a draft refer to, each with the `$id` that it is found by.
pub(super) fn read(suite: &Path, draft: &str) -> Result<Vec<Value>, String> {
    let mut found = Vec::new();
    let folder = suite.join("remotes");
    read_below(&folder, "", draft, &mut found)?;
    Ok(found)
}

fn read_below(folder: &Path, way: &str, draft: &str, found: &mut Vec<Value>) -> Result<(), String> {
    let fault = |error: &dyn std::fmt::Display| format!("{}: {error}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(|error| fault(&error))?;
    let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let is_of_another = way.is_empty() && (name.starts_with("draft") && name != draft || name == "v1");
        if path.is_dir() && !is_of_another {
            read_below(&path, &format!("{way}/{name}"), draft, found)?;
        } else if path.is_file() {
            let text = std::fs::read_to_string(&path).map_err(|error| fault(&error))?;
            let mut schema: Value = serde_json::from_str(&text).map_err(|error| fault(&error))?;
            if draft == "draft4" {
                rename_ids(&mut schema);
            }
            if let Value::Object(keywords) = &mut schema {
                keywords.shift_remove("$schema");
                let id = format!("http://localhost:1234{way}/{name}");
                keywords.entry("$id").or_insert(Value::String(id));
            }
            found.push(schema);
        }
    }
    Ok(())
}

/// Writes draft 4's `id` as later drafts do, and OpenAPI with them.
pub(super) fn rename_ids(schema: &mut Value) {
    match schema {
        Value::Object(keywords) => {
            if let Some(Value::String(id)) = keywords.get("id").cloned() {
                keywords.shift_remove("id");
                match id.strip_prefix('#') {
                    Some(anchor) => keywords.insert("$anchor".to_owned(), Value::String(anchor.to_owned())),
                    None => keywords.insert("$id".to_owned(), Value::String(id)),
                };
            }
            for (_, value) in keywords.iter_mut().filter(|(key, _)| *key != "enum") {
                rename_ids(value);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(rename_ids),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
