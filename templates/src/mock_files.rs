//! The support code of mock servers and of programs that call every operation.

/// `answers.rs` of a mock server.
pub const ANSWERS: &str = include_str!("mock/answers.rs");

/// `exchange.rs` of a program that calls.
pub const EXCHANGE: &str = include_str!("mock/exchange.rs");

/// `inputs.rs` of a program that calls.
pub const INPUTS: &str = include_str!("mock/inputs.rs");

/// `trips.rs` of a program in which values make a round trip.
pub const TRIPS: &str = include_str!("mock/trips.rs");
