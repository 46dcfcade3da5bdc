//! How many operations something is lost of, by code and kind of message.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value;

/// Counts of operations; one that several findings matter to counts once in each.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lossy {
    /// Those with any lossy finding.
    operations: usize,
    /// By code, and by code and message; an empty message stands for all of the code.
    classes: BTreeMap<(String, String), usize>,
}

impl Lossy {
    /// Counts what a fidelity report says.
    pub(super) fn of(report: &str) -> Self {
        let report: Value = serde_json::from_str(report).unwrap_or_default();
        let mut all: BTreeSet<String> = BTreeSet::new();
        let mut classes: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
        let items = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        for finding in items(&report["findings"]) {
            let operations = items(&finding["operations"]);
            let operations = operations
                .iter()
                .map(|one| format!("{} {}", one["method"], one["path"]));
            let operations: Vec<String> = operations.collect();
            let (code, message) = (text(&finding["code"]), class(&text(&finding["message"])));
            for class in [(code.clone(), String::new()), (code, message)] {
                classes.entry(class).or_default().extend(operations.iter().cloned());
            }
            all.extend(operations);
        }
        Self {
            operations: all.len(),
            classes: classes.into_iter().map(|(class, all)| (class, all.len())).collect(),
        }
    }

    /// Adds the counts of another description.
    pub(super) fn add(&mut self, other: &Self) {
        self.operations += other.operations;
        for (class, count) in &other.classes {
            *self.classes.entry(class.clone()).or_default() += count;
        }
    }

    /// One line of text, for rows.
    pub(super) fn to_line(&self) -> String {
        let classes = { self.classes.iter() }.map(|((code, message), count)| (code, message, count));
        serde_json::json!([self.operations, classes.collect::<Vec<_>>()]).to_string()
    }

    /// What such a line says.
    pub(super) fn parse(line: &str) -> Self {
        let (operations, classes): (usize, Vec<(String, String, usize)>) =
            serde_json::from_str(line).unwrap_or_default();
        let classes = { classes.into_iter() }.map(|(code, message, count)| ((code, message), count));
        Self {
            operations,
            classes: classes.collect(),
        }
    }

    /// The table, the codes in order, the most frequent message of each first.
    pub(super) fn render(&self, operations: usize) -> String {
        let mut out = format!(
            "operations of which something is widened, ignored or approximated: {} of {operations}\n\n",
            self.operations
        );
        let _ = writeln!(out, "{:<24} {:>10}", "code", "operations");
        for ((code, _), count) in self.classes.iter().filter(|((_, message), _)| message.is_empty()) {
            let _ = writeln!(out, "{code:<24} {count:>10}");
            let own = self
                .classes
                .iter()
                .filter(|((of, message), _)| of == code && !message.is_empty());
            let mut own: Vec<_> = own.map(|((_, message), count)| (count, message)).collect();
            own.sort_by(|a, b| b.0.cmp(a.0).then_with(|| a.1.cmp(b.1)));
            for (count, message) in own {
                let _ = writeln!(out, "{:<24} {count:>10}  {message}", "");
            }
        }
        out
    }
}

/// What messages have in common that differ in names and numbers only.
fn class(message: &str) -> String {
    let mut class = String::new();
    for (index, part) in message.split('`').enumerate() {
        if index % 2 == 1 {
            class.push_str("`…`");
            continue;
        }
        let words = part.split_inclusive(' ');
        class.extend(words.map(|word| match word.starts_with(|c: char| c.is_ascii_digit()) {
            true => "… ",
            false => word,
        }));
    }
    class
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_counted_once_for_each_kind() {
        let report = r#"{"findings": [
            {"code": "widened", "message": "`a` is 3 of `b`", "operations": [{"method": "GET", "path": "/a"}]},
            {"code": "widened", "message": "`c` is 40 of `d`", "operations": [
                {"method": "GET", "path": "/a"}, {"method": "PUT", "path": "/a"}]},
            {"code": "ignored", "message": "x", "operations": []}
        ]}"#;
        let lossy = Lossy::of(report);
        assert_eq!(Lossy::parse(&lossy.to_line()), lossy);
        let mut twice = lossy.clone();
        twice.add(&lossy);
        let expected = "\
operations of which something is widened, ignored or approximated: 4 of 9

code                     operations
ignored                           0
                                  0  x
widened                           4
                                  4  `…` is … of `…`
";
        assert_eq!(twice.render(9), expected);
    }
}
