//! What 3.2 added outside schemas, put where 3.0 lets it stand.

use serde_json::{Map, Value, json};

use super::keywords;
use super::kind::Kind;
use super::path::Path;
use super::walk::Walker;
use crate::report::Code;

impl Walker<'_> {
    /// Rewrites the fields of 3.2.
    pub(super) fn rewrite_v32(&mut self, kind: Kind, map: &mut Map<String, Value>, path: &Path<'_>) {
        match kind {
            Kind::Document => self.ignore(map, "$self", path),
            Kind::PathItem => self.additional_operations(map, path),
            Kind::Parameter => parameter(map),
            Kind::MediaType => {
                self.rename(map, "itemSchema", keywords::ITEM_SCHEMA, path);
                self.rename(map, "prefixEncoding", keywords::PREFIX_ENCODING, path);
                self.rename(map, "itemEncoding", keywords::ITEM_ENCODING, path);
            }
            Kind::Encoding => {
                for key in ["encoding", "prefixEncoding", "itemEncoding"] {
                    self.ignore(map, key, path);
                }
            }
            Kind::Tag => {
                self.rename(map, "summary", keywords::SUMMARY, path);
                self.rename(map, "parent", keywords::PARENT, path);
                self.rename(map, "kind", keywords::KIND, path);
            }
            Kind::Server => self.rename(map, "name", keywords::NAME, path),
            Kind::Response => self.rename(map, "summary", keywords::SUMMARY, path),
            Kind::Example => self.example(map, path),
            Kind::SecurityScheme => {
                self.rename(map, "deprecated", keywords::DEPRECATED, path);
                self.ignore(map, "oauth2MetadataUrl", path);
            }
            Kind::OAuthFlows => self.rename(map, "deviceAuthorization", keywords::DEVICE_AUTHORIZATION, path),
            _ => {}
        }
    }

    fn ignore(&mut self, map: &mut Map<String, Value>, key: &str, path: &Path<'_>) {
        if map.shift_remove(key).is_some() {
            self.report(
                Code::Ignored,
                &path.key(key),
                format!("`{key}` has no effect yet"),
                None,
            );
        }
    }

    /// `query`, and methods without a field of their own.
    fn additional_operations(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        let query = map.shift_remove("query");
        self.rename(map, "additionalOperations", keywords::ADDITIONAL_OPERATIONS, path);
        if let Some(operation) = query {
            let to = path.key(keywords::ADDITIONAL_OPERATIONS).key("QUERY").pointer();
            self.moved(to, &path.key("query").pointer());
            super::insert_under(map, keywords::ADDITIONAL_OPERATIONS, "QUERY".to_owned(), operation);
        }
    }

    fn example(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        map.shift_remove("serializedValue");
        if map.contains_key("value") {
            map.shift_remove("dataValue");
        } else {
            self.rename(map, "dataValue", "value", path);
        }
    }
}

fn parameter(map: &mut Map<String, Value>) {
    if map.get("in").is_some_and(|place| place == "querystring") {
        map.insert("in".to_owned(), json!("query"));
        map.insert(keywords::IN.to_owned(), json!("querystring"));
    }
    if map.get("style").is_some_and(|style| style == "cookie") {
        map.shift_remove("style");
        map.insert(keywords::STYLE.to_owned(), json!("cookie"));
    }
}
