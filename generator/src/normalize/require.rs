//! Fields that `openapiv3` demands. Where one is missing and nothing depends on it, an empty one stands in for it
//! ([`keywords::ABSENT`] says so); else the object cannot stay.

use serde_json::{Map, Value, json};

use super::audit::describe;
use super::keywords;
use super::kind::Kind;
use super::path::Path;
use super::walk::Walker;
use crate::model::Style;
use crate::report::{Code, similar};

impl Walker<'_> {
    /// Checks what an object needs. False when it cannot stay.
    pub(super) fn require(&mut self, kind: Kind, map: &mut Map<String, Value>, path: &Path<'_>) -> bool {
        match kind {
            Kind::Document => {
                map.insert("openapi".to_owned(), json!("3.0.3"));
                if !map.contains_key("info") {
                    self.report(Code::Tolerated, path, "the document has no `info`", None);
                    map.insert("info".to_owned(), json!({"title": "", "version": ""}));
                }
                map.entry("paths").or_insert_with(|| json!({}));
                true
            }
            Kind::Operation => {
                map.entry("responses").or_insert_with(|| json!({}));
                true
            }
            Kind::Info => self.stand_in(kind, map, &["title", "version"], path),
            Kind::License => self.stand_in(kind, map, &["name"], path),
            Kind::Response => self.response_description(map, path),
            Kind::ExternalDocs | Kind::Server => self.needs(kind, map, "url", Code::Tolerated, path),
            Kind::Tag => self.needs(kind, map, "name", Code::Tolerated, path),
            Kind::ServerVariable => self.server_variable(map, path),
            Kind::Discriminator => {
                self.discriminator(map, path);
                self.needs(kind, map, "propertyName", Code::MissingField, path)
            }
            Kind::Parameter => self.parameter(map, path),
            Kind::Header => self.header(map, path),
            Kind::RequestBody => self.needs(kind, map, "content", Code::Tolerated, path),
            Kind::Encoding => {
                self.style(map, Style::OF_FORMS, path);
                true
            }
            Kind::MediaType => {
                explicit_null(map, "example", keywords::EXAMPLE);
                true
            }
            Kind::Example => {
                explicit_null(map, "value", keywords::VALUE);
                true
            }
            Kind::Link => self.link(map, path),
            Kind::SecurityScheme => self.security_scheme(map, path),
            Kind::OAuthFlow => self.flow(map, path),
            Kind::Responses => self.statuses(map, path),
            Kind::Paths => self.leading_slashes(map, path),
            Kind::Contact
            | Kind::Components
            | Kind::PathItem
            | Kind::Callback
            | Kind::Schema
            | Kind::OAuthFlows
            | Kind::SecurityRequirement => true,
        }
    }

    /// Demands a field; reports and gives the object up without it.
    pub(super) fn needs(
        &mut self,
        kind: Kind,
        map: &Map<String, Value>,
        key: &str,
        code: Code,
        path: &Path<'_>,
    ) -> bool {
        let there = map.contains_key(key);
        if !there {
            let message = format!("{} needs `{key}`; without, it has no effect", kind.noun());
            self.report(code, path, message, None);
        }
        there
    }

    /// Puts empty text in the place of missing fields.
    pub(super) fn stand_in(
        &mut self,
        kind: Kind,
        map: &mut Map<String, Value>,
        keys: &[&str],
        path: &Path<'_>,
    ) -> bool {
        for key in keys
            .iter()
            .filter(|key| !map.contains_key(**key))
            .copied()
            .collect::<Vec<_>>()
        {
            self.report(Code::Tolerated, path, format!("{} has no `{key}`", kind.noun()), None);
            absent(map, key, json!(""));
        }
        true
    }

    fn response_description(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) -> bool {
        if map.contains_key("description") {
            return true;
        }
        if self.minor >= 2 {
            absent(map, "description", json!(""));
            return true;
        }
        self.stand_in(Kind::Response, map, &["description"], path)
    }

    fn server_variable(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) -> bool {
        if !map.contains_key("default") {
            let first = map.get("enum").and_then(|values| values.get(0)).cloned();
            let message = "a server variable needs `default`; the first allowed value is taken";
            self.report(Code::Tolerated, path, message, None);
            map.insert("default".to_owned(), first.unwrap_or_else(|| json!("")));
        }
        true
    }

    fn link(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) -> bool {
        if map.contains_key("operationId") {
            map.shift_remove("operationRef");
        } else if !map.contains_key("operationRef") {
            let message = "a link needs `operationId` or `operationRef`; without, it has no effect";
            self.report(Code::Tolerated, path, message, None);
            return false;
        }
        true
    }

    /// The keys of `responses` are statuses, ranges of them, or `default` (OAS 3.1.1 §4.8.16).
    fn statuses(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) -> bool {
        let wrong: Vec<String> = map.keys().filter(|key| !is_status(key)).cloned().collect();
        for key in wrong {
            map.shift_remove(&key);
            let message = format!("`{key}` is not a status code");
            let help = "statuses are 100 to 599, `1XX` to `5XX`, or `default`".to_owned();
            self.report(Code::InvalidValue, &path.key(&key), message, Some(help));
        }
        true
    }

    fn leading_slashes(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) -> bool {
        let fine = |key: &str| key.starts_with('/') || key.starts_with("x-");
        if map.keys().all(|key| fine(key)) {
            return true;
        }
        for (key, item) in std::mem::take(map) {
            if fine(&key) {
                map.insert(key, item);
                continue;
            }
            let message = format!("the path `{key}` must start with `/`");
            self.report(Code::Tolerated, &path.key(&key), message, None);
            let name = format!("/{key}");
            self.moved(path.key(&name).pointer(), &path.key(&key).pointer());
            map.entry(name).or_insert(item);
        }
        true
    }

    /// Removes a style that the place does not have.
    pub(super) fn style(&mut self, map: &mut Map<String, Value>, allowed: &[Style], path: &Path<'_>) {
        let Some(style) = map.get("style") else {
            return;
        };
        let names: Vec<&str> = allowed.iter().map(|style| style.as_str()).collect();
        if names.iter().any(|name| style == name) {
            return;
        }
        let help = match style.as_str().and_then(|style| similar(style, names.iter().copied())) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("possible here: {}", names.join(", ")),
        };
        let message = format!("the style must not be {} here", describe(style));
        self.report(Code::InvalidValue, &path.key("style"), message, Some(help));
        map.shift_remove("style");
    }
}

