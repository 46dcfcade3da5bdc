//! JUnit's XML, as most CI systems read it: a finding is a test case, and an error one that failed.

use std::fmt::Write as _;

use super::{Comparison, Item, Review};
use crate::diff::Level;

pub(super) fn write(review: &Review) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for comparison in &review.comparisons {
        suite(&mut text, comparison);
    }
    text.push_str("</testsuites>\n");
    text
}

fn suite(text: &mut String, comparison: &Comparison) {
    let items: Vec<Item<'_>> = comparison.items().collect();
    let failures = items.iter().filter(|item| item.level() == Some(Level::Error)).count();
    let skipped = items.iter().filter(|item| item.accepted.is_some()).count();
    let name = comparison.api.as_deref().unwrap_or("specwright diff");
    let tests = items.len().max(1);
    let _ = writeln!(
        text,
        "  <testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">",
        escaped(name)
    );
    if items.is_empty() {
        // Without a case, some systems take the run for one that did not happen.
        text.push_str("    <testcase name=\"no changes\" classname=\"specwright.diff\"/>\n");
    }
    for item in items {
        case(text, item);
    }
    text.push_str("  </testsuite>\n");
}

fn case(text: &mut String, item: Item<'_>) {
    let finding = item.finding;
    let place = item.shown().map_or_else(String::new, |place| {
        format!(
            " file=\"{}\" line=\"{}\"",
            escaped(&place.file.shown),
            place.position().line
        )
    });
    let message = escaped(&finding.message);
    let rule = &finding.rule.id;
    let _ = write!(
        text,
        "    <testcase name=\"{message} [{}]\" classname=\"specwright.diff.{rule}\"{place}>",
        finding.fingerprint
    );
    let mut reach = escaped(&item.reach());
    for effect in &finding.rust {
        let _ = write!(reach, "\n{} [{}]", escaped(&effect.sentence()), effect.bump.as_str());
    }
    let inside = match (item.accepted, finding.level) {
        (Some(accepted), _) => format!("<skipped message=\"{}\"/>", escaped(&accepted.reason)),
        (None, Level::Error) => format!(
            "<failure type=\"{rule}\" message=\"{message}\">{}\n{reach}</failure>",
            escaped(finding.rule.wire)
        ),
        (None, level) => format!("<system-out>{level}: {message}\n{reach}</system-out>"),
    };
    let _ = writeln!(text, "{inside}</testcase>");
}

/// Text as it may stand in XML 1.0, in attributes too; what may not stand there at all is replaced.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push_str("&#9;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c if c.is_control() => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
