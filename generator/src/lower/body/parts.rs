//! Parts with header fields (OAS 3.1.1 §4.8.15): what they have, and the properties that they make.

use std::collections::BTreeMap;

use crate::lower::Lowering;
use crate::lower::operation::header::object;
use crate::lower::schema::node::Node;
use crate::model::{Api, Array, Encoding, ITEMS, MediaType, Origin, PartHeaders, Property, Schema, SchemaId, Shape};
use crate::normalize::keywords as own;
use crate::pointer::Location;
use crate::report::Code;

/// Header fields of parts that are said elsewhere.
pub(in crate::lower) const KNOWN: &[(&str, &str)] = &[
    (
        "content-type",
        "`Content-Type` is what `contentType` says; this header is ignored",
    ),
    (
        "content-disposition",
        "`Content-Disposition` has the names of the property and the file; this header is ignored",
    ),
];

impl<'a> Lowering<'a> {
    /// What has the properties of a form in Rust, if it is one object and some of them have header fields: elsewhere, in
    /// JSON say, a component has none.
    pub(in crate::lower) fn form(
        &mut self,
        node: &Node<'a>,
        schema: Option<SchemaId>,
        origin: &Origin,
    ) -> Option<SchemaId> {
        let schema = schema.filter(|_| encodings(node).iter().any(|(_, node)| headers(node).is_some()))?;
        let resolved = self.api.schemas.resolve(schema)?;
        if !matches!(
            self.api.schemas.get(resolved).shape,
            Shape::Object(_) | Shape::Array(_) | Shape::Tuple(_)
        ) {
            return None;
        }
        let is_shared = schema != resolved || matches!(self.api.schemas.get(schema).origin, Origin::Component(_));
        Some(match is_shared {
            true => self.reserve(&node.pointer.child("schema"), origin.clone()),
            false => schema,
        })
    }

    /// The header fields that the parts of a property have, by the schema that is described and the one in Rust.
    pub(in crate::lower) fn property_headers(
        &mut self,
        encoding: &Encoding,
        (schema, form): (Option<SchemaId>, Option<SchemaId>),
        node: &Node<'a>,
    ) -> Option<PartHeaders> {
        let headers = headers(node)?;
        let content = schema.and_then(|schema| self.property(schema, &encoding.property));
        let named = form.zip(content);
        let obstacle = match named {
            Some(_) if encoding.layout.is_some() => "a style may lay the value out in several parts",
            Some((form, content)) => {
                let (content, is_list) = match self.shape_of(Some(content)) {
                    Some(Shape::Array(Array { items })) => (*items, true),
                    _ => (content, false),
                };
                let headers = self.part_headers((form, &encoding.property), node, KNOWN)?;
                return Some(PartHeaders {
                    content,
                    is_list,
                    ..headers
                });
            }
            None => "no object names the property",
        };
        let message = format!("header fields of `{}` are ignored: {obstacle}", encoding.property);
        self.report(Code::Widened, &headers.pointer, message);
        None
    }

    /// The header fields of an encoding; what the parts hold is to be filled in.
    pub(in crate::lower) fn part_headers(
        &mut self,
        (form, property): (SchemaId, &str),
        node: &Node<'a>,
        known: &[(&str, &str)],
    ) -> Option<PartHeaders> {
        let headers = headers(node)?;
        let part = self.reserve(&node.pointer, Origin::Part(form, property.to_owned()));
        let set = self.reserve(&headers.pointer, Origin::PartHeaders(part));
        let fields = self.headers(node, known, |name| Origin::Property(set, name.to_owned()));
        self.header_set(set, &fields);
        (!fields.is_empty()).then_some(PartHeaders {
            fields,
            set,
            part,
            content: part,
            is_list: false,
        })
    }

    /// The schema of a property that an object names.
    fn property(&self, form: SchemaId, name: &str) -> Option<SchemaId> {
        let Some(Shape::Object(object)) = self.shape_of(Some(form)) else {
            return None;
        };
        let property = object.properties.iter().find(|property| property.name == name)?;
        Some(property.schema)
    }
}

/// The encodings of a media type, of any kind.
fn encodings<'a>(node: &Node<'a>) -> Vec<(String, Node<'a>)> {
    let named = node.members("encoding").map(|(name, node)| (name.clone(), node));
    named.chain(positions(node)).collect()
}

