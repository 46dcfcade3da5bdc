//! What the members of a union are called: after what they hold.
//!
//! In this order: the component that a member is, its title, the value of the discriminator that stands for it, the value
//! of its constant property, else the kind of value: `Date`, `Uuid`, `Integer`, `StringList`. Of several objects each is
//! called after a property that only it has.

use std::collections::HashMap;

use super::discriminate;
use crate::analyze::names::ident::{Kind, spell};
use crate::model::{
    Additional, Api, Discriminator, Enumeration, IntegerFormat, NumberFormat, Object, Origin, Schema, SchemaId, Shape,
    StringFormat, Union,
};

/// The longest title that is taken for a name.
const MAX_TITLE: usize = 40;

/// Kinds of so many members are put together for the name of a union in a union.
const MAX_MEMBERS: usize = 3;

/// Lists in lists: deeper ones are just lists.
const MAX_DEPTH: usize = 3;

/// What a member is called by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analyze) enum Label {
    /// A name of its own: component, title, value of the discriminator or of a constant property.
    Own(String),
    /// Only the kind of value that it is, to be qualified where it names a type.
    Kind(String),
}

impl Label {
    /// The name.
    pub(in crate::analyze) fn text(&self) -> &str {
        match self {
            Self::Own(text) | Self::Kind(text) => text,
        }
    }
}

/// By schema index, what the members of a union are called, in order; nothing for other schemas.
pub(in crate::analyze) fn labels(api: &Api) -> Vec<Vec<Label>> {
    let each = api.schemas.iter().map(|(_, schema)| match &schema.shape {
        Shape::Union(union) => of_union(api, union),
        _ => Vec::new(),
    });
    each.collect()
}

fn of_union(api: &Api, union: &Union) -> Vec<Label> {
    let mapped = mapped(api, union.discriminator.as_ref());
    let own = |member: SchemaId| {
        named(api, member)
            .or_else(|| titled(api.schemas.get(member)))
            .or_else(|| spell(mapped.get(&api.schemas.resolve(member)?)?, Kind::Type))
            .or_else(|| discriminate::constant_text(api, union, member).and_then(|text| spell(&text, Kind::Type)))
    };
    let members = union.variants.iter().map(|variant| variant.schema);
    let own: Vec<_> = { members.clone() }.map(|member| (member, own(member))).collect();
    let plain: Vec<_> = members.map(|member| kind(api, member, 0)).collect();
    let mut count: HashMap<&str, usize> = HashMap::new();
    for (kind, _) in plain.iter().zip(&own).filter(|(_, (_, own))| own.is_none()) {
        *count.entry(kind).or_default() += 1;
    }
    let properties = properties(api, union);
    let labels = own.into_iter().zip(&plain).map(|((member, own), plain)| {
        let among_many = || count.get(plain.as_str()).is_some_and(|count| *count > 1);
        match (own, object(api, member)) {
            (Some(own), _) => Label::Own(own),
            (None, Some(object)) if properties.objects > 1 => {
                Label::Kind(telling_property(object, &properties).unwrap_or_else(|| plain.clone()))
            }
            (None, _) => {
                let special = among_many().then(|| special(api, member)).flatten();
                Label::Kind(special.unwrap_or_else(|| plain.clone()))
            }
        }
    });
    labels.collect()
}

/// The properties of the objects among the members.
struct Properties<'a> {
    /// How many have one of that name.
    count: HashMap<&'a str, usize>,
    /// How many objects there are.
    objects: usize,
}

fn properties<'a>(api: &'a Api, union: &Union) -> Properties<'a> {
    let mut found = Properties {
        count: HashMap::new(),
        objects: 0,
    };
    for object in union.variants.iter().filter_map(|variant| object(api, variant.schema)) {
        found.objects += 1;
        for property in &object.properties {
            *found.count.entry(&property.name).or_default() += 1;
        }
    }
    found
}

/// The name of the first property that no other object has: one that must be there, else any.
fn telling_property(object: &Object, all: &Properties<'_>) -> Option<String> {
    let mut only = object
        .properties
        .iter()
        .filter(|property| all.count.get(property.name.as_str()) == Some(&1));
    let first = only.clone().find(|property| property.required).or_else(|| only.next());
    spell(&first?.name, Kind::Type)
}

fn object(api: &Api, member: SchemaId) -> Option<&Object> {
    match &api.schemas.get(api.schemas.resolve(member)?).shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}

