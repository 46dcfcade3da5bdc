//! Parameters and headers (OAS 3.1.1 §4.8.12, §4.8.21).

use serde_json::{Map, Value, json};

use super::keywords;
use super::kind::Kind;
use super::path::Path;
use super::require::explicit_null;
use super::walk::Walker;
use crate::model::ParameterLocation;
use crate::report::{Code, similar};

/// The places a parameter can be in.
const PLACES: &[(&str, ParameterLocation)] = &[
    ("query", ParameterLocation::Query),
    ("path", ParameterLocation::Path),
    ("header", ParameterLocation::Header),
    ("cookie", ParameterLocation::Cookie),
];

impl Walker<'_> {
    /// Checks a parameter. False when it says too little to be sent.
    pub(super) fn parameter(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) -> bool {
        if !self.needs(Kind::Parameter, map, "name", Code::MissingField, path)
            || !self.needs(Kind::Parameter, map, "in", Code::MissingField, path)
        {
            return false;
        }
        let place = map.get("in").and_then(Value::as_str).unwrap_or_default().to_owned();
        let Some((_, place)) = PLACES.iter().find(|(name, _)| *name == place) else {
            let names = PLACES.iter().map(|(name, _)| *name);
            let help = match similar(&place, names.clone()) {
                Some(name) => format!("did you mean `{name}`?"),
                None => format!("possible: {}", names.collect::<Vec<_>>().join(", ")),
            };
            let message = format!("a parameter cannot be in `{place}`");
            self.report(Code::InvalidValue, &path.key("in"), message, Some(help));
            return false;
        };
        self.style(map, place.styles(), path);
        if *place == ParameterLocation::Path && map.get("required") != Some(&json!(true)) {
            let message = "a path parameter is always required, and must say so";
            self.report(Code::Tolerated, path, message, Some("add `required: true`".to_owned()));
            map.insert("required".to_owned(), json!(true));
        }
        self.schema_or_content(Kind::Parameter, map, path);
        true
    }

    /// Checks a header.
    pub(super) fn header(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) -> bool {
        self.style(map, ParameterLocation::Header.styles(), path);
        self.schema_or_content(Kind::Header, map, path);
        true
    }

    /// Leaves either `schema`, or `content` with a single entry.
    fn schema_or_content(&mut self, kind: Kind, map: &mut Map<String, Value>, path: &Path<'_>) {
        explicit_null(map, "example", keywords::EXAMPLE);
        let entries = map.get("content").and_then(Value::as_object).map(Map::len);
        match (map.contains_key("schema"), entries) {
            (true, None) | (false, Some(1)) => {}
            (true, Some(_)) => {
                let message = format!("{} has `schema` or `content`, not both; `schema` counts", kind.noun());
                self.report(Code::Tolerated, &path.key("content"), message, None);
                map.shift_remove("content");
            }
            (false, None | Some(0)) => {
                let message = format!("{} needs `schema` or `content`; any value fits", kind.noun());
                self.report(Code::Tolerated, path, message, None);
                map.shift_remove("content");
                map.insert("schema".to_owned(), json!({}));
            }
            (false, Some(_)) => {
                let message = format!("`content` of {} has one entry; the first counts", kind.noun());
                self.report(Code::Tolerated, &path.key("content"), message, None);
                if let Some(Value::Object(content)) = map.get_mut("content") {
                    let mut first = true;
                    content.retain(|_, _| std::mem::take(&mut first));
                }
            }
        }
    }
}
