//! Rules that are JSON Schemas: what neither types nor single rules can say.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::{Map, Value};

use super::Rules;
use super::place::Place;
use crate::model::{SchemaId, Schemas};

impl Rules<'_> {
    /// The statement that checks a value against the rules of a schema; `None` if it has none. `adapter` writes the
    /// value as JSON, where its type does not.
    pub(super) fn fits(
        &self,
        id: SchemaId,
        value: &Place,
        adapter: Option<&TokenStream>,
        checker: &TokenStream,
    ) -> Option<TokenStream> {
        let text = raw(&text(&self.context.api.schemas, &self.types.schema(id).rules)?);
        let value = value.reference();
        Some(match adapter {
            Some(adapter) => {
                quote!(#checker.fits(&specwright_types::__private::codec::As::<_, #adapter>::new(#value), #text);)
            }
            None => quote!(#checker.fits(#value, #text);),
        })
    }
}

/// JSON as a raw string, which keeps it readable.
fn raw(text: &str) -> Literal {
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    let raw = format!("r{hashes}\"{text}\"{hashes}").parse();
    raw.unwrap_or_else(|_| Literal::string(text))
}

/// All rules as one schema, with the definitions that they refer to.
fn text(schemas: &Schemas, rules: &[Value]) -> Option<String> {
    let mut whole = match rules {
        [] => return None,
        [Value::Object(one)] => one.clone(),
        several => Map::from_iter([("allOf".to_owned(), Value::from(several))]),
    };
    let mut definitions = Map::new();
    let mut wanted: Vec<String> = rules.iter().flat_map(references).collect();
    while let Some(name) = wanted.pop() {
        if let Some(definition) = schemas.definition(&name).filter(|_| !definitions.contains_key(&name)) {
            wanted.extend(references(definition));
            definitions.insert(name, definition.clone());
        }
    }
    if !definitions.is_empty() {
        definitions.sort_keys();
        whole.insert("$defs".to_owned(), Value::Object(definitions));
    }
    Some(Value::Object(whole).to_string())
}

/// The names that a rule refers to.
fn references(rule: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut stack = vec![rule];
    while let Some(value) = stack.pop() {
        match value {
            Value::Object(keywords) => {
                found.extend(keywords.get("$ref").and_then(Value::as_str).map(str::to_owned));
                let schemas = keywords.iter().filter(|(key, _)| *key != "enum" && *key != "const");
                stack.extend(schemas.map(|(_, value)| value));
            }
            Value::Array(items) => stack.extend(items),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    found
}
