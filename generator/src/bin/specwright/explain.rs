//! `specwright explain`: what a code of the report means.

use std::process::ExitCode;

use specwright::report::Code;

/// Say what a diagnostic code means and what to do about it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  specwright explain dangling-ref\n  specwright explain        # lists all codes")]
pub(crate) struct Arguments {
    /// The code, as the report shows it in brackets.
    code: Option<String>,
}

/// Prints the explanation. Exit status 2 for a code that does not exist.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let Some(wanted) = &arguments.code else {
        for code in Code::ALL {
            println!(
                "{:<24} {}",
                code.as_str(),
                code.explanation().lines().next().unwrap_or_default().trim()
            );
        }
        return ExitCode::SUCCESS;
    };
    match Code::ALL.iter().find(|code| code.as_str() == wanted) {
        Some(code) => {
            for line in code.explanation().lines() {
                println!("{}", line.trim());
            }
            ExitCode::SUCCESS
        }
        None => {
            eprintln!("there is no code `{wanted}`; `specwright explain` lists them");
            ExitCode::from(2)
        }
    }
}
