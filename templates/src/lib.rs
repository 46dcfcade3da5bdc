//! Support code that Specwright copies into the crates it generates, as text.

mod client_files;

pub use client_files::CLIENT;

#[cfg(test)]
mod client;
#[cfg(test)]
mod tests;
