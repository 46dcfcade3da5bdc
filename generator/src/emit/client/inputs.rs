//! The inputs of an operation: which are arguments of its method and which are setters.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

use super::{Client, parameter, request_body};
use crate::emit::rust_type;
use crate::model::{Operation, OperationId, Parameter, ParameterLocation, SchemaId, Shape};

/// More arguments than this nobody can read, and clippy warns.
const MAX_ARGUMENTS: usize = 6;

/// A parameter, or the body.
pub(super) struct Input<'a> {
    /// Its Rust name, as text.
    pub(super) ident: String,
    /// Its type in a signature.
    pub(super) ty: TokenStream,
    /// The expression that gives it to `call`.
    pub(super) set: TokenStream,
    /// The wire name for documentation: "the query parameter `q`".
    pub(super) what: String,
    /// What the description says.
    pub(super) description: Option<&'a str>,
    /// What the server takes where it is absent.
    pub(super) default: Option<&'a Value>,
    /// Whether users should stop giving it.
    pub(super) deprecated: bool,
    /// Whether every request must have it.
    pub(super) required: bool,
    /// Its place among the arguments: path parameters by their place in the path, then others, the body last.
    rank: (u8, usize),
}

impl Input<'_> {
    /// Its Rust name.
    pub(super) fn name(&self) -> Ident {
        rust_type::ident(&crate::analyze::Ident(self.ident.clone()))
    }
}

/// The inputs of an operation, arguments first, then setters in document order.
pub(super) struct Inputs<'a> {
    /// Arguments of the method.
    pub(super) arguments: Vec<Input<'a>>,
    /// Setters of the request builder.
    pub(super) setters: Vec<Input<'a>>,
}

/// Finds them. `body` is the enum of several representations. When there are too many required ones, path and body keep their places and others become setters.
pub(super) fn of<'a>(client: &Client<'a>, id: OperationId, operation: &'a Operation, body: &Ident) -> Inputs<'a> {
    let mut inputs = all(client, id, operation, body);
    inputs.sort_by_key(|input| input.rank);
    let required = inputs.iter().filter(|input| input.required).count();
    let mut free = MAX_ARGUMENTS;
    let mut out = Inputs {
        arguments: Vec::new(),
        setters: Vec::new(),
    };
    for input in inputs {
        let stays = required <= MAX_ARGUMENTS || input.rank.0 != 1;
        if input.required && stays && free > 0 {
            free -= 1;
            out.arguments.push(input);
        } else {
            out.setters.push(input);
        }
    }
    out
}

fn all<'a>(client: &Client<'a>, id: OperationId, operation: &'a Operation, body: &Ident) -> Vec<Input<'a>> {
    let Some(facts) = client.context.facts.operations.get(id.0) else {
        return Vec::new();
    };
    let parameters = operation.parameters.iter().zip(&facts.parameters).enumerate();
    let mut inputs: Vec<Input<'a>> = parameters
        .map(|(index, (parameter, ident))| of_parameter(client, operation, index, parameter, &ident.0))
        .collect();
    if let Some(request) = &operation.request_body {
        let name = rust_type::ident(&facts.body);
        let plan = request_body::plan(client, request, body, &name);
        inputs.push(Input {
            ident: facts.body.0.clone(),
            set: plan.set,
            ty: plan.ty,
            what: "the body".to_owned(),
            description: request.description.as_deref(),
            default: None,
            deprecated: false,
            required: request.required,
            rank: (2, 0),
        });
    }
    inputs
}

fn of_parameter<'a>(
    client: &Client<'a>,
    operation: &'a Operation,
    index: usize,
    parameter: &'a Parameter,
    ident: &str,
) -> Input<'a> {
    let schema = client.context.api.schemas.get(parameter.schema);
    let in_path = operation.path.parameters().position(|name| name == parameter.name);
    let rank = match parameter.place {
        ParameterLocation::Path => (0, in_path.unwrap_or(usize::MAX)),
        ParameterLocation::Query
        | ParameterLocation::QueryString
        | ParameterLocation::Header
        | ParameterLocation::Cookie => (1, index),
    };
    let (ty, set) = typed(client, index, parameter, ident);
    Input {
        ident: ident.to_owned(),
        ty,
        set,
        what: parameter::named(parameter),
        description: parameter
            .description
            .as_deref()
            .or(schema.annotations.description.as_deref()),
        default: default(client, parameter.schema),
        deprecated: parameter.deprecated,
        required: parameter.required,
        rank,
    }
}

/// The type of a parameter in a signature, and the expression that sets it. Null says nothing that absence does not.
fn typed(client: &Client<'_>, index: usize, parameter: &Parameter, ident: &str) -> (TokenStream, TokenStream) {
    let types = &client.types;
    let name = rust_type::ident(&crate::analyze::Ident(ident.to_owned()));
    let index = proc_macro2::Literal::usize_unsuffixed(index);
    if types.is_string(parameter.schema) {
        return (
            quote!(impl Into<String>),
            quote!(call.set::<String>(#index, &#name.into());),
        );
    }
    let ty = types.bare(parameter.schema);
    let set = match types.bare_encoder(parameter.schema) {
        Some(adapter) => {
            quote!(call.set(#index, &specwright_types::__private::codec::As::<_, #adapter>::new(&#name));)
        }
        None => quote!(call.set(#index, &#name);),
    };
    (ty, set)
}

/// The default of a schema, or of the schema that it refers to.
fn default<'a>(client: &Client<'a>, id: SchemaId) -> Option<&'a Value> {
    let schemas = &client.context.api.schemas;
    let schema = schemas.get(id);
    let own = schema.annotations.default.as_ref();
    own.or_else(|| match schema.shape {
        Shape::Reference(target) => schemas.get(target).annotations.default.as_ref(),
        _ => None,
    })
    .filter(|default| !default.is_null())
}

/// The expression on the call that a setter has in its field.
pub(super) fn on_field(set: &TokenStream) -> TokenStream {
    let this = format_ident!("self");
    quote!(#this.#set)
}
