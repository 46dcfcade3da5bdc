//! The Rust types of texts and numbers, and the adapters of their codecs, by the library of dates and times.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::analyze::Scalar;
use crate::settings::Dates;

/// The type.
pub fn rust_type(scalar: Scalar, dates: Dates) -> TokenStream {
    match scalar {
        Scalar::Text => quote!(String),
        Scalar::Uuid => quote!(uuid::Uuid),
        Scalar::Date => match dates {
            Dates::Chrono => quote!(chrono::NaiveDate),
            Dates::Jiff => quote!(jiff::civil::Date),
            Dates::Time => quote!(time::Date),
            Dates::String => quote!(String),
        },
        Scalar::DateTime | Scalar::UnixTime => match dates {
            Dates::Chrono => quote!(chrono::DateTime<chrono::Utc>),
            Dates::Jiff => quote!(jiff::Timestamp),
            Dates::Time => quote!(time::OffsetDateTime),
            Dates::String => quote!(String),
        },
        Scalar::Duration => match dates {
            Dates::Jiff => quote!(jiff::SpanFieldwise),
            Dates::Chrono | Dates::Time | Dates::String => quote!(String),
        },
        Scalar::Base64 | Scalar::Base64Url => quote!(Vec<u8>),
        Scalar::DecimalText | Scalar::DecimalNumber => quote!(rust_decimal::Decimal),
        Scalar::File => quote!(specwright_types::FilePart),
        Scalar::Ipv4 => quote!(std::net::Ipv4Addr),
        Scalar::Ipv6 => quote!(std::net::Ipv6Addr),
        Scalar::Integer(width) => {
            let name = Ident::new(width.name(), Span::call_site());
            quote!(#name)
        }
        Scalar::Float => quote!(f32),
        Scalar::Double => quote!(f64),
    }
}

/// The name of the adapter in the runtime; `None` where the type's own codec writes what it should.
pub fn adapter(scalar: Scalar, dates: Dates) -> Option<TokenStream> {
    Some(match scalar {
        Scalar::Date | Scalar::DateTime if dates == Dates::Time => quote!(Rfc3339),
        Scalar::UnixTime => quote!(UnixTime),
        Scalar::Duration if dates == Dates::Jiff => quote!(Iso8601),
        Scalar::Base64 => quote!(Base64),
        Scalar::Base64Url => quote!(Base64Url),
        Scalar::DecimalText => quote!(DecimalText),
        Scalar::DecimalNumber => quote!(DecimalNumber),
        Scalar::Float | Scalar::Double => quote!(Float),
        Scalar::Text
        | Scalar::Uuid
        | Scalar::Date
        | Scalar::DateTime
        | Scalar::Duration
        | Scalar::File
        | Scalar::Ipv4
        | Scalar::Ipv6
        | Scalar::Integer(_) => return None,
    })
}

/// The expression for the seconds since 1970 of a point in time.
pub fn seconds(value: &TokenStream, dates: Dates) -> TokenStream {
    match dates {
        Dates::Chrono => quote!(#value.timestamp()),
        Dates::Jiff => quote!(#value.as_second()),
        Dates::Time => quote!(#value.unix_timestamp()),
        Dates::String => value.clone(),
    }
}