/// Puts an empty object in the place of a demanded one that could not stay, which was reported.
pub(super) fn complete(kind: Kind, map: &mut Map<String, Value>) {
    let keys: &[&str] = match kind {
        Kind::Document => &["paths"],
        Kind::Operation => &["responses"],
        Kind::Parameter | Kind::Header if !map.contains_key("content") => &["schema"],
        Kind::SecurityScheme if map.get("type").is_some_and(|kind| kind == "oauth2") => &["flows"],
        _ => &[],
    };
    for key in keys {
        map.entry(*key).or_insert_with(|| json!({}));
    }
    if kind == Kind::Document {
        map.entry("info").or_insert_with(|| json!({"title": "", "version": ""}));
    }
}

/// Whether a key of `responses` is one.
fn is_status(key: &str) -> bool {
    if key == "default" || key.starts_with("x-") {
        return true;
    }
    match key.as_bytes() {
        [b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => true,
        [b'1'..=b'5', a, b] => a.is_ascii_digit() && b.is_ascii_digit(),
        _ => false,
    }
}

/// Puts a stand-in for a field that is not there, and says so.
pub(super) fn absent(map: &mut Map<String, Value>, key: &str, stand_in: Value) {
    map.insert(key.to_owned(), stand_in);
    match map.get_mut(keywords::ABSENT) {
        Some(Value::Array(keys)) => keys.push(json!(key)),
        _ => {
            map.insert(keywords::ABSENT.to_owned(), json!([key]));
        }
    }
}

/// Keeps an explicit null, which `openapiv3` takes for an absent field.
pub(super) fn explicit_null(map: &mut Map<String, Value>, key: &str, own: &str) {
    if map.get(key).is_some_and(Value::is_null) {
        map.shift_remove(key);
        map.insert(own.to_owned(), Value::Null);
    }
}
