//! Tests of the runtime of servers, by what generated code calls.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may")]

#[allow(unreachable_pub, reason = "the mock is a crate of its own where it is generated")]
mod answers;
mod json;
mod mock_answers;
mod parameter;
mod path;
mod router;
mod settings;
