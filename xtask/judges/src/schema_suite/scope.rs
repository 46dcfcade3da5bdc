//! The cases that are out of scope, each with the reason.

/// `draft`, `file`, `group`, `test` and the reason, separated by tabs; a header first.
const LIST: &str = include_str!("out_of_scope.tsv");

/// The list.
#[derive(Debug)]
pub(super) struct Scope {
    cases: Vec<([String; 4], String)>,
}

impl Scope {
    /// Reads the list.
    pub(super) fn read() -> Result<Self, String> {
        let lines = LIST.lines().enumerate().skip(1).filter(|(_, line)| !line.is_empty());
        let cases = lines.map(|(index, line)| {
            let columns: Vec<&str> = line.split('\t').collect();
            match columns.as_slice() {
                [draft, file, group, test, reason] => Ok((
                    [draft, file, group, test].map(|text| (*text).to_owned()),
                    (*reason).to_owned(),
                )),
                _ => Err(format!("out_of_scope.tsv:{}: five columns are needed", index + 1)),
            }
        });
        Ok(Self {
            cases: cases.collect::<Result<_, _>>()?,
        })
    }

    /// Whether a case is listed.
    pub(super) fn lists(&self, case: &[String; 4]) -> bool {
        self.cases.iter().any(|(listed, _)| listed == case)
    }

    /// All listed cases.
    pub(super) fn cases(&self) -> impl Iterator<Item = &[String; 4]> {
        self.cases.iter().map(|(case, _)| case)
    }
}
