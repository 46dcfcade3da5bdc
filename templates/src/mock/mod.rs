//! Mock servers, and programs that call every operation.

pub mod answers;
pub mod exchange;
pub mod inputs;
pub mod trips;
