//! Reads OpenAPI descriptions (Swagger 2.0, OpenAPI 3.0, 3.1, 3.2) and writes typed Rust client and server crates.
//!
//! Build scripts use [`Build`]. Other programs read a description with [`Description`], or generate at once with
//! [`generate`]. With the feature `diff`, `compare` reports what changed between two descriptions, and `effects` adds what
//! changes in the generated crates.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use specwright::{Settings, Target, generate};
//!
//! let settings = Settings::default().targets([Target::Client]);
//! let generated = generate("petstore.yaml", "petstore", "my-generator", &settings);
//! eprint!("{}", generated.report());
//! // There are no files if the description has an error.
//! for (path, text) in generated.files()? {
//!     println!("{path}: {} bytes", text.len());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! ```text
//! load -> normalize -> lower -> model <- analyze <- emit -> output
//! ```
//!
//! # Features
//!
//! | Feature | What it adds |
//! |---|---|
//! | `diff` | comparing two descriptions |
//! | `mock` | samples, and the mock server that answers with them |
//! | `vendored` | the text of the runtime, to be written beside the crates that use it |
//! | `cli` | the command `specwright` |
//! | `unstable-internals` | the stages as public modules; they may change in any version |

// The tools of this repository use more of the stages than the public face does.
#![cfg_attr(
    not(feature = "unstable-internals"),
    allow(dead_code, unreachable_pub, unused_imports)
)]

pub mod build;

#[cfg(feature = "unstable-internals")]
#[doc(hidden)]
pub mod analyze;
#[cfg(not(feature = "unstable-internals"))]
mod analyze;
#[cfg(all(feature = "diff", feature = "unstable-internals"))]
#[doc(hidden)]
pub mod diff;
#[cfg(all(feature = "diff", not(feature = "unstable-internals")))]
mod diff;
#[cfg(all(feature = "diff", feature = "unstable-internals"))]
#[doc(hidden)]
pub mod effect;
#[cfg(all(feature = "diff", not(feature = "unstable-internals")))]
mod effect;
#[cfg(feature = "unstable-internals")]
#[doc(hidden)]
pub mod emit;
#[cfg(not(feature = "unstable-internals"))]
mod emit;
#[cfg(feature = "unstable-internals")]
#[doc(hidden)]
pub mod fidelity;
#[cfg(not(feature = "unstable-internals"))]
mod fidelity;
#[cfg(feature = "unstable-internals")]
#[doc(hidden)]
pub mod load;
#[cfg(not(feature = "unstable-internals"))]
mod load;
#[cfg(feature = "unstable-internals")]
#[doc(hidden)]
pub mod lock;
#[cfg(not(feature = "unstable-internals"))]
mod lock;
#[cfg(feature = "unstable-internals")]
#[doc(hidden)]
pub mod lower;
#[cfg(not(feature = "unstable-internals"))]
mod lower;
#[cfg(all(feature = "mock", feature = "unstable-internals"))]
#[doc(hidden)]
pub mod mock;
#[cfg(all(feature = "mock", not(feature = "unstable-internals")))]
mod mock;
#[cfg(feature = "unstable-internals")]
#[doc(hidden)]
pub mod model;
#[cfg(not(feature = "unstable-internals"))]
mod model;
#[cfg(feature = "unstable-internals")]
#[doc(hidden)]
pub mod normalize;
#[cfg(not(feature = "unstable-internals"))]
mod normalize;
#[cfg(feature = "unstable-internals")]
#[doc(hidden)]
pub mod output;
#[cfg(not(feature = "unstable-internals"))]
mod output;
#[cfg(feature = "unstable-internals")]
#[doc(hidden)]
pub mod pipeline;
#[cfg(not(feature = "unstable-internals"))]
mod pipeline;
#[cfg(feature = "unstable-internals")]
#[doc(hidden)]
pub mod plan;
#[cfg(not(feature = "unstable-internals"))]
mod plan;
#[cfg(feature = "unstable-internals")]
#[doc(hidden)]
pub mod pointer;
#[cfg(not(feature = "unstable-internals"))]
mod pointer;
#[cfg(feature = "unstable-internals")]
#[doc(hidden)]
pub mod policy;
#[cfg(not(feature = "unstable-internals"))]
mod policy;
#[cfg(feature = "unstable-internals")]
#[doc(hidden)]
pub mod render;
#[cfg(not(feature = "unstable-internals"))]
mod render;
#[cfg(feature = "unstable-internals")]
#[doc(hidden)]
pub mod report;
#[cfg(not(feature = "unstable-internals"))]
mod report;
#[cfg(all(feature = "diff", feature = "unstable-internals"))]
#[doc(hidden)]
pub mod review;
#[cfg(all(feature = "diff", not(feature = "unstable-internals")))]
mod review;
#[cfg(all(feature = "mock", feature = "unstable-internals"))]
#[doc(hidden)]
pub mod sample;
#[cfg(all(feature = "mock", not(feature = "unstable-internals")))]
mod sample;
#[cfg(feature = "unstable-internals")]
#[doc(hidden)]
pub mod settings;
#[cfg(not(feature = "unstable-internals"))]
mod settings;

pub use build::Build;
#[cfg(feature = "diff")]
pub use diff::{
    Audiences, Bump, Bumps, Call, Choice, Days, Direction, Finding, ItemChange, Level, Part, Report, Rule, Rust,
    RustEffect, Settings as DiffSettings, Verdict, rules,
};
pub use output::RenderError;
#[cfg(feature = "vendored")]
pub use pipeline::Vendored;
pub use pipeline::{Description, Generated, Input, generate};
#[cfg(feature = "diff")]
pub use pipeline::{EffectsError, SideName, compare, effects};
pub use report::{Code, Diagnostic, Severity, UnknownCode};
pub use settings::{
    Dates, Decimals, Integers, Maps, Paging, PagingChoice, PagingStyle, Runtime, Sets, Settings, Target, ThreeStates,
};