/// The component that a member is.
fn named(api: &Api, member: SchemaId) -> Option<String> {
    let component = api.schemas.chain(member).find_map(|(_, schema)| match &schema.origin {
        Origin::Component(name) => Some(name),
        _ => None,
    });
    spell(component?, Kind::Type)
}

fn titled(schema: &Schema) -> Option<String> {
    let title = schema.annotations.title.as_deref()?;
    (title.chars().count() <= MAX_TITLE).then(|| spell(title, Kind::Type))?
}

/// By schema, the first value of the discriminator that stands for it.
fn mapped<'a>(api: &Api, discriminator: Option<&'a Discriminator>) -> HashMap<SchemaId, &'a str> {
    let mut values = HashMap::new();
    for (value, target) in discriminator.iter().flat_map(|discriminator| &discriminator.mapping) {
        if let Some(target) = api.schemas.resolve(*target) {
            values.entry(target).or_insert(value.as_str());
        }
    }
    values
}

/// The kind of value that a schema is.
fn kind(api: &Api, id: SchemaId, depth: usize) -> String {
    let resolved = api.schemas.resolve(id).unwrap_or(id);
    let name = match &api.schemas.get(resolved).shape {
        Shape::Any | Shape::Reference(_) => "Any",
        Shape::Never => "Never",
        Shape::Null => "Null",
        Shape::Boolean => "Boolean",
        Shape::Integer(IntegerFormat::UnixTime) => "UnixTime",
        Shape::Integer(_) => "Integer",
        Shape::Number(NumberFormat::Decimal) => "Decimal",
        Shape::Number(_) => "Number",
        Shape::String(format) => return text(format),
        Shape::Enumeration(enumeration) => return listed(enumeration),
        Shape::Array(array) => match named(api, array.items) {
            Some(item) => return item + "List",
            None if depth < MAX_DEPTH => {
                let item = kind(api, array.items, depth + 1);
                return if item == "Any" {
                    "List".to_owned()
                } else {
                    item + "List"
                };
            }
            None => "List",
        },
        Shape::Tuple(_) => "Tuple",
        Shape::Object(object) if object.properties.is_empty() && object.additional != Additional::Closed => "Map",
        Shape::Object(_) => "Object",
        Shape::Union(union) if depth < MAX_DEPTH && union.variants.len() <= MAX_MEMBERS => {
            let each = union.variants.iter().map(|variant| variant.schema);
            let each = each.map(|member| named(api, member).unwrap_or_else(|| kind(api, member, depth + 1)));
            return each.collect::<Vec<_>>().join("Or");
        }
        Shape::Union(_) => "Choice",
    };
    name.to_owned()
}

fn text(format: &StringFormat) -> String {
    let name = match format {
        StringFormat::Unspecified => "String",
        StringFormat::Byte | StringFormat::Base64Url | StringFormat::Binary => "Bytes",
        StringFormat::Uuid
        | StringFormat::Date
        | StringFormat::DateTime
        | StringFormat::Time
        | StringFormat::Duration
        | StringFormat::File
        | StringFormat::Decimal
        | StringFormat::Uri
        | StringFormat::UriReference
        | StringFormat::Hostname
        | StringFormat::Email
        | StringFormat::Ipv4
        | StringFormat::Ipv6
        | StringFormat::Password
        | StringFormat::Other(_) => {
            return spell(format.name(), Kind::Type).unwrap_or_else(|| "String".to_owned());
        }
    };
    name.to_owned()
}

/// The only value, else the kind of all values.
fn listed(enumeration: &Enumeration) -> String {
    let all = |test: fn(&serde_json::Value) -> bool| enumeration.values.iter().all(|value| test(&value.value));
    let only = match enumeration.values.as_slice() {
        [only] => only.value.as_str().and_then(|text| spell(text, Kind::Type)),
        _ => None,
    };
    match only {
        Some(only) if !enumeration.open => only,
        _ if all(|value| value.is_i64() || value.is_u64()) => "Integer".to_owned(),
        _ if all(serde_json::Value::is_number) => "Number".to_owned(),
        _ if all(serde_json::Value::is_boolean) => "Boolean".to_owned(),
        _ => "Enumeration".to_owned(),
    }
}

/// A closer name for a number among others.
fn special(api: &Api, member: SchemaId) -> Option<String> {
    let name = match &api.schemas.get(api.schemas.resolve(member)?).shape {
        Shape::Integer(format) => format.name(),
        Shape::Number(format) => format.name(),
        _ => return None,
    };
    spell(name, Kind::Type)
}
