//! For each rule of `diff` a change that falls under it, from the pairs of `tests/diff`.
//!
//! `examples.tsv` is written by `UPDATE_EXPECT=1 cargo test -p specwright-tests --test diff`, which also checks it.

/// A rule a line: rule, case, subject, old value, new value, line of the base, line of the revision.
const TABLE: &str = include_str!("examples.tsv");

/// A change that falls under a rule.
#[derive(Debug)]
pub(crate) struct Example<'a> {
    case: &'a str,
    subject: &'a str,
    old: &'a str,
    new: &'a str,
    base: &'a str,
    revision: &'a str,
}

/// The example of a rule.
pub(crate) fn of(rule: &str) -> Option<Example<'static>> {
    TABLE.lines().find_map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        match columns.as_slice() {
            [id, case, subject, old, new, base, revision] if *id == rule => Some(Example {
                case,
                subject,
                old,
                new,
                base,
                revision,
            }),
            _ => None,
        }
    })
}

impl std::fmt::Display for Example<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            case,
            subject,
            old,
            new,
            base,
            revision,
        } = self;
        let change = match (*old, *new) {
            ("", "") => String::new(),
            ("", new) => format!(": {new}"),
            (old, "") => format!(": {old}, gone"),
            (old, new) => format!(": {old} → {new}"),
        };
        writeln!(f, "Example: `{subject}`{change}")?;
        for (what, line) in [("before", base), ("after", revision)] {
            if !line.is_empty() {
                writeln!(f, "    {what:<7} {line}")?;
            }
        }
        writeln!(f, "    Both descriptions are in tests/diff/{case}.")
    }
}
