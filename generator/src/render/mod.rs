//! Findings as text for people, and as JSON for programs. Positions are looked up here, in the source text.

#[cfg(feature = "diff")]
mod change;
#[cfg(feature = "diff")]
mod changes;
mod excerpt;
mod json;
mod line;
mod place;
#[cfg(test)]
mod tests;
mod text;

#[cfg(feature = "diff")]
pub(crate) use change::{Change, change};
#[cfg(feature = "diff")]
pub use changes::{Sides, changes_text};
pub use json::json;
pub(crate) use json::object;
pub use line::line;
pub use place::{Place, Position};
pub use text::{summary, text};
