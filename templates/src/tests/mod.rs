mod client_errors;
mod client_redirect;
mod client_request;
mod client_support;
