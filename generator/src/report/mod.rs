//! The report: everything found wrong, doubtful or approximated, with where and what to do.
//!
//! Stages push [`Diagnostic`]s into a [`Sink`]; positions (line, column, excerpt) are looked up in the source text only
//! when a diagnostic is printed.

mod code;
mod diagnostic;
mod similar;
mod sink;

pub use code::{Code, UnknownCode};
pub use diagnostic::{Diagnostic, Severity};
pub use similar::similar;
pub use sink::Sink;
