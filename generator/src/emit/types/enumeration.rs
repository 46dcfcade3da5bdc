//! Enumerations of strings: enums that keep values they do not know.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::item::Item;
use crate::analyze::EnumFacts;
use crate::emit::doc;
use crate::emit::rust_type::ident;
use crate::model::{EnumValue, Enumeration};

/// The enum, with its text both ways.
pub(super) fn definition(item: &Item<'_>, enumeration: &Enumeration, facts: &EnumFacts) -> TokenStream {
    let (docs, derives, name) = (docs::item(item.schema, item.name), item.derives(true), item.ident());
    let variants: Vec<_> = facts.variants.iter().map(ident).collect();
    let variant_docs = enumeration
        .values
        .iter()
        .map(|value| value.description.as_deref().map(doc::attributes));
    let texts: Vec<&str> = enumeration.values.iter().map(text).collect();
    let unknown = ident(&facts.unknown);
    let unknown_docs = doc::attributes(if enumeration.open {
        "Any other value."
    } else {
        "A value that the description does not know."
    });
    quote! {
        #docs
        #derives
        pub enum #name {
            #(#variant_docs #variants,)*
            #unknown_docs
            #unknown(String),
        }

        impl #name {
            /// The value as it is written.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #texts,)*
                    Self::#unknown(text) => text,
                }
            }
        }

        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl From<&str> for #name {
            fn from(text: &str) -> Self {
                match text {
                    #(#texts => Self::#variants,)*
                    other => Self::#unknown(other.to_owned()),
                }
            }
        }

        impl From<String> for #name {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }
    }
}

/// The text of a value. Only enumerations of strings become enums.
pub(super) fn text(value: &EnumValue) -> &str {
    value.value.as_str().unwrap_or_default()
}
