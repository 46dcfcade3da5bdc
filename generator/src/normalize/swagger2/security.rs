//! Security schemes of 2.0.

use serde_json::{Map, Value, json};

use super::super::path::Path;
use super::super::walk::Walker;
use crate::report::Code;

/// Rewrites a scheme: `basic` is a kind of `http`, and OAuth has flows.
pub(super) fn scheme(walker: &mut Walker<'_>, map: &mut Map<String, Value>, path: &Path<'_>) {
    let kind = map.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
    if kind == "basic" || kind == "oauth2" {
        for key in ["name", "in"] {
            if map.shift_remove(key).is_some() {
                let message = format!("`{key}` is for schemes of the type apiKey; it has no effect here");
                walker.report(Code::Tolerated, &path.key(key), message, None);
            }
        }
    }
    match kind.as_str() {
        "basic" => {
            map.insert("type".to_owned(), json!("http"));
            map.insert("scheme".to_owned(), json!("basic"));
        }
        "oauth2" => flows(walker, map, path),
        _ => {}
    }
}

fn flows(walker: &mut Walker<'_>, map: &mut Map<String, Value>, path: &Path<'_>) {
    let stated = map.shift_remove("flow");
    let mut flow = Map::new();
    for key in ["authorizationUrl", "tokenUrl", "scopes"] {
        if let Some(value) = map.shift_remove(key) {
            flow.insert(key.to_owned(), value);
        }
    }
    if let Some(Value::Object(scopes)) = flow.get_mut("scopes") {
        scopes.retain(|name, value| value.is_string() && !name.starts_with("x-"));
    }
    let name = match stated.as_ref().and_then(Value::as_str) {
        Some("implicit") => "implicit",
        Some("password") => "password",
        Some("application") => "clientCredentials",
        Some("accessCode") => "authorizationCode",
        Some(other) => {
            let message = format!("`{other}` is not a flow; callers must get their token elsewhere");
            let help = "the flows are implicit, password, application and accessCode".to_owned();
            walker.report(Code::InvalidValue, &path.key("flow"), message, Some(help));
            map.insert("flows".to_owned(), json!({}));
            return;
        }
        None => {
            let message = "an oauth2 scheme needs `flow`; callers must get their token elsewhere";
            walker.report(Code::Tolerated, path, message, None);
            map.insert("flows".to_owned(), json!({}));
            return;
        }
    };
    let at = path.key("flows");
    walker.moved(at.key(name).pointer(), &path.pointer());
    map.insert("flows".to_owned(), json!({name: flow}));
}
