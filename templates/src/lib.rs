//! Support code that Specwright copies into the crates it generates, as text, and the skeletons of their other files.
//!
//! The code is compiled here for its tests only.

mod client_files;
mod mock_files;
mod server_files;
mod types_files;

pub use client_files::CLIENT;
pub use mock_files::{ANSWERS, EXCHANGE, INPUTS, TRIPS};
pub use server_files::SERVER;
pub use types_files::TYPES;

/// The manifest of a generated crate. Slots stand in double braces.
pub const MANIFEST: &str = include_str!("skeletons/Cargo.toml.txt");

/// The README of a generated crate. Slots stand in double braces.
pub const README: &str = include_str!("skeletons/README.md.txt");

#[cfg(test)]
pub mod client;
#[cfg(test)]
pub mod mock;
#[cfg(test)]
pub mod sequence;
#[cfg(test)]
pub mod server;
#[cfg(test)]
pub mod types;

#[cfg(test)]
mod tests;
