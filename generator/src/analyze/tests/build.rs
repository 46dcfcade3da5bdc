//! Models from a shorthand of JSON Schema, without the stages that read real descriptions.

use serde_json::Value;

use crate::model::*;
use crate::pointer::{Location, Pointer};

/// Builds a model. Schemas are written as in JSON Schema, with `{"ref": "Name"}` for components. Operations are an
/// array of `{"id", "method", "path", "tags", "parameters": {"in name": schema}, "body": schema, "responses":
/// {"status": schema or null}}`.
pub(super) struct Build {
    pub(super) api: Api,
}

impl Build {
    pub(super) fn new(components: &Value, operations: &Value) -> Self {
        let mut build = Self { api: Api::default() };
        let empty = serde_json::Map::new();
        let components = components.as_object().unwrap_or(&empty);
        let root = place("/components/schemas");
        for name in components.keys() {
            build.push(Origin::Component(name.clone()), root.child(name));
        }
        for (name, schema) in components {
            let id = build.api.schemas.component(name).unwrap();
            build.fill(id, schema);
        }
        for operation in operations.as_array().into_iter().flatten() {
            build.operation(operation);
        }
        for operation in &build.api.operations {
            for name in &operation.tags {
                if !build.api.tags.iter().any(|tag| tag.name == *name) {
                    let name = name.clone();
                    build.api.tags.push(Tag {
                        location: place(""),
                        name,
                        description: None,
                        external_docs: None,
                    });
                }
            }
        }
        build
    }

    fn push(&mut self, origin: Origin, location: Location) -> SchemaId {
        self.api.schemas.push(Schema {
            location,
            origin,
            annotations: Annotations::default(),
            nullable: false,
            shape: Shape::Any,
            constraints: Constraints::default(),
            rules: Vec::new(),
            spelling: Default::default(),
        })
    }

    fn schema(&mut self, origin: Origin, location: Location, value: &Value) -> SchemaId {
        let id = self.push(origin, location);
        self.fill(id, value);
        id
    }

    fn fill(&mut self, id: SchemaId, value: &Value) {
        let shape = self.shape(id, value);
        let schema = self.api.schemas.get_mut(id);
        schema.shape = shape;
        schema.nullable = value["nullable"] == true;
        schema.annotations.title = value["title"].as_str().map(str::to_owned);
        schema.annotations.description = value["description"].as_str().map(str::to_owned);
        schema.constraints.max_length = value["maxLength"].as_u64();
    }

    fn shape(&mut self, id: SchemaId, value: &Value) -> Shape {
        let here = self.api.schemas.get(id).location.clone();
        if let Some(name) = value["ref"].as_str() {
            return Shape::Reference(self.api.schemas.component(name).unwrap());
        }
        if let Some(values) = value["enum"].as_array() {
            let each = values.iter().map(|v| EnumValue {
                location: Location::default(),
                value: v.clone(),
                name: None,
                description: None,
            });
            return Shape::Enumeration(Enumeration {
                values: each.collect(),
                open: false,
            });
        }
        if let Some(members) = value["oneOf"].as_array() {
            let at = here.child("oneOf");
            let each = members.iter().enumerate();
            let variants = each.map(|(n, member)| Variant {
                schema: self.schema(Origin::Variant(id, n), at.index(n), member),
            });
            let variants = variants.collect();
            return Shape::Union(Union {
                kind: UnionKind::OneOf,
                variants,
                discriminator: self.discriminator(value),
            });
        }
        match value["type"].as_str() {
            Some("boolean") => Shape::Boolean,
            Some("integer") => Shape::Integer(IntegerFormat::Unspecified),
            Some("number") => Shape::Number(NumberFormat::Unspecified),
            Some("string") => Shape::String(match value["format"].as_str() {
                Some("uuid") => StringFormat::Uuid,
                Some(other) => StringFormat::Other(other.to_owned()),
                None => StringFormat::Unspecified,
            }),
            Some("array") => {
                let items = self.schema(Origin::Items(id), here.child("items"), &value["items"]);
                Shape::Array(Array { items })
            }
            Some("object") => self.object(id, &here, value),
            Some(_) | None => Shape::Any,
        }
    }

