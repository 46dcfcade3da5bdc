//! Parameters: their rules as data, and the statements that take their values.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::Server;
use super::kind::{self, Kind};
use super::validation;
use crate::analyze::Scalar;
use crate::emit::rust_type::ident;
use crate::model::{Operation, Parameter, ParameterLocation, Shape, Style};

/// A parameter, as the request struct has it.
#[derive(Clone, Debug)]
pub(super) struct Field<'a> {
    /// The parameter.
    pub(super) parameter: &'a Parameter,
    /// The field.
    pub(super) name: Ident,
    /// Its type.
    pub(super) ty: TokenStream,
    /// Whether there is always a value.
    pub(super) is_certain: bool,
    kind: Kind,
    /// The JSON text of what stands for an absent value.
    pub(super) default: Option<String>,
}

/// The fields of an operation's parameters, in order.
pub(super) fn fields<'a>(
    emitter: &Server<'a>,
    operation: &'a Operation,
    names: &[crate::analyze::Ident],
) -> Vec<Field<'a>> {
    let parameters = operation.parameters.iter().zip(names);
    parameters
        .map(|(parameter, name)| field(emitter, parameter, ident(name)))
        .collect()
}

/// The wire rules of a parameter as data.
pub(super) fn data(emitter: &Server<'_>, parameter: &Parameter) -> TokenStream {
    field(emitter, parameter, format_ident!("value")).rules()
}

