//! The model: what a description says, free of how any version spells it and of how Rust will say it.
//!
//! Plain data in the order of the description. Every node carries the [`Location`](crate::pointer::Location) it
//! was written at. There is deliberately nothing of `openapiv3`, of `quote`, and no Rust name in here.

mod api;
mod body;
mod callback;
mod chain;
mod cycles;
mod distinct;
mod expression;
mod format;
mod json_types;
mod link;
mod media_type;
mod operation;
mod parameter;
mod response;
mod schema;
mod security;
mod server;
mod spelling;

pub use api::{Api, ExternalDocs, License, Tag};
pub use body::{Encoding, ITEM_ENCODING, ITEMS, MediaType, PREFIX_ENCODING, PartHeaders, RequestBody};
pub use callback::Callback;
pub use chain::along;
pub use cycles::closing_edges;
pub use distinct::{Distinct, key};
pub use expression::{Expression, ExpressionFault, Source, UrlPart, UrlTemplate};
pub use format::{IntegerFormat, NumberFormat, StringFormat};
pub use json_types::JsonTypes;
pub use link::Link;
pub use media_type::{BodyKind, Framing, MediaRange};
pub use operation::{Direction, Method, Operation, OperationId, PathSegment, PathTemplate};
pub use parameter::{Parameter, ParameterLocation, Style};
pub use response::{Header, Response, Status};
pub use schema::{
    Additional, Annotations, Array, Constraints, Discriminator, EnumValue, Enumeration, Object, Origin, Property,
    Schema, SchemaId, Schemas, Shape, Tuple, Union, UnionKind, Variant,
};
pub use security::{ApiKeyLocation, Flow, SchemeKind, SchemeUse, SecurityRequirement, SecurityScheme};
pub use server::{Server, ServerVariable};
pub use spelling::{Lifecycle, Spelling};
