//! The types crate.

use super::Context;
use crate::output::Crate;
use crate::settings::Target;

/// Writes the types crate.
pub fn emit(context: Context<'_>) -> Crate {
    let _ = context;
    Crate::new(Target::Types)
}
