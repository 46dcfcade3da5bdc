//! What rules say of values, as something to try: they hold for a value as a whole, so that nothing follows from a part.

use serde_json::Value;

use super::value::Maker;
use crate::model::Schema;

impl Maker<'_, '_> {
    /// A value that rules name, or a text that a pattern of theirs finds, or a short one; not at the first attempt.
    pub(super) fn hinted(&mut self, schema: &Schema) -> Option<Value> {
        if self.attempt == 0 || schema.rules.is_empty() {
            return None;
        }
        let mut hints = Vec::new();
        schema.rules.iter().for_each(|rule| collect(rule, &mut hints));
        let chosen = hints.get(usize::try_from(self.attempt).unwrap_or_default() % (hints.len() + 2));
        match chosen {
            Some(Hint::Value(value)) => Some((*value).clone()),
            Some(Hint::Pattern(pattern)) => self.matching(pattern, 0, None).map(Value::String),
            None => None,
        }
    }
}

enum Hint<'r> {
    Value(&'r Value),
    Pattern(&'r str),
}

fn collect<'r>(rule: &'r Value, hints: &mut Vec<Hint<'r>>) {
    let keywords = match rule {
        Value::Object(keywords) => keywords,
        Value::Array(rules) => {
            rules.iter().for_each(|rule| collect(rule, hints));
            return;
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return,
    };
    for (keyword, value) in keywords {
        match (keyword.as_str(), value) {
            ("const", value) => hints.push(Hint::Value(value)),
            ("enum", Value::Array(values)) => hints.extend(values.iter().map(Hint::Value)),
            ("pattern", Value::String(pattern)) => hints.push(Hint::Pattern(pattern)),
            ("allOf" | "anyOf" | "oneOf" | "if" | "then" | "else" | "not", value) => collect(value, hints),
            _ => {}
        }
    }
}
