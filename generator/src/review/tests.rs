//! Hostile text, and what becomes of what was accepted.

use super::{Acceptances, Comparison, FailOn, Format, Review};
use crate::diff::Settings;
use crate::pipeline::{self, Description};

fn review(parameter: &str, accept: &str, today: &str) -> Review {
    let text = |required: &str| {
        format!(
            "{{\"openapi\": \"3.0.3\", \"info\": {{\"title\": \"A\", \"version\": \"1\"}}, \"paths\": {{\"/a\": {{\"get\": \
             {{\"parameters\": [{{\"name\": {parameter}, \"in\": \"query\", \"required\": {required}, \"schema\": \
             {{\"type\": \"string\"}}}}], \"responses\": {{\"204\": {{\"description\": \"\"}}}}}}}}}}}}"
        )
    };
    let base = Description::parse("a, b:c.json", &text("false"));
    let revision = Description::parse("a, b:c.json", &text("true"));
    let report = pipeline::compare(&base, &revision, &Settings::default());
    let accept = accept.replace("THE", &report.findings[0].fingerprint);
    let mut acceptances = Acceptances::parse("accept.toml", &accept).unwrap();
    acceptances.judge(&report, today);
    Review {
        comparisons: vec![Comparison {
            api: None,
            base,
            revision,
            report,
            acceptances,
        }],
    }
}

#[test]
fn names_cannot_break_out_of_a_format() {
    let review = review(r#""a|b`<b>\n::error::x @all]]>&\u0007""#, "", "2026-01-01");
    let written = |format| review.write(format, false);
    assert_eq!(
        written(Format::Github).lines().count(),
        review.comparisons[0].report.findings.len()
    );
    assert!(written(Format::Github).contains("file=a%2C b%3Ac.json,"));
    assert!(!written(Format::Junit).contains("<b>"));
    assert!(!written(Format::Junit).contains('\u{7}'));
    assert!(!written(Format::Text).contains('\u{7}'));
    let markdown = written(Format::Markdown);
    // The excerpts are code, in which nothing has a meaning.
    let prose = markdown
        .lines()
        .filter(|line| !line.starts_with("- before: ``") && !line.starts_with("- after: ``"));
    let prose: String = prose.collect();
    assert!(!prose.contains("<b>") && !prose.contains(" @all"), "{markdown}");
    let tags = pulldown_cmark::Parser::new(&markdown).filter_map(|event| match event {
        pulldown_cmark::Event::Html(text) | pulldown_cmark::Event::InlineHtml(text) => Some(text),
        _ => None,
    });
    let tags: String = tags.map(|text| text.into_string()).collect();
    assert!(tags.contains("<details>") && !tags.contains("<b>"), "{tags}");
    assert!(written(Format::Sarif).contains("a%2C%20b%3Ac.json"));
}

#[test]
fn what_was_accepted_does_not_fail_until_its_day_is_over() {
    let accept = "[[accept]]\nfingerprint = 'THE'\nreason = 'nobody calls it'\nexpires = '2026-06-30'\n\
                  [[accept]]\nfingerprint = '0000000000000000'\nreason = 'long ago'\n";
    let last_day = review("\"q\"", accept, "2026-06-30");
    let after = review("\"q\"", accept, "2026-07-01");
    assert!(!FailOn::Breaking.fails(&last_day));
    assert!(FailOn::Breaking.fails(&after));
    assert_eq!(last_day.comparisons[0].acceptances.notes().len(), 1);
    assert_eq!(after.comparisons[0].acceptances.notes().len(), 2);
    assert!(last_day.write(Format::Sarif, false).contains("nobody calls it"));
}

#[test]
fn an_acceptance_has_a_reason_and_a_day_that_is_one() {
    for (text, message) in [
        ("fingerprint = 'a'\nreason = ' '", "`a` has no reason"),
        (
            "fingerprint = 'a'\nreason = 'b'\nexpires = '2026-02-30'",
            "which is no day",
        ),
        ("fingerprint = 'a'", "missing field `reason`"),
    ] {
        let error = Acceptances::parse("accept.toml", &format!("[[accept]]\n{text}\n")).unwrap_err();
        assert!(error.contains(message), "{error}");
    }
}
