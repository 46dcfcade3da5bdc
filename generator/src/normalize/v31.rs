//! What 3.1 added outside schemas, put where 3.0 lets it stand.

use serde_json::{Map, Value, json};

use super::keywords;
use super::kind::Kind;
use super::path::Path;
use super::walk::Walker;
use crate::report::Code;

/// The dialects that are read as what they say: 2020-12 and the one of OpenAPI itself.
const DIALECTS: &[&str] = &[
    "https://json-schema.org/draft/2020-12/schema",
    "https://spec.openapis.org/oas/3.1/dialect/",
    "https://spec.openapis.org/oas/3.2/dialect/",
];

impl Walker<'_> {
    /// Rewrites the fields of 3.1.
    pub(super) fn rewrite_v31(&mut self, kind: Kind, map: &mut Map<String, Value>, path: &Path<'_>) {
        match kind {
            Kind::Document => {
                self.rename(map, "webhooks", keywords::WEBHOOKS, path);
                self.dialect(map, path);
            }
            Kind::Info => self.rename(map, "summary", keywords::SUMMARY, path),
            Kind::License => self.rename(map, "identifier", keywords::IDENTIFIER, path),
            Kind::Components => {
                // What refers to one of these is replaced by it.
                for section in ["pathItems", "callbacks", "mediaTypes"] {
                    map.shift_remove(section);
                }
            }
            Kind::SecurityScheme if map.get("type").is_some_and(|kind| kind == "mutualTLS") => {
                map.insert("type".to_owned(), json!("http"));
                map.insert("scheme".to_owned(), json!("mutual"));
                map.insert(keywords::MUTUAL_TLS.to_owned(), json!(true));
            }
            _ => {}
        }
    }

    fn dialect(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        if let Some(Value::String(dialect)) = map.shift_remove("jsonSchemaDialect")
            && !DIALECTS.iter().any(|known| dialect.starts_with(known))
        {
            let message = format!("schemas are read as JSON Schema 2020-12, not as `{dialect}`");
            self.report(Code::Ignored, &path.key("jsonSchemaDialect"), message, None);
        }
    }

    /// Gives a field a key of our own.
    pub(super) fn rename(&mut self, map: &mut Map<String, Value>, from: &str, to: &str, path: &Path<'_>) {
        if let Some(value) = map.shift_remove(from) {
            self.moved(path.key(to).pointer(), &path.key(from).pointer());
            map.insert(to.to_owned(), value);
        }
    }
}
