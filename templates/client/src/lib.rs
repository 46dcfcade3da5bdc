//! The runtime of the clients that Specwright generates: building requests from data, sending them, reading responses.
//!
//! A generated client re-exports what its users name, so that all clients of a program have one [`Error`], one [`Retry`] and
//! one [`Transport`]. Requests go through [`Reqwest`] by default; [`Tower`] puts a stack of middleware in its place, and
//! any [`Transport`] does.
//!
//! # Features
//!
//! | Feature | What it adds |
//! |---|---|
//! | `reqwest` (default) | the usual transport, on tokio |
//! | `blocking` | calls that wait for their response |
//! | `gzip` | compressed responses, with the usual transport |
//! | `oauth` | access tokens by OAuth 2 |
//! | `tracing` | a span for each call |
//! | `opentelemetry` | trace context in the header fields of requests |
//!
//! The features of `specwright-types` can be turned on here too.
//!
//! # Inside
//!
//! An operation is a constant; its builder fills a call, and one non-generic function does the rest. Generic code that an
//! operation needs is a few lines, so that clients of large APIs still compile fast.

mod answer;
#[cfg(feature = "blocking")]
pub mod blocking;
mod body;
mod build_error;
mod builder;
mod call;
mod callback_exchange;
mod callback_target;
mod config;
mod connection;
mod contract;
mod documented;
mod encode;
mod error;
mod events;
mod exchange;
mod field;
mod form;
#[cfg(feature = "oauth")]
mod grant;
mod headers;
mod hook;
mod input;
mod items;
mod link;
mod multipart;
#[cfg(feature = "oauth")]
mod oauth;
mod operation;
mod options;
mod pager;
mod pages;
mod paging;
mod parameter;
mod path;
mod plan;
mod probe;
mod redirect;
mod request;
#[cfg(feature = "reqwest")]
mod reqwest;
mod response;
mod retry;
mod retry_after;
mod security;
mod style;
mod timer;
mod token;
mod tower;
mod trace;
mod transport;
mod url;
mod values;

use specwright_types::__private::wire::{media, percent, sequence};
pub use specwright_types::{self, bytes, futures_core, http, serde, serde_json};

pub use self::callback_exchange::Exchange;
pub use self::callback_target::{Target, TargetError};
pub use self::events::Events;
#[cfg(feature = "oauth")]
pub use self::grant::Grant;
pub use self::headers::{Answer, Headers};
pub use self::items::{Items, StreamError};
pub use self::pages::{PagedItems, Pages};
#[cfg(feature = "reqwest")]
pub use self::reqwest::Reqwest;
pub use self::sequence::Event;
#[cfg(feature = "reqwest")]
pub use self::timer::TokioTimer;
pub use self::values::Values;
pub use self::{
    body::Body,
    build_error::BuildError,
    connection::Connection,
    error::{ApiError, DecodeError, EncodeError, Error, MissingCredentials, UnexpectedResponse},
    hook::{Incoming, Outgoing},
    options::CallExt,
    retry::Retry,
    timer::{Sleep, Timer},
    token::TokenError,
    tower::Tower,
    transport::{BoxError, Sending, Transport, TransportError},
};

/// The future of a call: what `send` returns, and what `.await` on a call's builder waits for.
pub type Pending<'c, T, E> = std::pin::Pin<Box<dyn Future<Output = Result<T, Error<E>>> + Send + 'c>>;

/// What generated code calls. Nothing here is for people: it changes with any version, and `contract` says with which.
#[doc(hidden)]
pub mod __private {
    pub use crate::contract::contract;
    #[cfg(feature = "oauth")]
    pub use crate::oauth::Issuer;
    pub use crate::{__base_url as base_url, __settings as settings};
    pub use crate::{
        call::{Call, RequestBody},
        callback_exchange::ExchangePart,
        callback_target::Piece,
        config::Config,
        documented::Response,
        error::Failure,
        exchange::Core,
        field::Field,
        operation::Operation,
        options::Options,
        paging::Paging,
        parameter::{Content, Parameter, Place, Style},
        response::{Read, Reply},
        security::{Scheme, SchemeKind, Secret},
        token::{Fetching, Token, Tokens},
    };
    pub use specwright_types::__private::wire::basic;
    pub use specwright_types::__private::wire::{media, percent, sequence};
}
