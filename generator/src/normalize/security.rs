//! Security schemes (OAS 3.1.1 §4.8.27 to §4.8.29).

use serde_json::{Map, Value, json};

use super::audit::describe;
use super::kind::Kind;
use super::path::Path;
use super::require::absent;
use super::walk::Walker;
use crate::report::{Code, similar};

const TYPES: &[&str] = &["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"];
const PLACES: &[&str] = &["query", "header", "cookie"];

impl Walker<'_> {
    /// Checks a scheme. False when it says too little to be used.
    pub(super) fn security_scheme(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) -> bool {
        let kind = Kind::SecurityScheme;
        if !self.needs(kind, map, "type", Code::MissingField, path) {
            return false;
        }
        match map.get("type").and_then(Value::as_str).unwrap_or_default() {
            "apiKey" => {
                self.needs(kind, map, "name", Code::MissingField, path)
                    && self.needs(kind, map, "in", Code::MissingField, path)
                    && self.one_of(map, "in", PLACES, path)
            }
            "http" => self.needs(kind, map, "scheme", Code::MissingField, path),
            "openIdConnect" => {
                self.stand_in(kind, map, &["openIdConnectUrl"], path);
                true
            }
            "oauth2" => {
                if !map.contains_key("flows") {
                    let message = "an oauth2 scheme needs `flows`; callers must get their token elsewhere";
                    self.report(Code::Tolerated, path, message, None);
                    map.insert("flows".to_owned(), json!({}));
                }
                true
            }
            _ => self.one_of(map, "type", TYPES, path),
        }
    }

    /// Demands one of several texts; reports any other.
    fn one_of(&mut self, map: &Map<String, Value>, key: &str, allowed: &[&str], path: &Path<'_>) -> bool {
        let found = map.get(key).unwrap_or(&Value::Null);
        if allowed.iter().any(|name| found == name) {
            return true;
        }
        let help = match found.as_str().and_then(|text| similar(text, allowed.iter().copied())) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("possible: {}", allowed.join(", ")),
        };
        let message = format!("`{key}` of a security scheme cannot be {}", describe(found));
        self.report(Code::InvalidValue, &path.key(key), message, Some(help));
        false
    }

    /// Checks a flow: which URLs it needs depends on the key that it stands under.
    pub(super) fn flow(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) -> bool {
        let urls: &[&str] = match path.last_key() {
            Some("implicit") => &["authorizationUrl"],
            Some("password" | "clientCredentials") => &["tokenUrl"],
            _ => &["authorizationUrl", "tokenUrl"],
        };
        self.stand_in(Kind::OAuthFlow, map, urls, path);
        if !map.contains_key("scopes") {
            self.report(Code::Tolerated, path, "an OAuth flow has no `scopes`", None);
            absent(map, "scopes", json!({}));
        }
        true
    }
}
