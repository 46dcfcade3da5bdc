//! Parameters (OAS 3.1.1 §4.8.12).

use openapiv3::{Parameter as Read, PathStyle, QueryStyle};
use serde_json::json;

use crate::lower::Lowering;
use crate::lower::schema::node::Node;
use crate::lower::schema::spelling;
use crate::model::{
    MediaRange, OperationId, Origin, Parameter, ParameterLocation, SchemaId, Shape, StringFormat, Style,
};
use crate::normalize::keywords as own;
use crate::report::Code;

/// The type of a parameter's or header's value.
pub(in crate::lower) struct Value {
    pub(in crate::lower) schema: SchemaId,
    pub(in crate::lower) content: Option<MediaRange>,
}

impl<'a> Lowering<'a> {
    /// A parameter of an operation; a shared one is read once.
    pub(in crate::lower) fn parameter(&mut self, operation: OperationId, node: &Node<'a>) -> Option<Parameter> {
        let shared = node.reference().is_some();
        let node = self.resolve(node)?;
        if let Some(known) = self.parameters.get(&node.pointer) {
            return known.clone();
        }
        let name = if shared { node.pointer.last() } else { None };
        let origin = |parameter: &str| match &name {
            Some(name) => Origin::ComponentParameter(name.clone()),
            None => Origin::Parameter(operation, parameter.to_owned()),
        };
        let parameter = self.read_parameter(&node, origin);
        self.parameters.insert(node.pointer, parameter.clone());
        parameter
    }

    fn read_parameter(&mut self, node: &Node<'a>, origin: impl Fn(&str) -> Origin) -> Option<Parameter> {
        let mut object = node.copy_without(&["schema", "content", "example", "examples"]);
        // What the value is, is read for itself.
        object.insert("schema".to_owned(), json!({}));
        let read: Read = self.read(object, &node.pointer)?;
        let data = read.parameter_data_ref().clone();
        let (mut place, style, allow_reserved, allow_empty_value) = layout(&read);
        if node.text(own::IN).as_deref() == Some("querystring") {
            place = ParameterLocation::QueryString;
        }
        // 2.0 and 3.2 have more styles than `openapiv3` knows, and in more places.
        let own = node.text(own::STYLE).as_deref().and_then(Style::parse);
        let style = own.unwrap_or(style);
        let value = self.parameter_value(node, origin(&data.name));
        Some(Parameter {
            location: self.locate(&node.pointer),
            name: data.name,
            place,
            description: data.description,
            required: data.required || place == ParameterLocation::Path,
            deprecated: data.deprecated.unwrap_or_default(),
            style,
            explode: data.explode.unwrap_or_else(|| style.default_explode()),
            // 3.2 has it everywhere (§4.12.2.2).
            allow_reserved: allow_reserved || node.flag("allowReserved"),
            allow_empty_value,
            schema: value.schema,
            content: value.content,
            examples: node.examples(|reference| self.target(reference)),
            lifecycle: spelling::lifecycle(node),
        })
    }

    /// The type of the value: `schema`, or the only entry of `content`.
    pub(in crate::lower) fn parameter_value(&mut self, node: &Node<'a>, origin: Origin) -> Value {
        if let Some(schema) = node.get("schema") {
            return Value {
                schema: self.schema(&schema, origin),
                content: None,
            };
        }
        let Some((range, media_type)) = node.members("content").next() else {
            let message = "neither `schema` nor `content` says what the value is: taken as text";
            self.report(Code::Tolerated, &node.pointer, message);
            return Value {
                schema: self.text(node, origin),
                content: None,
            };
        };
        let schema = match media_type.get("schema") {
            Some(schema) => self.schema(&schema, origin),
            None => self.reserve(&media_type.pointer, origin),
        };
        Value {
            schema,
            content: Some(MediaRange::new(range)),
        }
    }

    /// A schema of text that the description does not have.
    pub(in crate::lower) fn text(&mut self, node: &Node<'a>, origin: Origin) -> SchemaId {
        let id = self.reserve(&node.pointer, origin);
        self.api.schemas.get_mut(id).shape = Shape::String(StringFormat::Unspecified);
        id
    }
}

/// Place, style, `allowReserved` and `allowEmptyValue`.
fn layout(read: &Read) -> (ParameterLocation, Style, bool, bool) {
    match read {
        Read::Query {
            style,
            allow_reserved,
            allow_empty_value,
            ..
        } => {
            let style = match style {
                QueryStyle::Form => Style::Form,
                QueryStyle::SpaceDelimited => Style::SpaceDelimited,
                QueryStyle::PipeDelimited => Style::PipeDelimited,
                QueryStyle::DeepObject => Style::DeepObject,
            };
            let empty = allow_empty_value.unwrap_or_default();
            (ParameterLocation::Query, style, *allow_reserved, empty)
        }
        Read::Path { style, .. } => {
            let style = match style {
                PathStyle::Simple => Style::Simple,
                PathStyle::Label => Style::Label,
                PathStyle::Matrix => Style::Matrix,
            };
            (ParameterLocation::Path, style, false, false)
        }
        Read::Header { .. } => (ParameterLocation::Header, Style::Simple, false, false),
        Read::Cookie { .. } => (ParameterLocation::Cookie, Style::Form, false, false),
    }
}
