//! What a build script's `main` returns.

use std::fmt;

use crate::output::RenderError;

/// The result of a build script's `main`.
pub type Result<T = ()> = std::result::Result<T, Error>;

/// Why nothing was generated. Cargo prints the `Debug` form of what `main` returns, so that is the report's text too.
pub struct Error {
    text: String,
}

impl Error {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }

    #[allow(clippy::needless_pass_by_value, reason = "for map_err")]
    pub(super) fn render(error: RenderError) -> Self {
        Self::new(error.to_string())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{}", self.text)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Error {}
