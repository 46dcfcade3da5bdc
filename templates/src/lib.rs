//! Support code that Specwright copies into the crates it generates, as text.
