//! The model as text: one line a schema, parameter, body or response.

use std::fmt::Write;

use serde_json::Number;

use crate::model::{
    Additional, Annotations, Api, Constraints, Discriminator, Enumeration, MediaType, Object, Origin, Parameter,
    Schema, SchemaId, Shape, UnionKind,
};

/// Every schema: `name = shape`, inline ones named after what they belong to.
pub(super) fn schemas(api: &Api) -> String {
    let mut text = String::new();
    for (id, schema) in api.schemas.iter() {
        writeln!(text, "{} = {}", name(api, id), line(api, schema)).unwrap();
    }
    text
}

/// Every operation with its parameters, bodies and responses.
pub(super) fn operations(api: &Api) -> String {
    let mut text = String::new();
    for operation in &api.operations {
        writeln!(text, "{} {}", operation.method.as_str(), operation.path.text).unwrap();
        for parameter in &operation.parameters {
            writeln!(text, "  {}", self::parameter(api, parameter)).unwrap();
        }
        if let Some(body) = &operation.request_body {
            let required = if body.required { " required" } else { "" };
            writeln!(text, "  body{required}{}", content(api, &body.content)).unwrap();
        }
        for response in &operation.responses {
            write!(text, "  {:?}{}", response.status, content(api, &response.content)).unwrap();
            for header in &response.headers {
                let required = if header.required { "!" } else { "" };
                write!(text, " [{}{required}: {}]", header.name, name(api, header.schema)).unwrap();
            }
            text.push('\n');
        }
    }
    text
}

fn parameter(api: &Api, parameter: &Parameter) -> String {
    let mut text = format!(
        "{:?} {}{} {:?}",
        parameter.place,
        parameter.name,
        if parameter.required { "!" } else { "" },
        parameter.style
    );
    let flags = [
        (parameter.explode, " explode"),
        (parameter.allow_reserved, " reserved"),
        (parameter.allow_empty_value, " empty"),
        (parameter.deprecated, " deprecated"),
    ];
    text.extend(flags.iter().filter(|(set, _)| *set).map(|(_, flag)| *flag));
    if let Some(range) = &parameter.content {
        write!(text, " as {range}").unwrap();
    }
    format!("{text}: {}", name(api, parameter.schema))
}

fn content(api: &Api, content: &[MediaType]) -> String {
    let mut text = String::new();
    for entry in content {
        write!(text, " {} {:?}", entry.range, entry.kind).unwrap();
        if let Some(schema) = entry.schema {
            write!(text, " {}", name(api, schema)).unwrap();
        }
    }
    text
}

pub(super) fn name(api: &Api, id: SchemaId) -> String {
    match &api.schemas.get(id).origin {
        Origin::Component(name) => name.clone(),
        Origin::Property(owner, property) => format!("{}.{property}", name(api, *owner)),
        Origin::Part(owner, property) => format!("{}.{property} part", name(api, *owner)),
        Origin::PartHeaders(owner) => format!("{} headers", name(api, *owner)),
        Origin::Items(owner) => format!("{}[]", name(api, *owner)),
        Origin::TupleItem(owner, index) => format!("{}[{index}]", name(api, *owner)),
        Origin::Values(owner) => format!("{}.*", name(api, *owner)),
        Origin::Keys(owner) => format!("{}.keys", name(api, *owner)),
        Origin::Variant(owner, index) => format!("{}|{index}", name(api, *owner)),
        Origin::Parameter(operation, parameter) => format!("#{}?{parameter}", operation.0),
        Origin::RequestBody(operation) => format!("#{}.body", operation.0),
        Origin::ResponseBody(operation, status) => format!("#{}.{status:?}", operation.0),
        Origin::ResponseHeader(operation, status, header) => format!("#{}.{status:?}.{header}", operation.0),
        Origin::ComponentParameter(name) => format!("parameter {name}"),
        Origin::ComponentRequestBody(name) => format!("requestBody {name}"),
        Origin::ComponentResponse(name) => format!("response {name}"),
        Origin::ResponseHeaders(operation, status) => format!("#{}.{status:?} headers", operation.0),
        Origin::ComponentResponseHeaders(name) => format!("response {name} headers"),
        Origin::ComponentResponseHeader(name, header) => format!("response {name}.{header}"),
    }
}

fn line(api: &Api, schema: &Schema) -> String {
    let mut text = shape(api, &schema.shape);
    if schema.nullable {
        text.push_str(" | null");
    }
    let rules: String = schema.rules.iter().map(|rule| format!(" with {rule}")).collect();
    text + &constraints(&schema.constraints) + &rules + &annotations(&schema.annotations)
}

