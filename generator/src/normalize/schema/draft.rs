//! What older drafts of JSON Schema spell differently, and names that have done their work.

use serde_json::{Map, Value, json};

use super::super::insert_under;
use super::super::keywords;
use super::super::path::Path;
use super::super::walk::Walker;
use crate::model::Distinct;
use crate::report::Code;

/// Keywords that only name things: references were followed by way of them, and nothing else needs them.
const NAMES: &[&str] = &[
    "$defs",
    "definitions",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$recursiveAnchor",
    "$schema",
    "$comment",
    "$vocabulary",
];

impl Walker<'_> {
    /// Rewrites older spellings, drops names.
    pub(super) fn rewrite_draft(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        if map.keys().any(|key| NAMES.contains(&key.as_str())) {
            map.retain(|key, _| !NAMES.contains(&key.as_str()));
        }
        self.lift_required(map, path);
        self.check_required(map, path);
        self.split_dependencies(map, path);
        self.split_items(map, path);
    }

    /// Draft 3 says `required: true` in the property; since draft 4 the object lists the names.
    fn lift_required(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        let Some(Value::Object(properties)) = map.get_mut("properties") else {
            return;
        };
        let at = path.key("properties");
        let mut required = Vec::new();
        for (name, property) in properties.iter_mut() {
            let Value::Object(property) = property else {
                continue;
            };
            let Some(Value::Bool(flag)) = property.get("required") else {
                continue;
            };
            if *flag {
                required.push(name.clone());
            }
            property.shift_remove("required");
            let help = "list the name in `required` of the object".to_owned();
            let message = format!("`required` of the property `{name}` is draft 3's spelling");
            self.report(Code::Tolerated, &at.key(name).key("required"), message, Some(help));
        }
        if required.is_empty() {
            return;
        }
        let list = map.entry("required").or_insert_with(|| json!([]));
        if !list.is_array() {
            *list = json!([]);
        }
        if let Value::Array(list) = list {
            let mut listed: Distinct = list.iter().collect();
            let new = required
                .into_iter()
                .map(Value::String)
                .filter(|name| listed.insert(name));
            list.extend(new);
        }
    }

    fn check_required(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        let at = path.key("required");
        let Some(required) = map.get_mut("required") else {
            return;
        };
        let Value::Array(names) = required else {
            // 2.0 and draft 3 put the flag on parameters and properties; here there is no object to be required in.
            self.report(Code::Tolerated, &at, "`required` as a flag has no effect here", None);
            map.shift_remove("required");
            return;
        };
        if names.iter().all(Value::is_string) {
            return;
        }
        for (i, name) in names.iter().enumerate().filter(|(_, name)| !name.is_string()) {
            let message = format!("`required` lists names of properties, not {}", super::describe(name));
            self.report(Code::InvalidValue, &at.index(i), message, None);
        }
        names.retain(Value::is_string);
    }

    /// `dependencies` (until draft 7) holds what are two keywords now.
    fn split_dependencies(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        let Some(Value::Object(dependencies)) = map.shift_remove("dependencies") else {
            return;
        };
        for (name, value) in dependencies {
            let keyword = if value.is_array() {
                "dependentRequired"
            } else {
                "dependentSchemas"
            };
            self.moved(path.key(keyword).pointer(), &path.key("dependencies").pointer());
            insert_under(map, keyword, name, value);
        }
    }

    /// `items` as an array, and `additionalItems`, are `prefixItems` and `items` since 2020-12.
    fn split_items(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        let additional = map.shift_remove("additionalItems");
        if !matches!(map.get("items"), Some(Value::Array(_))) {
            return;
        }
        let Some(Value::Array(prefix)) = map.shift_remove("items") else {
            return;
        };
        let to = path.key(keywords::PREFIX_ITEMS).pointer();
        self.moved(to, &path.key("items").pointer());
        map.insert(keywords::PREFIX_ITEMS.to_owned(), Value::Array(prefix));
        if let Some(rest) = additional {
            self.moved(path.key("items").pointer(), &path.key("additionalItems").pointer());
            map.insert("items".to_owned(), rest);
        }
    }
}
