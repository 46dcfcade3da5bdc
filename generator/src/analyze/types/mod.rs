//! The Rust type of each schema: scalars, sets, the types that users choose, what is boxed and what can be derived.

pub(in crate::analyze) mod cycle;
pub(in crate::analyze) mod derives;
pub(in crate::analyze) mod direction;
pub(in crate::analyze) mod layout;
pub(in crate::analyze) mod presence;
pub(in crate::analyze) mod replacement;
pub(in crate::analyze) mod scalar;
pub(in crate::analyze) mod set;
pub(in crate::analyze) mod type_path;
