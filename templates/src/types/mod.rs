//! What the types share: codecs without derives, the strict scope of decoding, and validation.

mod budget;
pub mod codec;
pub mod file;
mod strict;
pub mod validate;
pub mod xml;

pub use strict::strict;
