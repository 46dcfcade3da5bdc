//! Parameters as data for the runtime.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::docs::code;
use crate::model::{Parameter, ParameterLocation, Style};

/// The constant that describes a parameter.
pub(super) fn data(parameter: &Parameter) -> TokenStream {
    let name = &parameter.name;
    let place = match parameter.place {
        ParameterLocation::Path => quote!(path),
        ParameterLocation::Query => quote!(query),
        ParameterLocation::Header => quote!(header),
        ParameterLocation::Cookie => quote!(cookie),
        ParameterLocation::QueryString => quote!(query_string),
    };
    let implied = parameter.place == ParameterLocation::Path;
    let required = (parameter.required && !implied).then(|| quote!(.required()));
    let reserved = parameter.allow_reserved.then(|| quote!(.reserved()));
    let layout = match content(parameter) {
        Some(content) => Some(quote!(.content(specwright_client::__private::Content::#content))),
        None => style(parameter),
    };
    quote!(specwright_client::__private::Parameter::#place(#name) #layout #reserved #required)
}

fn content(parameter: &Parameter) -> Option<TokenStream> {
    let range = parameter.content.as_ref()?;
    Some(if range.is_json() {
        quote!(Json)
    } else if range.essence() == "application/x-www-form-urlencoded" {
        quote!(Form)
    } else {
        quote!(Text)
    })
}

/// The variant of the runtime's `Style`, which has the model's names.
pub(super) fn style_name(style: Style) -> Ident {
    format_ident!("{style:?}")
}

/// The call that sets the style, where it is not the default of the place.
fn style(parameter: &Parameter) -> Option<TokenStream> {
    let default = parameter.place.default_style();
    if parameter.style == default && parameter.explode == default.default_explode() {
        return None;
    }
    let style = style_name(parameter.style);
    let explode = parameter.explode;
    Some(quote!(.style(specwright_client::__private::Style::#style, #explode)))
}

/// "the query parameter `q`".
pub(super) fn named(parameter: &Parameter) -> String {
    let place = match parameter.place {
        ParameterLocation::Path => "path parameter",
        ParameterLocation::Query => "query parameter",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
        ParameterLocation::QueryString => "query string",
    };
    format!("the {place} {}", code(&parameter.name))
}
