//! Descriptions with the same meaning in another order: what is generated must not change.
//!
//! The order of most maps means nothing, and is shuffled. That of some is what people read, and what is generated keeps
//! it: properties, paths and their methods, responses, their media types and header fields, examples, callbacks and the
//! values of server variables. Those stay as they are, and so does the inside of data (examples, defaults, extensions).

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use specwright::load::Sources;

/// A shuffled description in a folder of its own, which goes with this.
pub(crate) struct Shuffled {
    folder: PathBuf,
    path: PathBuf,
}

impl Shuffled {
    /// Writes the files of a description, as JSON.
    pub(crate) fn write(sources: &Sources, seed: u64) -> Result<Self, String> {
        let first = sources.files.first().ok_or("there is no file")?;
        let unique = hash(seed, &first.text, "");
        let name = format!("specwright-{}-{}", std::process::id(), &unique[..16]);
        let folder = std::env::temp_dir().join(name);
        let shuffled = Self {
            path: folder.join(&first.name),
            folder,
        };
        for file in &sources.files {
            let text = value(&file.value, Kind::Object, seed, "").to_string();
            let path = shuffled.folder.join(&file.name);
            specwright::output::replace(&path, text.as_bytes()).map_err(|error| error.to_string())?;
        }
        Ok(shuffled)
    }

    /// The description.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Shuffled {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// An object of the specification: its keys are known, and mean the same in any order.
    Object,
    /// `components`: maps of names.
    Components,
    /// Names that people chose, in any order.
    Names,
    /// Names in an order that is kept.
    Ordered,
    /// Path items by path.
    Paths,
    /// A path item: its methods keep their order.
    PathItem,
    /// Callbacks by name: paths each.
    Callbacks,
    /// Whatever it is, it stays as it is.
    Data,
}

impl Kind {
    /// What stands under a key.
    fn inside(self, key: &str) -> Self {
        match self {
            Self::Data => Self::Data,
            Self::Names | Self::Ordered => Self::Object,
            Self::Paths => Self::PathItem,
            Self::Callbacks => Self::Paths,
            Self::PathItem | Self::Object | Self::Components if key.starts_with("x-") => Self::Data,
            Self::Components => match key {
                "pathItems" => Self::Paths,
                "callbacks" => Self::Callbacks,
                _ => Self::Names,
            },
            Self::Object | Self::PathItem => match key {
                "components" => Self::Components,
                "definitions" | "$defs" | "dependentSchemas" | "securityDefinitions" => Self::Names,
                "paths" | "webhooks" => Self::Paths,
                "callbacks" => Self::Callbacks,
                "properties" | "patternProperties" | "responses" | "content" | "headers" | "variables" => Self::Ordered,
                "example" | "examples" | "default" | "enum" | "const" | "value" | "mapping" | "scopes" => Self::Data,
                _ => Self::Object,
            },
        }
    }

    /// Whether keys may change places.
    fn is_unordered(self) -> bool {
        match self {
            Self::Object | Self::Components | Self::Names => true,
            Self::Ordered | Self::Paths | Self::PathItem | Self::Callbacks | Self::Data => false,
        }
    }
}

fn value(of: &Value, kind: Kind, seed: u64, place: &str) -> Value {
    match of {
        Value::Object(_) if kind == Kind::Data => of.clone(),
        Value::Object(object) => {
            let mut entries: Vec<(&String, &Value)> = object.iter().collect();
            if kind.is_unordered() {
                entries.sort_by_cached_key(|(key, _)| hash(seed, place, key));
            }
            let entries = entries.into_iter().map(|(key, inner)| {
                let place = format!("{place}/{key}");
                (key.clone(), value(inner, kind.inside(key), seed, &place))
            });
            Value::Object(entries.collect::<Map<_, _>>())
        }
        Value::Array(items) => items.iter().map(|item| value(item, kind, seed, place)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => of.clone(),
    }
}

/// A key that sorts as the seed wants.
fn hash(seed: u64, place: &str, key: &str) -> String {
    let digest = Sha256::digest(format!("{seed} {place} {key}").as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
