//! Any version's value to one shape: what OpenAPI 3.0 says, and `x-specwright-*` keys for what 3.0 cannot say.
//!
//! One walk from the root (`walk`): each object is audited against the fields of its kind, rewritten, and its children
//! walked in turn. References to definitions outside `components` turn those into components (`hoist`).

mod audit;
mod components;
mod fields;
mod finish;
mod hoist;
pub mod keywords;
mod kind;
mod origins;
mod parameter;
mod path;
mod refs;
mod require;
mod rewrite;
mod schema;
mod security;
mod swagger2;
#[cfg(test)]
mod tests;
mod v31;
mod v32;
mod version;
mod walk;

use serde_json::{Map, Value};

use crate::load::Sources;
use crate::pointer::{FileId, Pointer};
use crate::report::Sink;
use kind::Kind;
use path::Path;
use swagger2::MediaTypes;
use walk::Walker;

pub use origins::Origins;

/// The description in 3.0's shape.
#[derive(Clone, Debug, Default)]
pub struct Normalized {
    /// One document: every `$ref` in it is `#/components/<kind>/<name>`, and stands alone in its object.
    pub value: Value,
    /// Where rewritten places came from.
    pub origins: Origins,
}

/// Rewrites a description to 3.0's shape. Total: what cannot be rewritten is reported and left out.
pub fn normalize(sources: &Sources, sink: &mut Sink) -> Normalized {
    let Some(file) = sources.files.first() else {
        return Normalized::default();
    };
    // A file that could not be parsed is null, and was reported.
    let version = if file.value.is_null() {
        None
    } else {
        version::detect(&file.value, sink)
    };
    let Some(version) = version else {
        return Normalized {
            value: Value::Object(rewrite::empty_document()),
            origins: Origins::default(),
        };
    };
    let mut walker = Walker::new(sources, sink, version);
    walker.media_types = MediaTypes::default().within(&file.value);
    let mut value = file.value.clone();
    let root = Pointer::root();
    walker.find_components();
    walker.visit(Kind::Document, &mut value, &Path::start(&root, FileId(0)));
    walker.hoist_definitions(&mut value);
    walker.share(&mut value);
    walker.drop_lost(&mut value);
    walker.cut_circles(&mut value);
    Normalized {
        value,
        origins: walker.origins,
    }
}

/// Puts a value under a key of the object under another key, which is made if it is not there.
fn insert_under(map: &mut Map<String, Value>, key: &str, name: String, value: Value) {
    match map.get_mut(key) {
        Some(Value::Object(inner)) => {
            inner.insert(name, value);
        }
        _ => {
            let mut inner = Map::new();
            inner.insert(name, value);
            map.insert(key.to_owned(), Value::Object(inner));
        }
    }
}