fn field<'a>(emitter: &Server<'a>, parameter: &'a Parameter, name: Ident) -> Field<'a> {
    let kind = kind::of(emitter, parameter);
    let default = default(emitter, parameter, &kind);
    let is_certain = parameter.required || default.is_some();
    let types = &emitter.types;
    let ty = if is_certain {
        types.of(parameter.schema)
    } else {
        let bare = types.bare(parameter.schema);
        quote!(Option<#bare>)
    };
    Field {
        parameter,
        name,
        ty,
        is_certain,
        kind,
        default,
    }
}

/// The JSON text of the default, where it surely is a value of the type.
fn default(emitter: &Server<'_>, parameter: &Parameter, kind: &Kind) -> Option<String> {
    let schemas = &emitter.context.api.schemas;
    let shape = schemas.get(emitter.types.shape_of(parameter.schema));
    let own = schemas.get(parameter.schema).annotations.default.as_ref();
    let default = own.or(shape.annotations.default.as_ref())?;
    let is_plain = match &shape.shape {
        _ if emitter.types.is_replaced(emitter.types.shape_of(parameter.schema)) => false,
        Shape::String(_) | Shape::Integer(_) | Shape::Number(_) => {
            !emitter.types.scalar(parameter.schema).is_some_and(Scalar::is_checked)
        }
        Shape::Never => false,
        Shape::Any
        | Shape::Null
        | Shape::Boolean
        | Shape::Enumeration(_)
        | Shape::Array(_)
        | Shape::Tuple(_)
        | Shape::Object(_)
        | Shape::Union(_)
        | Shape::Reference(_) => true,
    };
    (!parameter.required && is_plain && !default.is_null() && kind.fits(default)).then(|| default.to_string())
}

impl Field<'_> {
    /// The wire rules as data.
    pub(super) fn rules(&self) -> TokenStream {
        let Parameter {
            name,
            place,
            style,
            explode,
            required,
            ..
        } = self.parameter;
        let kind = self.kind.tokens();
        let constructor = match place {
            ParameterLocation::Path => quote!(path),
            ParameterLocation::Query => quote!(query),
            ParameterLocation::Header => quote!(header),
            ParameterLocation::Cookie => quote!(cookie),
            ParameterLocation::QueryString => quote!(query_string),
        };
        let mut rules = quote!(specwright_server::__private::parameter::Parameter::#constructor(#name, #kind));
        // Text in the media type of a `content` parameter has no style.
        let is_usual = self.parameter.content.is_some()
            || (*style == place.default_style() && (*explode == style.default_explode() || !self.is_composite()));
        if !is_usual {
            let style = style_tokens(*style);
            rules.extend(quote!(.style(#style, #explode)));
        }
        if *required && *place != ParameterLocation::Path {
            rules.extend(quote!(.required()));
        }
        if let Some(default) = &self.default {
            rules.extend(quote!(.default(#default)));
        }
        rules
    }

    fn is_composite(&self) -> bool {
        fn is_composite(kind: &Kind) -> bool {
            match kind {
                Kind::Array(_) | Kind::Object(..) => true,
                Kind::OneOf(kinds) => kinds.iter().any(is_composite),
                Kind::String | Kind::Integer | Kind::Number | Kind::Boolean | Kind::Null | Kind::Json | Kind::File => {
                    false
                }
            }
        }
        is_composite(&self.kind)
    }

    /// The expression that takes the value out of `values`, as an `Option`.
    fn take(&self, emitter: &Server<'_>, values: &Ident, index: &TokenStream) -> TokenStream {
        let (types, schema) = (&emitter.types, self.parameter.schema);
        let codec = { quote!(specwright_types::__private::codec) };
        let (ty, adapter) = if self.is_certain {
            (types.of(schema), types.adapter(schema))
        } else {
            (types.bare(schema), types.bare_adapter(schema))
        };
        // A floating-point number decodes like any other; only writing it takes an adapter.
        let adapter = adapter.filter(|_| !types.scalar(schema).is_some_and(Scalar::is_float));
        // An optional value may be null on the way: by its schema, or as an empty one that is allowed.
        let may_be_null = !self.is_certain && matches!(&self.kind, Kind::OneOf(kinds) if kinds.contains(&Kind::Null));
        match (adapter, may_be_null) {
            (None, false) => quote!(#values.take::<#ty>(#index)),
            (None, true) => quote!(#values.take::<Option<#ty>>(#index).flatten()),
            (Some(adapter), false) => {
                quote!(#values.take::<#codec::As<#ty, #adapter>>(#index).map(#codec::As::into_inner))
            }
            (Some(adapter), true) => quote! {
                #values
                    .take::<#codec::As<Option<#ty>, #codec::Nullable<#adapter>>>(#index)
                    .and_then(#codec::As::into_inner)
            },
        }
    }
}

/// The constant with the rules of all parameters; nothing where there are none.
pub(super) fn rules(fields: &[Field<'_>]) -> TokenStream {
    if fields.is_empty() {
        return TokenStream::new();
    }
    let rules = fields.iter().map(Field::rules);
    quote!(const PARAMETERS: &[specwright_server::__private::parameter::Parameter] = &[#(#rules),*];)
}

/// The statements that take all values: every fault is found before any is reported.
pub(super) fn take_all(emitter: &Server<'_>, fields: &[Field<'_>], incoming: &Ident) -> TokenStream {
    if fields.is_empty() {
        return TokenStream::new();
    }
    let values = &free("values", fields);
    let mut statements = TokenStream::new();
    // Where every value is certain and none is checked, what is missing tells of every fault.
    let mut finish = fields
        .iter()
        .any(|field| !field.is_certain)
        .then(|| quote!(#values.finish()?;));
    for (index, field) in fields.iter().enumerate() {
        let index = Literal::usize_unsuffixed(index).into_token_stream();
        let (name, taken) = (&field.name, field.take(emitter, values, &index));
        let place = (field.parameter.schema, field.is_certain);
        let check = validation::parameter(emitter, place, name, (values, &index));
        if let ([_], true, None) = (fields, field.is_certain, &check) {
            return quote! {
                let mut #values = #incoming.parameters(PARAMETERS);
                let Some(#name) = #taken else { return Err(#values.refuse()); };
            };
        }
        if check.is_some() {
            finish = Some(quote!(#values.finish()?;));
        }
        statements.extend(quote!(let #name = #taken; #check));
    }
    let certain: Vec<_> = fields.iter().filter(|f| f.is_certain).map(|f| &f.name).collect();
    let unwrap = match certain.as_slice() {
        [] => TokenStream::new(),
        [name] => quote!(let Some(#name) = #name else { return Err(#values.refuse()); };),
        names => quote! {
            let (#(Some(#names)),*) = (#(#names),*) else { return Err(#values.refuse()); };
        },
    };
    quote! {
        let mut #values = #incoming.parameters(PARAMETERS);
        #statements
        #unwrap
        #finish
    }
}

/// A name for a local variable that no field has.
pub(super) fn free(name: &str, fields: &[Field<'_>]) -> Ident {
    let mut name = name.to_owned();
    while fields.iter().any(|field| field.name == name) {
        name.push('_');
    }
    format_ident!("{name}")
}

/// The variant of the runtime's `Style`, which has the model's names.
pub(super) fn style_tokens(style: Style) -> TokenStream {
    let style = format_ident!("{style:?}");
    quote!(specwright_server::__private::parameter::Style::#style)
}
