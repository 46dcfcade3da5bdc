//! What neither shape nor bounds say: `not`, `if`, `contains` and the like, and alternatives that only constrain (JSON
//! Schema 2020-12 core §10, §11).

use serde_json::{Map, Value};

use super::super::side::View;
use super::{At, Comparison, text};
use crate::model::Shape;

/// Keywords that hold one schema, with the kinds of change: added, taken away, changed.
const SCHEMAS: [(&str, [&str; 3]); 8] = [
    ("if", ["if-added", "if-removed", "if-changed"]),
    ("then", ["then-added", "then-removed", "then-changed"]),
    ("else", ["else-added", "else-removed", "else-changed"]),
    ("not", ["not-added", "not-removed", "not-changed"]),
    ("contains", ["contains-added", "contains-removed", "contains-changed"]),
    (
        "propertyNames",
        [
            "property-names-added",
            "property-names-removed",
            "property-names-changed",
        ],
    ),
    (
        "unevaluatedProperties",
        [
            "unevaluated-properties-added",
            "unevaluated-properties-removed",
            "unevaluated-properties-changed",
        ],
    ),
    (
        "unevaluatedItems",
        [
            "unevaluated-items-added",
            "unevaluated-items-removed",
            "unevaluated-items-changed",
        ],
    ),
];

/// Keywords of rules that shapes and bounds say too.
const ELSEWHERE: [&str; 24] = [
    "type",
    "enum",
    "const",
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "dependentRequired",
    "items",
    "prefixItems",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "multipleOf",
    "maxLength",
    "minLength",
    "maxItems",
    "minItems",
    "maxProperties",
    "minProperties",
    "pattern",
    "uniqueItems",
    "allOf",
];

impl<'a> Comparison<'a> {
    pub(super) fn rules(&mut self, at: &At<'a>) {
        let (old, new) = (said(&at.b), said(&at.r));
        let keys = (at.b.schema, at.r.schema);
        let keys =
            [keys.0, keys.1].map(|schema| matches!(&schema.shape, Shape::Object(object) if object.keys.is_some()));
        for (keyword, [added, removed, changed]) in SCHEMAS {
            // Shapes say it too.
            if keyword == "propertyNames" && keys != [false, false] {
                continue;
            }
            match (old.get(keyword), new.get(keyword)) {
                (None, None) => {}
                (None, Some(now)) => self.keyword(at, added, keyword, String::new(), text(now)),
                (Some(before), None) => self.keyword(at, removed, keyword, text(before), String::new()),
                (Some(before), Some(now)) => self.subschema(at, changed, keyword, before, now),
            }
        }
        self.contained(at, &old, &new);
        self.dependent_schemas(at, &old, &new);
        for keyword in ["oneOf", "anyOf"] {
            self.constraining(at, keyword, &list(&old, keyword), &list(&new, keyword));
        }
        self.content_of_text(at);
        self.whole_rules(at, &old, &new);
        self.idle_rules(at);
    }

    /// Keywords that say nothing of values of this type.
    fn idle_rules(&mut self, at: &At<'a>) {
        const STEMS: [(&str, [&str; 3]); 4] = [
            (
                "prefixItems",
                ["prefix-items-added", "prefix-items-removed", "rule-changed"],
            ),
            (
                "patternProperties",
                ["pattern-property-added", "pattern-property-removed", "rule-changed"],
            ),
            SCHEMAS[6],
            SCHEMAS[7],
        ];
        let (old, new) = (&at.b.schema.spelling.idle, &at.r.schema.spelling.idle);
        for (keyword, [added, removed, changed]) in STEMS {
            match (old.get(keyword), new.get(keyword)) {
                (None, Some(now)) => self.idle_keyword(at, added, keyword, String::new(), text(now)),
                (Some(before), None) => self.idle_keyword(at, removed, keyword, text(before), String::new()),
                (Some(before), Some(now)) if before != now => {
                    self.idle_keyword(at, changed, keyword, text(before), text(now));
                }
                (None, None) | (Some(_), Some(_)) => {}
            }
        }
    }

    /// How many items must fit `contains`.
    fn contained(&mut self, at: &At<'a>, old: &Map<String, Value>, new: &Map<String, Value>) {
        if !old.contains_key("contains") || !new.contains_key("contains") {
            return;
        }
        let least = |rules: &Map<String, Value>| rules.get("minContains").and_then(Value::as_u64).unwrap_or(1);
        let most = |rules: &Map<String, Value>| rules.get("maxContains").and_then(Value::as_u64).unwrap_or(u64::MAX);
        let show = |count: u64| {
            if count == u64::MAX {
                String::new()
            } else {
                count.to_string()
            }
        };
        for (keyword, stems, old, new) in [
            (
                "minContains",
                ["min-contains-increased", "min-contains-decreased"],
                least(old),
                least(new),
            ),
            (
                "maxContains",
                ["max-contains-increased", "max-contains-decreased"],
                most(old),
                most(new),
            ),
        ] {
            if old != new {
                let stem = if new > old { stems[0] } else { stems[1] };
                self.keyword(at, stem, keyword, show(old), show(new));
            }
        }
    }

    fn dependent_schemas(&mut self, at: &At<'a>, old: &Map<String, Value>, new: &Map<String, Value>) {
        let keyword = "dependentSchemas";
        let empty = Map::new();
        let old = old.get(keyword).and_then(Value::as_object).unwrap_or(&empty);
        let new = new.get(keyword).and_then(Value::as_object).unwrap_or(&empty);
        for (name, now) in new {
            match old.get(name) {
                None => self.keyword(at, "dependent-schema-added", keyword, String::new(), name.clone()),
                Some(before) => self.subschema(at, "dependent-schema-changed", keyword, before, now),
            }
        }
        for name in old.keys().filter(|name| !new.contains_key(*name)) {
            self.keyword(at, "dependent-schema-removed", keyword, name.clone(), String::new());
        }
    }

