//! Reads OpenAPI descriptions (Swagger 2.0, OpenAPI 3.0, 3.1, 3.2) and writes typed Rust client and server crates.
//!
//! ```text
//! load -> normalize -> lower -> model <- analyze <- emit -> output
//! ```

pub mod analyze;
pub mod build;
pub mod diff;
pub mod effect;
pub mod emit;
pub mod fidelity;
pub mod load;
pub mod lock;
pub mod lower;
#[cfg(feature = "mock")]
pub mod mock;
pub mod model;
pub mod normalize;
pub mod output;
pub mod pipeline;
pub mod plan;
pub mod pointer;
pub mod policy;
pub mod render;
pub mod report;
pub mod review;
#[cfg(feature = "mock")]
pub mod sample;
pub mod settings;

pub use build::Build;
