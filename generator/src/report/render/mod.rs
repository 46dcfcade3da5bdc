//! Findings as text for people, and as JSON for programs.

mod excerpt;
mod json;
mod line;
mod text;

pub use json::json;
pub use line::line;
pub use text::{summary, text};
