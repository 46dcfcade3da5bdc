//! The runtime of the types that Specwright generates: what they are read, written and checked with.
//!
//! A generated crate of types stands on this one, and re-exports what its users name: [`Validate`], [`Violation`],
//! [`Violations`] and [`FilePart`]. Libraries whose types stand in generated code are re-exported too, each behind the feature
//! of its name, so that a crate that uses generated types needs no dependency of its own to name them, and cannot
//! have another version of it: [`serde_json`], `chrono`, `uuid` and others.
//!
//! # Features
//!
//! | Feature | What it adds |
//! |---|---|
//! | `base64` | text that holds bytes |
//! | `chrono`, `jiff`, `time` | dates, times and durations by the library of that name |
//! | `decimal` | decimal numbers by `rust_decimal` |
//! | `files` | [`FilePart`]: files of forms |
//! | `indexmap` | maps and sets that keep the order of what they hold |
//! | `patterns` | the keyword `pattern`, and rules that only a whole schema can state |
//! | `uuid` | identifiers by the library of that name |
//! | `wire` | sequences of values as bytes, which clients and servers share |
//! | `xml` | XML bodies |

mod budget;
mod codec;
mod contract;
#[cfg(feature = "files")]
mod file;
mod headers;
mod strict;
mod validate;
#[cfg(feature = "wire")]
mod wire;
#[cfg(feature = "xml")]
mod xml;

#[cfg(any(feature = "files", feature = "wire"))]
pub use bytes;
#[cfg(feature = "chrono")]
pub use chrono;
#[cfg(feature = "wire")]
pub use futures_core;
#[cfg(any(feature = "files", feature = "wire"))]
pub use http;
#[cfg(feature = "indexmap")]
pub use indexmap;
#[cfg(feature = "jiff")]
pub use jiff;
#[cfg(feature = "decimal")]
pub use rust_decimal;
pub use serde;
pub use serde_json;
#[cfg(feature = "time")]
pub use time;
#[cfg(feature = "uuid")]
pub use uuid;

#[cfg(feature = "files")]
pub use self::file::FilePart;
pub use self::headers::Headers;
pub use self::validate::{Validate, Violation, Violations};
#[cfg(feature = "wire")]
pub use self::wire::sequence::Event;

/// What generated code calls. Nothing here is for people: it changes with any version, and [`contract`](__private::contract)
/// says with which.
#[doc(hidden)]
pub mod __private {
    pub mod codec {
        pub use crate::codec::*;
    }
    pub use crate::contract::contract;
    #[cfg(feature = "files")]
    pub mod file {
        pub use crate::file::*;
    }
    pub use crate::headers::{Header, HeaderKind};
    pub use crate::strict::strict;
    pub mod validate {
        pub use crate::validate::*;
    }
    #[cfg(feature = "wire")]
    pub mod wire {
        pub use crate::wire::*;
    }
    #[cfg(feature = "xml")]
    pub mod xml {
        pub use crate::xml::*;
    }
    pub use serde;
    pub use serde_json;
}
