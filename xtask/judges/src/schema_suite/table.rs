//! Verdicts against the suite's.

use std::fmt::Write as _;

use super::program::{Suite, Verdict};
use super::scope::Scope;

/// What became of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    OutOfScope,
    Failed,
    /// Listed as out of scope, yet it passes.
    ListedButPasses,
}

/// A case that is not as it should be.
#[derive(Debug)]
pub(super) struct Fault {
    case: [String; 4],
    what: String,
}

impl Fault {
    /// For people.
    pub(super) fn text(&self) -> String {
        format!("{}: {}", self.case.join(" / "), self.what)
    }

    /// For the list.
    pub(super) fn line(&self) -> String {
        format!("{}\t{}", self.case.join("\t"), self.what)
    }
}

/// All cases with what became of them.
#[derive(Debug)]
pub(super) struct Table {
    rows: Vec<([String; 4], Outcome, String)>,
}

impl Table {
    /// Compares.
    pub(super) fn new(suites: &[Suite], verdicts: &[Vec<Vec<Verdict>>], scope: &Scope) -> Self {
        let mut rows = Vec::new();
        for ((draft, groups, _), verdicts) in suites.iter().zip(verdicts) {
            for (group, verdicts) in groups.iter().zip(verdicts) {
                for (test, verdict) in group.tests.iter().zip(verdicts) {
                    let case = [draft, group.file.as_str(), &group.name, &test.name].map(str::to_owned);
                    let right = match verdict {
                        Verdict::Refused(_) => false,
                        Verdict::Valid => test.valid,
                        Verdict::Invalid(_) => !test.valid,
                    };
                    let outcome = match (right, scope.lists(&case)) {
                        (true, false) => Outcome::Passed,
                        (true, true) => Outcome::ListedButPasses,
                        (false, true) => Outcome::OutOfScope,
                        (false, false) => Outcome::Failed,
                    };
                    let what = match verdict {
                        Verdict::Refused(reason) => format!("the schema is refused: {reason}"),
                        Verdict::Valid => "accepted, though invalid".to_owned(),
                        Verdict::Invalid(error) => format!("refused, though valid: {error}"),
                    };
                    rows.push((case, outcome, what));
                }
            }
        }
        Self { rows }
    }

    /// Passed, out of scope and total, by file and overall.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{:<44}{:>8}{:>14}{:>8}\n", "", "passed", "out of scope", "total");
        let mut files: Vec<(&str, &str)> = self
            .rows
            .iter()
            .map(|([draft, file, ..], ..)| (&**draft, &**file))
            .collect();
        files.dedup();
        for (draft, file) in files {
            self.line(&mut text, &format!("{draft}/{file}"), &|case| {
                case[0] == draft && case[1] == file
            });
        }
        let mut drafts: Vec<&str> = self.rows.iter().map(|([draft, ..], ..)| &**draft).collect();
        drafts.dedup();
        for draft in drafts {
            self.line(&mut text, draft, &|case| case[0] == draft);
        }
        self.line(&mut text, "all", &|_| true);
        text
    }

    fn line(&self, text: &mut String, name: &str, of: &dyn Fn(&[String; 4]) -> bool) {
        let rows: Vec<Outcome> = self
            .rows
            .iter()
            .filter(|(case, ..)| of(case))
            .map(|(_, outcome, _)| *outcome)
            .collect();
        let count = |wanted: Outcome| rows.iter().filter(|outcome| **outcome == wanted).count();
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{name:<44}{:>8}{:>14}{:>8}",
            count(Outcome::Passed) + count(Outcome::ListedButPasses),
            count(Outcome::OutOfScope),
            rows.len()
        );
    }

    /// Cases that fail, listed ones that pass, and listed ones that do not exist.
    pub(super) fn faults(&self, scope: &Scope) -> Vec<Fault> {
        let wrong = self.rows.iter().filter_map(|(case, outcome, what)| {
            let what = match outcome {
                Outcome::Passed | Outcome::OutOfScope => return None,
                Outcome::Failed => what.clone(),
                Outcome::ListedButPasses => "is listed as out of scope, but passes".to_owned(),
            };
            Some(Fault {
                case: case.clone(),
                what,
            })
        });
        let known = |case: &[String; 4]| self.rows.iter().any(|(known, ..)| known == case);
        let unknown = scope.cases().filter(|case| !known(case)).map(|case| Fault {
            case: case.clone(),
            what: "is listed as out of scope, but is no case of the suite".to_owned(),
        });
        wrong.chain(unknown).collect()
    }
}
