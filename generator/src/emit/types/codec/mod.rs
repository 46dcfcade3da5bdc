//! `Serialize` and `Deserialize`, in the shape that compiles fastest: what a type has is listed, what is done with it
//! is in the support code.

mod record;
mod union;

use proc_macro2::TokenStream;
use quote::quote;

pub(super) use self::record::record;
pub(super) use self::union::union;
use super::enumeration::text;
use super::item::Item;
use crate::emit::rust_type::RustTypes;
use crate::model::Enumeration;

/// The codec of an enumeration.
pub(super) fn enumeration(item: &Item<'_>, enumeration: &Enumeration, types: &RustTypes<'_>) -> TokenStream {
    let path = types.path(item.name);
    let texts = enumeration.values.iter().map(text);
    let open = enumeration.open.then(|| {
        quote!(
            const OPEN: bool = true;
        )
    });
    let serde = serde(
        &path,
        &quote!(crate::support::codec::read_enum(deserializer)),
        &quote!(serializer.serialize_str(self.as_str())),
    );
    quote! {
        impl crate::support::codec::StringEnum for #path {
            const VALUES: &'static [&'static str] = &[#(#texts),*];
            #open
        }
        #serde
    }
}

/// The two impls of serde.
fn serde(path: &TokenStream, read: &TokenStream, write: &TokenStream) -> TokenStream {
    quote! {
        impl<'de> serde::Deserialize<'de> for #path {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #read
            }
        }

        impl serde::Serialize for #path {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #write
            }
        }
    }
}
