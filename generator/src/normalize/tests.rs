//! Small documents in, normalized documents out.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::{Normalized, normalize};
use crate::load::{SourceFile, Sources};
use crate::report::Sink;

/// Sources from a text.
pub(super) fn sources(files: &[(&str, &str)]) -> Sources {
    let files = files
        .iter()
        .map(|(name, text)| SourceFile {
            name: (*name).to_owned(),
            path: PathBuf::from(name),
            text: (*text).to_owned(),
            value: serde_yaml::from_str(text).unwrap(),
        })
        .collect();
    Sources { files }
}
