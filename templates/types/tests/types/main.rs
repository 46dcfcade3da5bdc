//! Tests of the runtime of types, by what generated code calls.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may")]

#[allow(unreachable_pub, reason = "generated crates export what the tables write")]
mod codec;
mod formats;
mod schema;
mod tag;
mod union;
mod validate;
