//! Tests of the support code; not copied into outputs.

mod client_blocking;
mod client_callback;
mod client_errors;
mod client_hook;
mod client_oauth;
mod client_pages;
mod client_redirect;
mod client_request;
mod client_reqwest;
mod client_retry;
mod client_stream;
mod client_support;
mod client_trace;
mod mock_answers;
mod server_json;
mod server_parameter;
mod server_path;
mod server_router;
mod server_settings;
#[allow(unreachable_pub, reason = "generated crates export what the tables write")]
mod types_codec;
mod types_formats;
mod types_schema;
mod types_tag;
mod types_union;
mod types_validate;
