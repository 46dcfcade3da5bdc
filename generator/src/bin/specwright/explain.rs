//! `specwright explain`: what a code of the report, or a rule of `specwright diff`, means.

use std::process::ExitCode;

use specwright::diff::{Direction, Rule, rules};
use specwright::report::{Code, similar};

use crate::examples;

/// Say what a diagnostic code, or a rule of `diff`, means and what to do about it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  specwright explain dangling-ref\n  specwright explain request-property-removed\n  specwright explain          # lists all codes with their severity\n  specwright explain --rules  # lists all rules of `diff` with their level"
)]
pub(crate) struct Arguments {
    /// The code or rule, as the report shows it in brackets.
    code: Option<String>,
    /// List the rules of `diff`.
    #[arg(long, conflicts_with = "code")]
    rules: bool,
}

/// Prints the explanation. Exit status 2 for a code that does not exist.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    if arguments.rules {
        for rule in rules() {
            println!("{:<60} {:<8} {}", rule.id, rule.level, rule.meaning);
        }
        return ExitCode::SUCCESS;
    }
    let Some(wanted) = &arguments.code else {
        for code in Code::ALL {
            let summary = code.explanation().split("\n\n").next().unwrap_or_default();
            let summary: Vec<&str> = summary.split_whitespace().collect();
            let lossy = mark(*code);
            let kind = format!("{}{lossy}", code.severity());
            println!("{:<24} {kind:<15} {}", code.as_str(), summary.join(" "));
        }
        return ExitCode::SUCCESS;
    };
    if let Some(rule) = Rule::find(wanted) {
        print!("{}", rule_page(rule));
        return ExitCode::SUCCESS;
    }
    match wanted.parse::<Code>() {
        Ok(code) => {
            print!("{}", page(code));
            ExitCode::SUCCESS
        }
        Err(unknown) => {
            let codes = Code::ALL.iter().map(|code| code.as_str());
            let codes = codes.chain(rules().iter().map(|rule| rule.id.as_str()));
            match similar(wanted, codes) {
                Some(code) => eprintln!("{unknown}; did you mean `{code}`?"),
                None => eprintln!("{unknown}; `specwright explain` lists them"),
            }
            ExitCode::from(2)
        }
    }
}

/// What else there is to say of a code than its severity.
fn mark(code: Code) -> &'static str {
    match (code.is_lossy(), code.is_local()) {
        (true, _) => ", lossy",
        (false, true) => ", local",
        (false, false) => "",
    }
}

/// What a rule of `diff` means.
fn rule_page(rule: &Rule) -> String {
    let direction = match rule.direction() {
        Direction::Request => ", in requests",
        Direction::Response => ", in responses",
        Direction::Both => "",
    };
    let mut text = format!("{} ({}{direction})\n\n{}\n\n", rule.id, rule.level, rule.meaning);
    text.push_str(&format!("On the wire: {}\nIn Rust: {}\n", rule.wire, rule.rust));
    if !rule.oasdiff.is_empty() {
        text.push_str(&format!("In oasdiff: {}\n", rule.oasdiff.join(", ")));
    }
    if let Some(example) = examples::of(&rule.id) {
        text.push_str(&format!("\n{example}"));
    }
    text
}

/// The explanation as plain text: examples are indented.
fn page(code: Code) -> String {
    let lossy = mark(code);
    let mut text = format!("{code} ({}{lossy})\n\n", code.severity());
    let mut in_example = false;
    for line in code.explanation().lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        if line.starts_with("```") {
            in_example = !in_example;
            continue;
        }
        let indent = if in_example { "    " } else { "" };
        text.push_str(format!("{indent}{line}").trim_end());
        text.push('\n');
    }
    if code.is_local() {
        text.push_str(
            "\nIt costs no more than the place it is at. To have the rest generated all the same, allow it there:\n\n",
        );
        text.push_str(&format!(
            "    allow = [\"{code} #/paths/~1pets\"]      # in codegen.toml; or --allow {code}\n"
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_explained_with_an_example() {
        for rule in rules() {
            let page = rule_page(rule);
            let example = examples::of(&rule.id);
            assert!(
                example.is_some_and(|example| page.ends_with(&example.to_string())),
                "{page}"
            );
            for part in ["On the wire: ", "In Rust: ", rule.level.as_str(), &rule.meaning] {
                assert!(page.contains(part), "{part}: {page}");
            }
        }
    }
}