    fn object(&mut self, id: SchemaId, here: &Location, value: &Value) -> Shape {
        let required: Vec<&str> = value["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let mut properties = Vec::new();
        for (name, schema) in value["properties"].as_object().into_iter().flatten() {
            let at = here.child("properties").child(name);
            let schema = self.schema(Origin::Property(id, name.clone()), at, schema);
            properties.push(Property {
                name: name.clone(),
                schema,
                required: required.contains(&name.as_str()),
            });
        }
        let additional = match &value["additionalProperties"] {
            Value::Null => Additional::Unspecified,
            Value::Bool(false) => Additional::Closed,
            other => Additional::Schema(self.schema(Origin::Values(id), here.child("additionalProperties"), other)),
        };
        Shape::Object(Object {
            properties,
            additional,
            patterns: Vec::new(),
            keys: None,
            dependent_required: Default::default(),
            discriminator: None,
        })
    }

    fn discriminator(&self, value: &Value) -> Option<Discriminator> {
        let property = value["discriminator"]["propertyName"].as_str()?.to_owned();
        let mapping = value["discriminator"]["mapping"].as_object().into_iter().flatten();
        let mapping = mapping.map(|(value, name)| {
            (
                value.clone(),
                self.api.schemas.component(name.as_str().unwrap()).unwrap(),
            )
        });
        Some(Discriminator {
            guessed: value["discriminator"]["guessed"] == true,
            property,
            other: None,
            mapping: mapping.collect(),
        })
    }

    fn operation(&mut self, value: &Value) {
        let id = OperationId(self.api.operations.len());
        let path = value["path"].as_str().unwrap_or("/").to_owned();
        let method = value["method"].as_str().unwrap_or("get");
        let here = place("/paths").child(&path).child(method);
        let parameters = value["parameters"].as_object().into_iter().flatten();
        let parameters = parameters
            .map(|(key, schema)| self.parameter(id, &here, key, schema))
            .collect();
        let request_body = value.get("body").map(|schema| RequestBody {
            location: here.child("requestBody"),
            description: None,
            required: true,
            content: vec![self.media(Origin::RequestBody(id), here.child("requestBody"), schema)],
        });
        let responses = value["responses"].as_object().into_iter().flatten();
        let responses = responses
            .map(|(status, schema)| self.response(id, &here, status, schema))
            .collect();
        self.api.operations.push(Operation {
            direction: Default::default(),
            location: here,
            operation_id: value["id"].as_str().map(str::to_owned),
            method: match method {
                "post" => Method::Post,
                "delete" => Method::Delete,
                _ => Method::Get,
            },
            path: PathTemplate::parse(&path),
            tags: value["tags"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|t| t.as_str().unwrap().to_owned())
                .collect(),
            summary: None,
            description: None,
            external_docs: None,
            deprecated: false,
            parameters,
            request_body,
            responses,
            security: Vec::new(),
            servers: Vec::new(),
            nowhere: Vec::new(),
            lifecycle: Default::default(),
            callback: None,
            callbacks: Default::default(),
        });
    }

    fn parameter(&mut self, id: OperationId, here: &Location, key: &str, schema: &Value) -> Parameter {
        let (place, name) = key.split_once(' ').unwrap();
        let place = match place {
            "path" => ParameterLocation::Path,
            "header" => ParameterLocation::Header,
            _ => ParameterLocation::Query,
        };
        let location = here.child("parameters").child(key);
        let schema = self.schema(Origin::Parameter(id, name.to_owned()), location.child("schema"), schema);
        Parameter {
            location,
            name: name.to_owned(),
            place,
            description: None,
            required: false,
            deprecated: false,
            style: place.default_style(),
            explode: place.default_style().default_explode(),
            allow_reserved: false,
            allow_empty_value: false,
            schema,
            content: None,
            examples: Vec::new(),
            lifecycle: Default::default(),
        }
    }

    fn response(&mut self, id: OperationId, here: &Location, key: &str, schema: &Value) -> Response {
        let status = match (key.parse(), key.strip_suffix("XX").and_then(|digit| digit.parse().ok())) {
            (Ok(code), _) => Status::Code(code),
            (Err(_), Some(digit)) => Status::Range(digit),
            (Err(_), None) => Status::Default,
        };
        let location = here.child("responses").child(key);
        let body = (!schema.is_null()).then(|| self.media(Origin::ResponseBody(id, status), location.clone(), schema));
        Response {
            location,
            status,
            description: None,
            content: body.into_iter().collect(),
            headers: Vec::new(),
            links: Default::default(),
            header_set: None,
        }
    }

    fn media(&mut self, origin: Origin, location: Location, schema: &Value) -> MediaType {
        let schema = self.schema(origin, location.child("schema"), schema);
        MediaType {
            location,
            range: MediaRange::new("application/json"),
            kind: BodyKind::Json,
            schema: Some(schema),
            form: None,
            encodings: Vec::new(),
            examples: Vec::new(),
            named_examples: Default::default(),
            encoding: Default::default(),
        }
    }
}

fn place(pointer: &str) -> Location {
    Location::root(Pointer::parse(pointer).unwrap())
}
