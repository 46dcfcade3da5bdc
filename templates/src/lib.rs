//! Support code that Specwright copies into the crates it generates, as text.
//!
//! The code is compiled here for its tests only.

mod types_files;

#[cfg(test)]
pub mod types;

#[cfg(test)]
mod tests {
    mod types_codec;
    mod types_union;
    mod types_validate;
}

pub use types_files::TYPES;
