//! What judges find that is no fault of generated code, each with its reason.

use crate::repository;

/// A finding that is expected.
#[derive(Clone, Debug)]
pub(super) struct Exclusion {
    judge: String,
    api: String,
    /// Text that the finding has; ` … ` stands between several.
    finding: String,
    /// Why it is no fault here.
    pub(super) reason: String,
}

/// Those of a judge, from `tests/conformance/exclusions.tsv`.
pub(super) fn read(judge: &str) -> Result<Vec<Exclusion>, String> {
    let path = repository::root().join("tests/conformance/exclusions.tsv");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut all = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [of, api, finding, reason] = columns.as_slice() else {
            return Err(format!("{}: not four columns: {line}", path.display()));
        };
        all.push(Exclusion {
            judge: (*of).to_owned(),
            api: (*api).to_owned(),
            finding: (*finding).to_owned(),
            reason: (*reason).to_owned(),
        });
    }
    all.retain(|one| one.judge == judge);
    Ok(all)
}

impl Exclusion {
    /// Whether it is about a finding of an API; `*` is any.
    pub(super) fn covers(&self, api: &str, finding: &str) -> bool {
        (self.api == "*" || self.api == api) && self.finding.split(" … ").all(|text| finding.contains(text))
    }
}