/// The encodings by position.
pub(in crate::lower) fn positions<'a>(node: &Node<'a>) -> impl Iterator<Item = (String, Node<'a>)> + use<'a> {
    let prefix = node.items(own::PREFIX_ENCODING).into_iter().enumerate();
    let prefix = prefix.map(|(index, node)| (index.to_string(), node));
    prefix.chain(node.get(own::ITEM_ENCODING).map(|node| (ITEMS.to_owned(), node)))
}

/// The header fields of an encoding, where there are any.
fn headers<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    let headers = node.get("headers")?;
    headers.entries().next().is_some().then_some(headers)
}

/// Makes properties whose parts have header fields what they are in Rust: objects of `headers` and `content`, or arrays of
/// such. Comparisons see them as they are described.
pub(crate) fn split_parts(api: &mut Api) {
    // Bodies that several operations share are there several times.
    let mut split: BTreeMap<Location, MediaType> = BTreeMap::new();
    let bodies = api
        .operations
        .iter()
        .filter_map(|operation| operation.request_body.as_ref());
    for media in bodies.flat_map(|body| &body.content) {
        if media.form.is_some() {
            split.insert(media.location.clone(), media.clone());
        }
    }
    for media in split.values_mut() {
        split_media(api, media);
    }
    let bodies = { api.operations.iter_mut() }.filter_map(|operation| operation.request_body.as_mut());
    for media in bodies.flat_map(|body| &mut body.content) {
        if let Some(split) = split.get(&media.location) {
            media.clone_from(split);
        }
    }
    api.schemas.seal();
}

fn split_media(api: &mut Api, media: &mut MediaType) {
    let described = media.schema.and_then(|schema| api.schemas.resolve(schema));
    let (Some(form), Some(described)) = (media.form, described) else {
        return;
    };
    if form != described {
        let own = api.schemas.get(form);
        let (location, origin) = (own.location.clone(), own.origin.clone());
        *api.schemas.get_mut(form) = Schema {
            location,
            origin,
            ..api.schemas.get(described).clone()
        };
    }
    media.schema = Some(form);
    let mut shape = api.schemas.get(form).shape.clone();
    for encoding in &mut media.encodings {
        let name = encoding.property.as_str();
        let place = match &mut shape {
            Shape::Object(object) => {
                let property = object.properties.iter_mut().find(|property| property.name == name);
                property.map(|property| &mut property.schema)
            }
            Shape::Array(array) if name == ITEMS => Some(&mut array.items),
            Shape::Tuple(tuple) => { name.parse::<usize>().ok() }.and_then(|index| tuple.prefix.get_mut(index)),
            _ => None,
        };
        if let (Some(place), Some(headers)) = (place, &mut encoding.headers) {
            *place = split_part(api, (form, name, *place), headers);
        }
    }
    api.schemas.get_mut(form).shape = shape;
}

/// The schema in place of another, which parts hold: of objects, or of an array of them.
fn split_part(api: &mut Api, (form, name, schema): (SchemaId, &str, SchemaId), headers: &mut PartHeaders) -> SchemaId {
    let whole = api.schemas.get(api.schemas.resolve(schema).unwrap_or(schema)).clone();
    let is_property = matches!(api.schemas.get(form).shape, Shape::Object(_));
    let list = match whole.shape {
        Shape::Array(Array { items }) if headers.is_list && is_property => Some(items),
        _ => None,
    };
    headers.content = list.unwrap_or(schema);
    let content = api.schemas.get(headers.content);
    let description = content.annotations.description.clone();
    let entry = |name: &str, schema| Property {
        name: name.to_owned(),
        schema,
        required: true,
    };
    let properties = vec![entry("headers", headers.set), entry("content", headers.content)];
    let part = api.schemas.get_mut(headers.part);
    part.shape = Shape::Object(object(properties));
    part.annotations.description = description;
    if list.is_none() {
        return headers.part;
    }
    api.schemas.push(Schema {
        origin: Origin::Property(form, name.to_owned()),
        shape: Shape::Array(Array { items: headers.part }),
        ..whole
    })
}
