//! Tests of the runtime of servers, by what generated code calls.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may")]

mod answers;
mod json;
mod mock_answers;
mod parameter;
mod path;
mod router;
mod settings;
