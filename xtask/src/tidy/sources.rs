//! Rules about the bundled specs: the bytes are those that SOURCE.md names.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::Fault;
use crate::repository;

/// Every spec has a SOURCE.md with its sha256.
pub(crate) fn check(root: &Path, faults: &mut Vec<Fault>) -> Result<(), String> {
    for (_, spec) in repository::specs()? {
        let bytes = std::fs::read(&spec).map_err(|error| format!("{}: {error}", spec.display()))?;
        let hash: String = Sha256::digest(&bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let source = spec.with_file_name("SOURCE.md");
        let named = std::fs::read_to_string(&source).is_ok_and(|text| text.contains(&hash));
        if !named {
            let path = source.strip_prefix(root).unwrap_or(&source).to_owned();
            faults.push(Fault {
                path,
                line: 0,
                message: format!("does not name the spec's sha256, {hash}"),
            });
        }
    }
    Ok(())
}
