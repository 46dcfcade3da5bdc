//! Tests of the runtime of clients, by what generated code calls.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may")]

mod blocking;
mod callback;
mod errors;
mod hook;
mod oauth;
mod pages;
mod redirect;
mod request;
mod reqwest;
mod retry;
mod stream;
mod support;
mod trace;
