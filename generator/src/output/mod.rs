//! Tokens to text, and text to disk: ordered path -> text; writing and checking are one function.

mod docs;
mod imports;
pub mod inventory;
mod layout;
mod nest;
mod render;
mod roots;
mod rustfmt;
mod source;
mod sync;
mod table;
mod wrap;

pub use docs::doc_lines;
use docs::inner_doc_lines;
pub use nest::{Runtime, nest, own_dependencies, runtime as nested_runtime};
pub use render::{RenderError, render};
pub use roots::{compatible, runtime};
pub use rustfmt::rustfmt;
pub use source::{Items, Members, Part, Source};
pub use sync::{Change, Difference, Mode, is_generated, replace, sync, sync_crates, sync_file};

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::settings::Target;

/// A generated crate before it is text.
#[derive(Clone, Debug)]
pub struct Crate {
    /// Which crate.
    pub target: Target,
    /// The runtimes that it depends on: the first is always there, others with features.
    pub runtimes: Vec<Target>,
    /// Other crates that it depends on, by the names of their libraries.
    pub own: BTreeSet<String>,
    /// Its files by path inside the crate (`src/lib.rs`, `Cargo.toml`), in the order they were added.
    pub files: IndexMap<String, File>,
}

/// A file before it is text.
#[derive(Clone, Debug)]
pub enum File {
    /// Rust: documentation of the module (Markdown, cleaned), then items.
    Rust {
        /// Inner documentation, without comment marks.
        docs: String,
        /// The items. Paths are in full: `crate::…` within the crate, `<api>_types::…`, and other crates by their own names,
        /// also where the runtime re-exports them.
        items: Items,
    },
    /// A manifest or the like: text as it is.
    Text(String),
}

impl Crate {
    /// A crate without files.
    pub fn new(target: Target) -> Self {
        Self {
            target,
            runtimes: vec![target],
            own: BTreeSet::new(),
            files: IndexMap::new(),
        }
    }

    /// Adds a Rust file.
    pub fn rust(&mut self, path: impl Into<String>, docs: impl Into<String>, items: impl Into<Items>) {
        self.files.insert(
            path.into(),
            File::Rust {
                docs: docs.into(),
                items: items.into(),
            },
        );
    }

    /// Adds a file as it is.
    pub fn text(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), File::Text(text.into()));
    }
}