fn shape(api: &Api, shape: &Shape) -> String {
    match shape {
        Shape::Any | Shape::Never | Shape::Null | Shape::Boolean => format!("{shape:?}"),
        Shape::Integer(format) => format!("Integer {format:?}").replace(" Unspecified", ""),
        Shape::Number(format) => format!("Number {format:?}").replace(" Unspecified", ""),
        Shape::String(format) => format!("String {format:?}").replace(" Unspecified", ""),
        Shape::Enumeration(listed) => enumeration(listed),
        Shape::Array(array) => format!("[{}]", name(api, array.items)),
        Shape::Tuple(tuple) => {
            let mut items: Vec<_> = tuple.prefix.iter().map(|id| name(api, *id)).collect();
            items.extend(tuple.rest.map(|rest| format!("{}…", name(api, rest))));
            format!("({})", items.join(", "))
        }
        Shape::Object(found) => object(api, found),
        Shape::Union(union) => {
            let kind = match union.kind {
                UnionKind::OneOf => "one of ",
                UnionKind::AnyOf => "any of ",
            };
            let members: Vec<_> = union.variants.iter().map(|variant| name(api, variant.schema)).collect();
            kind.to_owned() + &members.join(" / ") + &discriminator(api, union.discriminator.as_ref())
        }
        Shape::Reference(target) => format!("-> {}", name(api, *target)),
    }
}

fn enumeration(listed: &Enumeration) -> String {
    let value = |value: &crate::model::EnumValue| {
        let mut text = value.value.to_string();
        text.extend(value.name.iter().map(|name| format!(" as {name}")));
        text.extend(value.description.iter().map(|description| format!(" ({description})")));
        text
    };
    let values: Vec<_> = listed.values.iter().map(value).collect();
    format!("{}enum {}", if listed.open { "open " } else { "" }, values.join(" "))
}

fn object(api: &Api, object: &Object) -> String {
    let mut members: Vec<_> = object
        .properties
        .iter()
        .map(|property| {
            let required = if property.required { "!" } else { "" };
            format!("{}{required}: {}", property.name, name(api, property.schema))
        })
        .collect();
    members.extend(
        object
            .patterns
            .iter()
            .map(|(pattern, id)| format!("/{pattern}/: {}", name(api, *id))),
    );
    members.extend(object.keys.map(|id| format!("keys: {}", name(api, id))));
    members.extend(
        object
            .dependent_required
            .iter()
            .map(|(name, needed)| format!("{name} needs {}", needed.join("+"))),
    );
    members.extend(match object.additional {
        Additional::Unspecified => None,
        Additional::Closed => Some("closed".to_owned()),
        Additional::Schema(id) => Some(format!("*: {}", name(api, id))),
    });
    format!("{{{}}}", members.join(", ")) + &discriminator(api, object.discriminator.as_ref())
}

fn discriminator(api: &Api, discriminator: Option<&Discriminator>) -> String {
    let Some(found) = discriminator else {
        return String::new();
    };
    let mapping: Vec<_> = found
        .mapping
        .iter()
        .map(|(value, id)| format!("{value} {}", name(api, *id)))
        .collect();
    let other = found.other.map(|id| format!(", else {}", name(api, id)));
    format!(
        " by {}: {}{}",
        found.property,
        mapping.join(", "),
        other.unwrap_or_default()
    )
}

fn constraints(all: &Constraints) -> String {
    let count = |name: &str, count: Option<u64>| count.map(|count| format!("{name} {count}"));
    let number = |name: &str, number: &Option<Number>| number.as_ref().map(|number| format!("{name} {number}"));
    let demands = [
        count("minLength", all.min_length),
        count("maxLength", all.max_length),
        all.pattern.as_ref().map(|pattern| format!("pattern {pattern}")),
        number(">=", &all.minimum),
        number(">", &all.exclusive_minimum),
        number("<=", &all.maximum),
        number("<", &all.exclusive_maximum),
        number("multipleOf", &all.multiple_of),
        count("minItems", all.min_items),
        count("maxItems", all.max_items),
        all.unique_items.then(|| "uniqueItems".to_owned()),
        count("minProperties", all.min_properties),
        count("maxProperties", all.max_properties),
    ];
    let demands: Vec<_> = demands.into_iter().flatten().collect();
    if demands.is_empty() {
        return String::new();
    }
    format!(" where {}", demands.join(", "))
}

fn annotations(all: &Annotations) -> String {
    let mut text = String::new();
    text.extend(all.title.iter().map(|title| format!(" title {title:?}")));
    text.extend(all.description.iter().map(|description| format!(" {description:?}")));
    let flags = [
        (all.deprecated, " deprecated"),
        (all.read_only, " readOnly"),
        (all.write_only, " writeOnly"),
    ];
    text.extend(flags.iter().filter(|(set, _)| *set).map(|(_, flag)| *flag));
    text.extend(all.default.iter().map(|default| format!(" default {default}")));
    text.extend(all.examples.iter().map(|example| format!(" example {example}")));
    text.extend(all.external_docs.iter().map(|docs| format!(" see {}", docs.url)));
    text.extend(all.xml.iter().map(|xml| format!(" xml {xml}")));
    text
}
