//! The stages called in order, nothing else: a description is read ([`Description`]), planned ([`Plan`](crate::plan::Plan)),
//! and generated ([`Generated`]) or compared with another (`compare`, `effects`).

#[cfg(feature = "diff")]
mod compare;
mod description;
mod generated;
mod threads;

#[cfg(feature = "diff")]
pub use compare::{EffectsError, SideName, compare, effects};
pub use description::{Description, Input};
#[cfg(feature = "vendored")]
pub use generated::Vendored;
pub use generated::{Generated, crate_name, generate};