    /// Alternatives that only constrain, or that were taken together as one object.
    fn constraining(&mut self, at: &At<'a>, keyword: &'static str, old: &[Value], new: &[Value]) {
        let removed: Vec<_> = old.iter().filter(|member| !new.contains(member)).collect();
        let added: Vec<_> = new.iter().filter(|member| !old.contains(member)).collect();
        let stems = if keyword == "oneOf" {
            ["one-of-added", "one-of-removed"]
        } else {
            ["any-of-added", "any-of-removed"]
        };
        if old.is_empty() && !new.is_empty() || new.is_empty() && !old.is_empty() {
            // The keyword itself came or went: that is one change.
            let (stem, old, new) = if old.is_empty() {
                ("rule-changed", String::new(), format!("{keyword} of {}", new.len()))
            } else {
                ("rule-changed", format!("{keyword} of {}", old.len()), String::new())
            };
            self.keyword(at, stem, keyword, old, new);
            return;
        }
        // What properties hold is compared as such.
        let bare = |value: &Value| without(value, "properties");
        let mut left: Vec<_> = added;
        for before in removed {
            let same = left.iter().position(|now| bare(now) == bare(before));
            match same {
                Some(i) => {
                    left.remove(i);
                }
                None => self.keyword(at, stems[1], keyword, text(before), String::new()),
            }
        }
        for now in left {
            self.keyword(at, stems[0], keyword, String::new(), text(now));
        }
    }

    /// What text holds (JSON Schema 2020-12 validation §8).
    fn content_of_text(&mut self, at: &At<'a>) {
        let (old, new) = (&at.b.schema.spelling, &at.r.schema.spelling);
        for (stem, keyword, old, new) in [
            (
                "content-encoding-changed",
                "contentEncoding",
                &old.content_encoding,
                &new.content_encoding,
            ),
            (
                "content-media-type-changed",
                "contentMediaType",
                &old.content_media_type,
                &new.content_media_type,
            ),
        ] {
            if old != new {
                let of = |text: &Option<String>| text.clone().unwrap_or_default();
                self.keyword(at, stem, keyword, of(old), of(new));
            }
        }
        let keyword = "contentSchema";
        match (&old.content_schema, &new.content_schema) {
            (None, None) => {}
            (None, Some(now)) => self.keyword(at, "content-schema-added", keyword, String::new(), text(now)),
            (Some(before), None) => self.keyword(at, "content-schema-removed", keyword, text(before), String::new()),
            (Some(before), Some(now)) => self.subschema(at, "content-schema-changed", keyword, before, now),
        }
    }

    /// Rules for values of several types, which have no shape to compare.
    fn whole_rules(&mut self, at: &At<'a>, old: &Map<String, Value>, new: &Map<String, Value>) {
        if !matches!((&at.b.schema.shape, &at.r.schema.shape), (Shape::Any, Shape::Any)) {
            return;
        }
        let rest = |rules: &Map<String, Value>| -> Map<String, Value> {
            let shapes = [
                "type",
                "properties",
                "required",
                "additionalProperties",
                "items",
                "enum",
                "patternProperties",
            ];
            let rest = rules.iter().filter(|(key, _)| shapes.contains(&key.as_str()));
            rest.map(|(key, value)| (key.clone(), value.clone())).collect()
        };
        let (old, new) = (Value::Object(rest(old)), Value::Object(rest(new)));
        self.subschema(at, "rule-changed", "", &old, &new);
    }
}

/// All rules of a schema as one object: a keyword that several say is the list of what they say.
fn said(view: &View<'_>) -> Map<String, Value> {
    let mut said: Map<String, Value> = Map::new();
    for rule in view.schema.rules.iter().filter_map(Value::as_object) {
        for (keyword, value) in rule {
            let value = &settled(keyword, value);
            match said.get_mut(keyword) {
                None => {
                    said.insert(keyword.clone(), value.clone());
                }
                Some(Value::Array(all)) if matches!(keyword.as_str(), "oneOf" | "anyOf") => {
                    all.extend(value.as_array().cloned().unwrap_or_default());
                }
                Some(_) if ELSEWHERE.contains(&keyword.as_str()) => {}
                Some(known) if known == value => {}
                Some(known) => {
                    let both = Value::Array(vec![known.take(), value.clone()]);
                    *known = serde_json::json!({"allOf": both});
                }
            }
        }
    }
    // Without `if`, they say nothing.
    if !said.contains_key("if") {
        said.remove("then");
        said.remove("else");
    }
    said
}

/// A value with the lists in order whose order says nothing.
fn settled(keyword: &str, value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let entries = map.iter().map(|(key, value)| (key.clone(), settled(key, value)));
            entries.collect()
        }
        Value::Array(items) => {
            let mut items: Vec<_> = items.iter().map(|item| settled("", item)).collect();
            if matches!(keyword, "required" | "enum" | "type") {
                items.sort_by_key(ToString::to_string);
            }
            Value::Array(items)
        }
        other => other.clone(),
    }
}

fn list(rules: &Map<String, Value>, keyword: &str) -> Vec<Value> {
    rules
        .get(keyword)
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default()
}

fn without(value: &Value, keyword: &str) -> Value {
    match value {
        Value::Object(keywords) => {
            let rest = keywords.iter().filter(|(key, _)| *key != keyword);
            rest.map(|(key, value)| (key.clone(), value.clone())).collect()
        }
        other => other.clone(),
    }
}
