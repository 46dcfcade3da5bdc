//! From Swagger 2.0 to OpenAPI 3.0, by the text of the two specifications.
//!
//! Written for this test alone: the generator's own way from 2.0 may not be the judge of itself. What 3.0 cannot say in a
//! certain way (tabs between items, lists in forms) is not converted.

use serde_json::{Map, Value, json};

use super::rewrite::Text;
use super::seed::Seed;

/// What says something of a parameter's or header's value, and of it alone.
const OF_THE_VALUE: [&str; 17] = [
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "x-nullable",
];

/// The same description in 3.0; nothing for one that is no 2.0, or that cannot be converted.
pub(super) fn converted(value: &Value, _: &mut Seed) -> Option<Text> {
    value.get("swagger")?;
    let converter = Converter { root: value };
    Some(Text::Json(converter.document()?.to_string()))
}

/// How an entry of a section is converted.
type Convert<'a> = fn(&Converter<'a>, &Value) -> Option<Value>;

struct Converter<'a> {
    root: &'a Value,
}

impl<'a> Converter<'a> {
    fn document(&self) -> Option<Value> {
        let mut out = Map::new();
        out.insert("openapi".to_owned(), json!("3.0.3"));
        for (key, value) in self.root.as_object()? {
            if matches!(key.as_str(), "info" | "tags" | "externalDocs" | "security") || key.starts_with("x-") {
                out.insert(key.clone(), value.clone());
            }
        }
        out.insert("servers".to_owned(), self.servers(self.root.get("schemes"))?);
        let mut paths = Map::new();
        for (path, item) in self.root.get("paths")?.as_object()? {
            paths.insert(path.clone(), self.path(item)?);
        }
        out.insert("paths".to_owned(), Value::Object(paths));
        let mut components = Map::new();
        let sections: [(&str, &str, Convert<'_>); 4] = [
            ("definitions", "schemas", Self::schema),
            ("parameters", "parameters", Self::parameter),
            ("responses", "responses", |this, value| {
                this.response(value, &this.media(None, "produces"))
            }),
            ("securityDefinitions", "securitySchemes", |_, value| scheme(value)),
        ];
        for (old, new, convert) in sections {
            let mut section = Map::new();
            for (name, value) in self.root.get(old).and_then(Value::as_object).into_iter().flatten() {
                // Bodies are written where they are used.
                if old != "parameters" || !matches!(value["in"].as_str(), Some("body" | "formData")) {
                    section.insert(name.clone(), convert(self, value)?);
                }
            }
            components.insert(new.to_owned(), Value::Object(section));
        }
        out.insert("components".to_owned(), Value::Object(components));
        Some(Value::Object(out))
    }

    /// The servers that some schemes make. A host without schemes has that by which the description was read, which it does
    /// not know itself.
    fn servers(&self, schemes: Option<&Value>) -> Option<Value> {
        let base = self.root.get("basePath").and_then(Value::as_str).unwrap_or("");
        let Some(host) = self.root.get("host").and_then(Value::as_str) else {
            let url = if base.is_empty() { "/" } else { base };
            return Some(json!([{"url": url}]));
        };
        let base = base.trim_end_matches('/');
        let url = |scheme: &Value| Some(json!({"url": format!("{}://{host}{base}", scheme.as_str()?)}));
        schemes?.as_array()?.iter().map(url).collect()
    }

    /// The media types of an operation, or of the description.
    fn media(&self, operation: Option<&Value>, key: &str) -> Vec<String> {
        let own = operation.and_then(|operation| operation.get(key));
        let listed = own.or_else(|| self.root.get(key)).and_then(Value::as_array);
        let listed: Vec<String> = listed
            .into_iter()
            .flatten()
            .filter_map(|media| Some(media.as_str()?.to_owned()))
            .collect();
        if listed.is_empty() {
            vec!["application/json".to_owned()]
        } else {
            listed
        }
    }

    /// What a reference leads to.
    fn target(&self, value: &'a Value) -> Option<&'a Value> {
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => self.root.pointer(reference.strip_prefix('#')?),
            None => Some(value),
        }
    }

    fn path(&self, item: &'a Value) -> Option<Value> {
        let shared = item.get("parameters").and_then(Value::as_array);
        let shared: Vec<&Value> = shared.into_iter().flatten().collect();
        let mut out = Map::new();
        for (key, value) in item.as_object()? {
            match key.as_str() {
                "get" | "put" | "post" | "delete" | "options" | "head" | "patch" => {
                    out.insert(key.clone(), self.operation(value, &shared)?);
                }
                "parameters" => {
                    let plain = self.parameters(&shared)?;
                    out.insert(key.clone(), Value::Array(plain));
                }
                _ => {
                    out.insert(key.clone(), value.clone());
                }
            }
        }
        Some(Value::Object(out))
    }

    /// The parameters that are no bodies.
    fn parameters(&self, all: &[&'a Value]) -> Option<Vec<Value>> {
        let mut plain = Vec::new();
        for parameter in all {
            let is_body = matches!(self.target(parameter)?["in"].as_str(), Some("body" | "formData"));
            if !is_body {
                plain.push(self.parameter(parameter)?);
            }
        }
        Some(plain)
    }

    fn operation(&self, operation: &'a Value, shared: &[&'a Value]) -> Option<Value> {
        let own: Vec<&Value> = operation
            .get("parameters")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .collect();
        let mut out = Map::new();
        for (key, value) in operation.as_object()? {
            match key.as_str() {
                "parameters" => {
                    out.insert(key.clone(), Value::Array(self.parameters(&own)?));
                }
                "responses" => {
                    let produces = self.media(Some(operation), "produces");
                    let mut responses = Map::new();
                    for (status, response) in value.as_object()? {
                        let is_extension = status.starts_with("x-");
                        let response = if is_extension {
                            response.clone()
                        } else {
                            self.response(response, &produces)?
                        };
                        responses.insert(status.clone(), response);
                    }
                    out.insert(key.clone(), Value::Object(responses));
                }
                "schemes" => {
                    out.insert("servers".to_owned(), self.servers(Some(value))?);
                }
                "consumes" | "produces" => {}
                _ => {
                    out.insert(key.clone(), value.clone());
                }
            }
        }
        let inputs = own.iter().chain(shared).map(|parameter| self.target(parameter));
        let inputs: Vec<&Value> = inputs.collect::<Option<_>>()?;
        let consumes = self.media(Some(operation), "consumes");
        let body = { inputs.iter() }.find(|input| input["in"] == "body");
        let fields: Vec<&&Value> = inputs.iter().filter(|input| input["in"] == "formData").collect();
        if let Some(body) = body {
            out.insert("requestBody".to_owned(), self.body(body, &consumes)?);
        } else if !fields.is_empty() {
            out.insert("requestBody".to_owned(), self.form(&fields, &consumes)?);
        }
        Some(Value::Object(out))
    }

    fn parameter(&self, parameter: &Value) -> Option<Value> {
        if let Some(reference) = parameter.get("$ref") {
            return Some(json!({"$ref": renamed(reference.as_str()?)}));
        }
        let mut out = self.valued(parameter)?;
        let place = parameter["in"].as_str()?;
        if parameter["type"] == "array" {
            let (style, explode) = match (parameter["collectionFormat"].as_str().unwrap_or("csv"), place) {
                ("csv", "query") => ("form", false),
                ("csv", _) => ("simple", false),
                ("multi", "query") => ("form", true),
                ("ssv", "query") => ("spaceDelimited", false),
                ("pipes", "query") => ("pipeDelimited", false),
                _ => return None,
            };
            out.insert("style".to_owned(), json!(style));
            out.insert("explode".to_owned(), json!(explode));
            // Lists in lists are separated in ways of their own.
            if parameter["items"]["type"] == "array" {
                return None;
            }
        }
        Some(Value::Object(out))
    }

    /// A parameter or header with what says something of its value in a schema.
    fn valued(&self, of: &Value) -> Option<Map<String, Value>> {
        let (mut out, mut schema) = (Map::new(), Map::new());
        for (key, value) in of.as_object()? {
            match key.as_str() {
                "collectionFormat" => {}
                key if OF_THE_VALUE.contains(&key) => {
                    schema.insert(key.to_owned(), value.clone());
                }
                _ => {
                    out.insert(key.clone(), value.clone());
                }
            }
        }
        out.insert("schema".to_owned(), self.schema(&Value::Object(schema))?);
        Some(out)
    }

    fn body(&self, body: &Value, consumes: &[String]) -> Option<Value> {
        let schema = self.schema(body.get("schema")?)?;
        let content: Map<String, Value> = consumes
            .iter()
            .map(|media| (media.clone(), json!({"schema": schema})))
            .collect();
        let mut out = Map::new();
        for (key, value) in body.as_object()? {
            if matches!(key.as_str(), "description" | "required") || key.starts_with("x-") {
                out.insert(key.clone(), value.clone());
            }
        }
        out.insert("content".to_owned(), Value::Object(content));
        Some(Value::Object(out))
    }

    fn form(&self, fields: &[&&Value], consumes: &[String]) -> Option<Value> {
        let (mut properties, mut required) = (Map::new(), Vec::new());
        let mut has_files = false;
        for field in fields {
            if field["type"] == "array" {
                return None;
            }
            has_files |= field["type"] == "file";
            let mut valued = self.valued(field)?;
            let mut schema = valued.remove("schema")?;
            if let Some(description) = field.get("description") {
                schema["description"] = description.clone();
            }
            let name = field["name"].as_str()?.to_owned();
            if field["required"] == true {
                required.push(json!(name));
            }
            properties.insert(name, schema);
        }
        let is_required = !required.is_empty();
        let mut schema = json!({"type": "object", "properties": properties});
        if is_required {
            schema["required"] = Value::Array(required);
        }
        let is_form = |media: &&String| {
            matches!(
                media.as_str(),
                "multipart/form-data" | "application/x-www-form-urlencoded"
            )
        };
        let mut media: Vec<&str> = consumes.iter().filter(is_form).map(String::as_str).collect();
        if media.is_empty() {
            media.push(if has_files {
                "multipart/form-data"
            } else {
                "application/x-www-form-urlencoded"
            });
        }
        let content: Map<String, Value> = media
            .into_iter()
            .map(|media| (media.to_owned(), json!({"schema": schema})))
            .collect();
        Some(json!({"required": is_required, "content": content}))
    }

    fn response(&self, response: &Value, produces: &[String]) -> Option<Value> {
        if let Some(reference) = response.get("$ref") {
            return Some(json!({"$ref": renamed(reference.as_str()?)}));
        }
        let mut out = Map::new();
        for (key, value) in response.as_object()? {
            match key.as_str() {
                "schema" => {
                    let schema = self.schema(value)?;
                    let content = produces.iter().map(|media| (media.clone(), json!({"schema": schema})));
                    out.insert("content".to_owned(), Value::Object(content.collect()));
                }
                "headers" => {
                    let mut headers = Map::new();
                    for (name, header) in value.as_object()? {
                        headers.insert(name.clone(), Value::Object(self.valued(header)?));
                    }
                    out.insert(key.clone(), Value::Object(headers));
                }
                // Examples are no part of what is compared.
                "examples" => {}
                _ => {
                    out.insert(key.clone(), value.clone());
                }
            }
        }
        Some(Value::Object(out))
    }

    #[allow(clippy::self_only_used_in_recursion, reason = "as the others")]
    fn schema(&self, schema: &Value) -> Option<Value> {
        let Some(object) = schema.as_object() else {
            return Some(schema.clone());
        };
        let mut out = Map::new();
        for (key, value) in object {
            let value = match (key.as_str(), value) {
                ("$ref", Value::String(reference)) => json!(renamed(reference)),
                ("discriminator", Value::String(name)) => json!({"propertyName": name}),
                ("type", Value::String(kind)) if kind == "file" => {
                    out.insert("format".to_owned(), json!("binary"));
                    json!("string")
                }
                ("properties", Value::Object(properties)) => {
                    let mut converted = Map::new();
                    for (name, property) in properties {
                        converted.insert(name.clone(), self.schema(property)?);
                    }
                    Value::Object(converted)
                }
                ("items" | "additionalProperties" | "not", value) => self.schema(value)?,
                ("allOf", Value::Array(members)) => Value::Array(
                    members
                        .iter()
                        .map(|member| self.schema(member))
                        .collect::<Option<_>>()?,
                ),
                (_, value) => value.clone(),
            };
            out.insert(key.clone(), value);
        }
        Some(Value::Object(out))
    }
}

fn renamed(reference: &str) -> String {
    let sections = [
        ("#/definitions/", "#/components/schemas/"),
        ("#/parameters/", "#/components/parameters/"),
        ("#/responses/", "#/components/responses/"),
    ];
    for (old, new) in sections {
        if let Some(name) = reference.strip_prefix(old) {
            return format!("{new}{name}");
        }
    }
    reference.to_owned()
}

fn scheme(scheme: &Value) -> Option<Value> {
    let mut out = Map::new();
    for (key, value) in scheme.as_object()? {
        match key.as_str() {
            "flow" | "authorizationUrl" | "tokenUrl" | "scopes" => {}
            "type" if value == "basic" => {
                out.insert("type".to_owned(), json!("http"));
                out.insert("scheme".to_owned(), json!("basic"));
            }
            _ => {
                out.insert(key.clone(), value.clone());
            }
        }
    }
    if scheme["type"] == "oauth2" {
        let flow = match scheme["flow"].as_str()? {
            "application" => "clientCredentials",
            "accessCode" => "authorizationCode",
            other => other,
        };
        let mut about = Map::new();
        for key in ["authorizationUrl", "tokenUrl", "scopes"] {
            if let Some(value) = scheme.get(key) {
                about.insert(key.to_owned(), value.clone());
            }
        }
        out.insert("flows".to_owned(), json!({flow: about}));
    }
    Some(Value::Object(out))
}
