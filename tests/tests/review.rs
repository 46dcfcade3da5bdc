//! Every folder of `tests/review` holds two descriptions, perhaps what was accepted and levels, and what is written about
//! them in each format.
//!
//! `UPDATE_EXPECT=1 cargo test -p specwright-tests --test review` writes the expectations anew; read the difference before
//! you commit it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

use std::fs;
use std::path::Path;

use specwright::diff::Bump;
use specwright::review::{FailOn, Format, Request, Review, Source, compare};
use specwright_tests::{cases, root, updating};

/// The review of a case. Files are shown by name: as they are from the folder that they are in.
fn review(case: &Path) -> Review {
    let mut comparison = compare(&Request {
        api: None,
        base: Source::File(case.join("base.yaml")),
        revision: Source::File(case.join("revision.yaml")),
        root: None,
        settings: None,
        accept: None,
        names: None,
        rust: true,
    })
    .unwrap_or_else(|error| panic!("{}: {error}", case.display()));
    comparison.base.sources.show_in(Path::new(""));
    comparison.revision.sources.show_in(Path::new(""));
    Review {
        comparisons: vec![comparison],
    }
}

#[test]
fn formats_are_as_expected() {
    let mut differing = Vec::new();
    for (name, case) in cases("review") {
        let review = review(&case);
        for format in Format::ALL {
            let extension = match format {
                Format::Text => "txt",
                Format::Markdown => "md",
                Format::Junit => "xml",
                Format::Json => "json",
                Format::Sarif => "sarif",
                _ => "commands",
            };
            let text = review.write(*format, false);
            let file = case.join(format!("expected.{extension}"));
            if fs::read_to_string(&file).is_ok_and(|expected| expected == text) {
                continue;
            }
            if updating() {
                fs::write(&file, text).unwrap();
            } else {
                differing.push(format!("{name}, {format}:\n{text}"));
            }
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn colour_is_all_that_colour_adds() {
    for (_, case) in cases("review") {
        let review = review(&case);
        let mut plain = String::new();
        let mut in_escape = false;
        for c in review.write(Format::Text, true).chars() {
            match c {
                '\u{1b}' => in_escape = true,
                'm' if in_escape => in_escape = false,
                c if !in_escape => plain.push(c),
                _ => {}
            }
        }
        assert_eq!(plain, review.write(Format::Text, false));
    }
}

#[test]
fn what_fails() {
    let pets = review(&root().join("tests/review/pets"));
    let nothing = review(&root().join("tests/review/nothing"));
    for fail_on in FailOn::ALL {
        assert!(fail_on.fails(&pets), "{fail_on}");
        assert!(!fail_on.fails(&nothing), "{fail_on}");
    }
}

#[test]
fn a_rewrite_that_only_names_a_schema_breaks_source_and_nothing_else() {
    let named = review(&root().join("tests/review/named"));
    assert!(!FailOn::Breaking.fails(&named));
    assert!(FailOn::SourceBreaking.fails(&named));
    assert!(!FailOn::Any.fails(&named));
    let comparison = &named.comparisons[0];
    assert!(comparison.report.findings.is_empty());
    assert_eq!(comparison.report.rust.bumps.client, Bump::Major);
}

#[test]
fn names_that_are_kept_move_nothing() {
    let case = root().join("tests/review/named");
    let folder = tempfile::tempdir().unwrap();
    for file in ["base.yaml", "revision.yaml"] {
        fs::copy(case.join(file), folder.path().join(file)).unwrap();
    }
    let names = "[types]\n\"#/components/schemas/Person\" = \"pub use pet::Owner\"\n\
                 \"#/components/schemas/Pet/properties/owner\" = \"pub use pet::Owner\"\n";
    fs::write(folder.path().join("names.lock"), names).unwrap();
    let kept = review(folder.path());
    assert!(
        !FailOn::SourceBreaking.fails(&kept),
        "{}",
        kept.write(Format::Text, false)
    );
}

#[test]
fn without_rust_the_rules_decide() {
    let case = root().join("tests/review/pets");
    let comparison = compare(&Request {
        api: None,
        base: Source::File(case.join("base.yaml")),
        revision: Source::File(case.join("revision.yaml")),
        root: None,
        settings: None,
        accept: None,
        names: None,
        rust: false,
    })
    .unwrap();
    assert!(!comparison.report.rust.compared);
    assert!(comparison.report.findings.iter().all(|finding| finding.rust.is_empty()));
    let review = Review {
        comparisons: vec![comparison],
    };
    assert!(FailOn::SourceBreaking.fails(&review));
}

#[test]
fn the_readme_shows_what_is_written() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let case = root().join("tests/review/pets");
    let text = fs::read_to_string(case.join("expected.txt")).unwrap();
    // The first finding of all, as far as the blank line after it, and the lines that count.
    let first = text.split("\n\n").nth(1).unwrap();
    assert!(readme.contains(first), "README.md does not show\n{first}");
    let last: Vec<&str> = text.lines().rev().take(2).collect();
    for line in last {
        assert!(readme.contains(line), "README.md does not show\n{line}");
    }
    let accepted = fs::read_to_string(case.join("accept.toml")).unwrap();
    let accepted = accepted.split("\n\n").next().unwrap();
    assert!(readme.contains(accepted), "README.md does not show\n{accepted}");
}
