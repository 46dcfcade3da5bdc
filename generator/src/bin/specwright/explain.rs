//! `specwright explain`: what a code of the report means.

use std::process::ExitCode;

use specwright::report::{Code, similar};

/// Say what a diagnostic code means and what to do about it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  specwright explain dangling-ref\n  specwright explain        # lists all codes with their severity"
)]
pub(crate) struct Arguments {
    /// The code, as the report shows it in brackets.
    code: Option<String>,
}

/// Prints the explanation. Exit status 2 for a code that does not exist.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
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
    match wanted.parse::<Code>() {
        Ok(code) => {
            print!("{}", page(code));
            ExitCode::SUCCESS
        }
        Err(unknown) => {
            let codes = Code::ALL.iter().map(|code| code.as_str());
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
