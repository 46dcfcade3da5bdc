//! Swagger 2.0 to 3.0.

mod body;
mod fields;
mod operation;
mod parameter;
mod response;
mod security;
mod server;

use serde_json::{Map, Value, json};

use super::insert_under;
use super::kind::Kind;
use super::path::Path;
use super::walk::Walker;

pub(super) use fields::of as fields;

/// What `consumes` and `produces` say: for the whole document, or the operation being walked. `None`: nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct MediaTypes {
    pub(super) consumes: Option<Vec<String>>,
    pub(super) produces: Option<Vec<String>>,
}

impl MediaTypes {
    /// What an object says, where it says something; else what holds around it.
    pub(super) fn within(&self, map: &Value) -> Self {
        Self {
            consumes: texts(map.get("consumes")).or_else(|| self.consumes.clone()),
            produces: texts(map.get("produces")).or_else(|| self.produces.clone()),
        }
    }
}

fn texts(value: Option<&Value>) -> Option<Vec<String>> {
    let items = value?.as_array()?.iter();
    let texts: Vec<String> = items.filter_map(Value::as_str).map(str::to_owned).collect();
    (!texts.is_empty()).then_some(texts)
}

/// Rewrites an object of 2.0 into the shape of 3.0.
pub(super) fn rewrite(walker: &mut Walker<'_>, kind: Kind, map: &mut Map<String, Value>, path: &Path<'_>) {
    match kind {
        Kind::Document => document(walker, map, path),
        Kind::PathItem => operation::path_item(walker, map, path),
        Kind::Operation => operation::operation(walker, map, path),
        Kind::Parameter | Kind::Header => parameter::parameter(walker, map, path),
        Kind::Response => response::response(walker, map, path),
        Kind::SecurityScheme => security::scheme(walker, map, path),
        _ => {}
    }
}

/// The root: servers, and the sections that became `components`.
fn document(walker: &mut Walker<'_>, map: &mut Map<String, Value>, path: &Path<'_>) {
    server::servers(walker, map, path);
    for key in ["swagger", "consumes", "produces", "host", "basePath", "schemes"] {
        map.shift_remove(key);
    }
    if let Some(Value::Object(parameters)) = map.get_mut("parameters") {
        // These have no form as components; the operations take them in.
        parameters.retain(|_, value| {
            !value
                .get("in")
                .is_some_and(|place| place == "body" || place == "formData")
        });
    }
    for (from, to) in [
        ("definitions", "schemas"),
        ("parameters", "parameters"),
        ("responses", "responses"),
        ("securityDefinitions", "securitySchemes"),
    ] {
        if let Some(section) = map.shift_remove(from) {
            walker.moved(path.key("components").key(to).pointer(), &path.key(from).pointer());
            insert_under(map, "components", to.to_owned(), section);
        }
    }
    map.insert("openapi".to_owned(), json!("3.0.3"));
}
