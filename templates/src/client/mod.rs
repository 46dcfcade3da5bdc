//! What every generated client shares: building requests from data, sending them, and telling answers apart.
//!
//! An operation is a constant [`Operation`]; its builder fills a [`Call`], and one non-generic function does the rest.
//! Generic code an operation needs is a few lines, so that clients of large APIs still compile fast.

mod answer;
pub mod basic;
#[cfg(feature = "blocking")]
pub mod blocking;
mod body;
mod build_error;
mod call;
mod callback_exchange;
mod callback_target;
mod config;
mod connection;
mod documented;
mod encode;
mod error;
mod events;
mod exchange;
mod field;
mod form;
mod grant;
mod headers;
mod hook;
mod input;
mod items;
mod link;
mod media;
mod multipart;
mod oauth;
mod operation;
mod options;
mod pager;
mod pages;
mod paging;
mod parameter;
mod path;
mod percent;
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
pub use crate::sequence;
mod style;
mod timer;
mod token;
mod tower;
mod trace;
mod transport;
mod url;
mod values;

pub use self::callback_exchange::{Exchange, ExchangePart};
pub use self::callback_target::{Piece, Target, TargetError};
pub use self::events::Events;
pub use self::field::Field;
pub use self::grant::Grant;
pub use self::headers::{Answer, Header, HeaderKind, Headers};
pub use self::items::{Items, StreamError};
pub use self::oauth::Issuer;
pub use self::pages::{PagedItems, Pages};
pub use self::paging::Paging;
#[cfg(feature = "reqwest")]
pub use self::reqwest::Reqwest;
pub use self::sequence::Event;
#[cfg(feature = "reqwest")]
pub use self::timer::TokioTimer;
pub use self::values::Values;
pub use self::{
    body::Body,
    build_error::BuildError,
    call::{Call, RequestBody},
    config::Config,
    connection::Connection,
    documented::Response,
    error::{ApiError, DecodeError, EncodeError, Error, Failure, MissingCredentials, UnexpectedResponse},
    exchange::Core,
    hook::{Incoming, Outgoing},
    operation::Operation,
    options::{CallExt, Options},
    parameter::{Content, Parameter, Place, Style},
    response::{Read, Reply},
    retry::Retry,
    security::{Scheme, SchemeKind, Secret},
    timer::{Sleep, Timer},
    token::{Fetching, Token, TokenError, Tokens},
    tower::Tower,
    transport::{BoxError, Sending, Transport, TransportError},
};

/// The future of a call: what `send` returns, and what `.await` on a call's builder waits for.
pub type Pending<'c, T, E> = std::pin::Pin<Box<dyn Future<Output = Result<T, Error<E>>> + Send + 'c>>;
