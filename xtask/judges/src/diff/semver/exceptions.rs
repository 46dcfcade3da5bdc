//! Where the judges say something else, with the reason why ours is right: `tests/semver.tsv`.

use std::collections::BTreeMap;

use crate::repository;

/// The listed differences, by crate.
#[derive(Debug)]
pub(super) struct Exceptions(BTreeMap<String, Exception>);

/// A listed difference.
#[derive(Debug)]
pub(super) struct Exception {
    ours: String,
    theirs: String,
}

impl Exception {
    /// Whether it is this difference.
    pub(super) fn is(&self, ours: &str, theirs: &str) -> bool {
        (self.ours.as_str(), self.theirs.as_str()) == (ours, theirs)
    }
}

impl Exceptions {
    /// Reads the list.
    pub(super) fn read() -> Result<Self, String> {
        let path = repository::root().join("tests/semver.tsv");
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut all = BTreeMap::new();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [name, ours, theirs, reason] = columns.as_slice() else {
                return Err(format!("{}: not four columns: {line}", path.display()));
            };
            if reason.trim().is_empty() {
                return Err(format!("{}: {name} has no reason", path.display()));
            }
            let exception = Exception {
                ours: (*ours).to_owned(),
                theirs: (*theirs).to_owned(),
            };
            all.insert((*name).to_owned(), exception);
        }
        Ok(Self(all))
    }

    /// The difference that is listed for a crate.
    pub(super) fn take(&mut self, name: &str) -> Option<Exception> {
        self.0.remove(name)
    }
}
