//! What the generated modules call: the wire rules of OpenAPI, written once and free of any one API.

pub mod accept;
pub mod basic;
pub mod cookie;
pub mod deep;
pub mod form;
pub mod headers;
pub mod incoming;
pub mod items;
pub mod kind;
pub mod multipart;
pub mod parameter;
pub mod path;
pub mod problem;
pub mod query;
pub mod refusal;
pub mod request_body;
pub mod request_id;
pub mod response;
pub mod router;
pub mod security;
pub mod settings;
pub mod spool;
pub mod style;
pub mod text;
pub mod upload;
pub mod values;
