//! A document as a value, read by nothing that the pipeline uses for it.

use std::path::Path;

use serde_json::{Map, Value};
use serde_yaml::Value as Yaml;

/// Reads JSON, else YAML.
pub(super) fn read(path: &Path) -> Result<Value, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let text = text.trim_start_matches('\u{feff}');
    if let Ok(value) = serde_json::from_str(text) {
        return Ok(value);
    }
    let mut value: Yaml = serde_yaml::from_str(text).map_err(|error| format!("{}: {error}", path.display()))?;
    value
        .apply_merge()
        .map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(json(value))
}

/// YAML as JSON: keys become text, tags are dropped.
fn json(value: Yaml) -> Value {
    match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::Bool(value),
        Yaml::Number(number) => serde_json::to_value(number).unwrap_or_default(),
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(items) => Value::Array(items.into_iter().map(json).collect()),
        Yaml::Mapping(map) => {
            let entries = map.into_iter().map(|(key, value)| (text(key), json(value)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
        Yaml::Tagged(tagged) => json(tagged.value),
    }
}

fn text(key: Yaml) -> String {
    match json(key) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}
