//! Where a value is, as an expression.

use proc_macro2::TokenStream;
use quote::quote;

/// An expression for a value, which rules take by reference, by value, or call methods on.
#[derive(Clone, Debug)]
pub enum Place {
    /// The value itself, such as `self.name`.
    Owned(TokenStream),
    /// A reference to it, such as the `value` of `if let Some(value) = &self.name`.
    Reference(TokenStream),
}

impl Place {
    /// The variable `value`, which is a reference.
    pub(super) fn value() -> Self {
        Self::Reference(quote!(value))
    }

    /// A reference to the value.
    pub(super) fn reference(&self) -> TokenStream {
        match self {
            Self::Owned(place) => quote!(&#place),
            Self::Reference(place) => place.clone(),
        }
    }

    /// The value, which can be copied.
    pub(super) fn copy(&self) -> TokenStream {
        match self {
            Self::Owned(place) => place.clone(),
            Self::Reference(place) => quote!(*#place),
        }
    }

    /// What a method can be called on.
    pub(super) fn receiver(&self) -> &TokenStream {
        match self {
            Self::Owned(place) | Self::Reference(place) => place,
        }
    }
}
