//! The runtime of the servers that Specwright generates: reading requests, checking them, and answering by the description.
//!
//! A generated server re-exports what its users name, so that all servers of a program have one [`Problem`] and one
//! [`RouterSettings`].
//!
//! # Features
//!
//! | Feature | What it adds |
//! |---|---|
//! | `client` | `specwright-client`, for crates that have a client beside the server |
//! | `docs` | a page that shows the description, with Swagger UI |
//! | `multipart` | forms in parts, with files |
//!
//! The features of `specwright-types` can be turned on here too, and those of `specwright-client`, where there is one.

mod accept;
mod basic;
mod contract;
mod cookie;
mod deep;
#[cfg(feature = "docs")]
mod docs;
mod form;
mod headers;
mod incoming;
mod items;
mod json;
mod kind;
#[cfg(feature = "multipart")]
mod multipart;
mod parameter;
#[cfg(feature = "multipart")]
mod part;
mod path;
#[cfg(feature = "multipart")]
mod position;
mod problem;
mod query;
mod received;
mod refusal;
mod request_body;
mod request_id;
mod response;
mod router;
mod security;
mod settings;
#[cfg(feature = "multipart")]
mod spool;
mod style;
mod upload;
mod values;

#[cfg(feature = "client")]
pub use specwright_client;
use specwright_types::__private::wire::{media, percent, sequence};
pub use specwright_types::{self, bytes, futures_core, http, serde, serde_json};
pub use {axum, http_body_util};

pub use self::basic::Basic;
pub use self::items::{Events, Items};
pub use self::problem::{Problem, Subject, Violation};
pub use self::received::Received;
pub use self::request_id::RequestId;
pub use self::router::complete;
pub use self::security::Denied;
pub use self::sequence::Event;
pub use self::settings::RouterSettings;
pub use self::upload::Upload;

/// What generated code calls. Nothing here is for people: it changes with any version, and `contract` says with which.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "docs")]
    pub mod docs {
        pub use crate::docs::*;
    }
    #[cfg(feature = "multipart")]
    pub mod multipart {
        pub use crate::multipart::*;
    }
    pub use crate::contract::contract;
    pub use specwright_types::__private::wire::{media, percent, sequence};
    pub mod accept {
        pub use crate::accept::*;
    }
    pub mod basic {
        pub use crate::basic::*;
    }
    pub mod cookie {
        pub use crate::cookie::*;
    }
    pub mod form {
        pub use crate::form::*;
    }
    pub mod headers {
        pub use crate::headers::*;
    }
    pub mod incoming {
        pub use crate::incoming::*;
    }
    pub mod items {
        pub use crate::items::*;
    }
    pub mod json {
        pub use crate::json::*;
    }
    pub mod kind {
        pub use crate::kind::*;
    }
    pub mod parameter {
        pub use crate::parameter::*;
    }
    pub mod path {
        pub use crate::path::*;
    }
    pub mod problem {
        pub use crate::problem::*;
    }
    pub mod query {
        pub use crate::query::*;
    }
    pub mod received {
        pub use crate::received::*;
    }
    pub mod refusal {
        pub use crate::refusal::*;
    }
    pub mod request_body {
        pub use crate::request_body::*;
    }
    pub mod request_id {
        pub use crate::request_id::*;
    }
    pub mod response {
        pub use crate::response::*;
    }
    pub mod router {
        pub use crate::router::*;
    }
    pub mod security {
        pub use crate::security::*;
    }
    pub mod settings {
        pub use crate::settings::*;
    }
    pub mod style {
        pub use crate::style::*;
    }
    pub mod upload {
        pub use crate::upload::*;
    }
    pub mod values {
        pub use crate::values::*;
    }
}
