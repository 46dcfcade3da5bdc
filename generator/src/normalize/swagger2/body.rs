//! Parameters in `body` and `formData` to a request body (Swagger 2.0, "Parameter Object").

use serde_json::{Map, Value, json};

use super::super::keywords;
use super::super::kind::Kind;
use super::super::path::Path;
use super::super::walk::Walker;
use super::{MediaTypes, fields, parameter};
use crate::pointer::{Location, Pointer};
use crate::report::Code;

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// A parameter of an operation, with where it was written.
pub(super) struct Given {
    /// The definition, references followed.
    pub(super) map: Map<String, Value>,
    /// Where it was written.
    pub(super) from: Location,
}

/// The request body that a `body` parameter is.
pub(super) fn of_body(walker: &mut Walker<'_>, given: Given, types: &MediaTypes, path: &Path<'_>) -> Value {
    let Given { mut map, from } = given;
    let at = path.key("requestBody");
    let pointer = at.pointer();
    walker.origins.moved(pointer.clone(), from.clone());
    walker.audit_body(&mut map, &at);
    let schema = map.shift_remove("schema").unwrap_or_else(|| json!({}));
    let types = types
        .consumes
        .clone()
        .unwrap_or_else(|| vec!["application/json".to_owned()]);
    let mut content = Map::new();
    for media_type in types {
        let entry = pointer.child("content").child(&media_type);
        walker.origins.moved(entry.clone(), from.clone());
        content.insert(media_type, json!({"schema": schema}));
    }
    let mut body = Map::new();
    for (key, value) in map {
        match key.as_str() {
            "name" => {
                body.insert(keywords::BODY_NAME.to_owned(), value);
            }
            "description" | "required" => {
                body.insert(key, value);
            }
            key if key.starts_with("x-") => {
                body.insert(key.to_owned(), value);
            }
            _ => {}
        }
    }
    body.insert("content".to_owned(), Value::Object(content));
    Value::Object(body)
}

/// The request body that `formData` parameters are together: an object with a property each.
pub(super) fn of_form(walker: &mut Walker<'_>, fields: Vec<Given>, types: &MediaTypes, path: &Path<'_>) -> Value {
    let at = path.key("requestBody");
    let pointer = at.pointer();
    walker.moved(pointer.clone(), &path.key("parameters").pointer());
    let mut form = Form::default();
    for given in fields {
        form.add(walker, given, &pointer);
    }
    let types = form.media_types(types);
    let mut content = Map::new();
    for media_type in types {
        let entry = pointer.child("content").child(&media_type);
        walker.moved(entry.clone(), &path.key("parameters").pointer());
        for (name, from) in &form.origins {
            let property = entry.child("schema").child("properties").child(name);
            walker.origins.moved(property, from.clone());
        }
        content.insert(media_type, form.media_type());
    }
    let mut body = json!({"content": content});
    if !form.required.is_empty() {
        body["required"] = json!(true);
    }
    body
}

#[derive(Default)]
struct Form {
    properties: Map<String, Value>,
    required: Vec<String>,
    encoding: Map<String, Value>,
    origins: Vec<(String, Location)>,
    has_file: bool,
}

impl Form {
    fn add(&mut self, walker: &mut Walker<'_>, given: Given, body: &Pointer) {
        let Given { mut map, from } = given;
        let Some(Value::String(name)) = map.get("name").cloned() else {
            let message = "a parameter needs `name`; without, it has no effect";
            walker
                .sink
                .push(crate::report::Diagnostic::new(Code::MissingField, from, message));
            return;
        };
        // For reports while the field is rewritten; the entries of `content` get their own below.
        let field = body.child("parameters").child(&name);
        walker.origins.moved(field.clone(), from.clone());
        let at = Path::start(&field, from.file);
        walker.audit_body(&mut map, &at);
        if map.get("required") == Some(&json!(true)) {
            self.required.push(name.clone());
        }
        self.has_file |= map.get("type").is_some_and(|kind| kind == "file");
        let format = map.get("collectionFormat").and_then(Value::as_str).map(str::to_owned);
        if map.get("type").is_some_and(|kind| kind == "array") {
            self.encoding.insert(name.clone(), encoding(format.as_deref()));
        }
        let mut schema = parameter::schema(walker, &mut map, &at);
        if let Some(description) = map.shift_remove("description") {
            schema.insert("description".to_owned(), description);
        }
        self.properties.insert(name.clone(), Value::Object(schema));
        self.origins.push((name, from));
    }

    /// What the operation consumes, as far as forms can be sent so; files need multipart.
    fn media_types(&self, types: &MediaTypes) -> Vec<String> {
        let is_form = |text: &&String| text.starts_with(FORM) || text.starts_with(MULTIPART);
        let mut named: Vec<String> = types.consumes.iter().flatten().filter(is_form).cloned().collect();
        if self.has_file {
            named.retain(|text| text.starts_with(MULTIPART));
        }
        if named.is_empty() {
            named.push(if self.has_file { MULTIPART } else { FORM }.to_owned());
        }
        named
    }

    fn media_type(&self) -> Value {
        let mut schema = json!({"type": "object", "properties": self.properties});
        if !self.required.is_empty() {
            schema["required"] = json!(self.required);
        }
        let mut entry = json!({"schema": schema});
        if !self.encoding.is_empty() {
            entry["encoding"] = Value::Object(self.encoding.clone());
        }
        entry
    }
}

/// How an array is laid out in a form.
fn encoding(format: Option<&str>) -> Value {
    match format {
        Some("multi") => json!({"style": "form", "explode": true}),
        Some("ssv") => json!({"style": "spaceDelimited", "explode": false}),
        Some("pipes") => json!({"style": "pipeDelimited", "explode": false}),
        Some("tsv") => json!({keywords::STYLE: "tabDelimited", "explode": false}),
        _ => json!({"style": "form", "explode": false}),
    }
}

impl Walker<'_> {
    /// The walk does not come to a parameter that became a body: it is audited here.
    fn audit_body(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        if let Some(fields) = fields::of(Kind::Parameter) {
            self.audit(Kind::Parameter, fields, map, path);
        }
    }
}
