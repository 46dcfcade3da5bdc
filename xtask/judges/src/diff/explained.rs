//! Cases in which ours differs from the reference, each with the reason why it is right.

/// `base`, `revision`, `id` and the reason, separated by tabs; a header first.
const LIST: &str = include_str!("explained.tsv");

/// The list.
#[derive(Debug)]
pub(super) struct Explained {
    cases: Vec<[String; 3]>,
}

impl Explained {
    /// Reads the list.
    pub(super) fn read() -> Result<Self, String> {
        let lines = LIST.lines().enumerate().skip(1).filter(|(_, line)| !line.is_empty());
        let cases = lines.map(|(index, line)| match line.split('\t').collect::<Vec<_>>().as_slice() {
            [base, revision, id, _] => Ok([base, revision, id].map(|text| (*text).to_owned())),
            _ => Err(format!("explained.tsv:{}: four columns are needed", index + 1)),
        });
        Ok(Self {
            cases: cases.collect::<Result<_, _>>()?,
        })
    }

    /// Whether a difference is listed.
    pub(super) fn lists(&self, case: &[String; 3]) -> bool {
        self.cases.contains(case)
    }

    /// All that are listed.
    pub(super) fn cases(&self) -> &[[String; 3]] {
        &self.cases
    }
}
