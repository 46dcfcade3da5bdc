//! `cargo xtask conformance`: judges that no one here wrote, against generated code.

mod exclusions;
mod prism;
mod process;
mod sarif;
mod schemathesis;
mod sdk;

use std::process::ExitCode;

/// Let programs of others judge generated code; needs npm and Python, and installs what it runs below target/.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Which judge; all of them without.
    #[arg(value_enum)]
    judge: Option<Judge>,
    /// Bundled APIs by name, or descriptions by file, for Schemathesis and Prism; all bundled APIs without.
    apis: Vec<String>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Judge {
    /// The vendor's own SDK calls our server: npm `@tursodatabase/api` lists invites; with the vendor's whole
    /// description, every method of it calls the mock server.
    Sdk,
    /// Schemathesis attacks our servers, with all of its checks: PyPI `schemathesis`.
    Schemathesis,
    /// Prism judges what our clients send: npm `@stoplight/prism-cli`.
    Prism,
    /// The schema of SARIF 2.1.0: what `specwright diff` writes for the pairs of tests/diff.
    Sarif,
}

/// Runs the command. Exit status 1 if a judge finds fault.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let judges = match arguments.judge {
        Some(judge) => vec![judge],
        None => vec![Judge::Sdk, Judge::Schemathesis, Judge::Prism, Judge::Sarif],
    };
    let mut is_well = true;
    for judge in judges {
        is_well &= match judge {
            Judge::Sdk if arguments.judge.is_some() && !arguments.apis.is_empty() => sdk::run_all(&arguments.apis)?,
            Judge::Sdk => sdk::run()?,
            Judge::Schemathesis => schemathesis::run(&arguments.apis)?,
            Judge::Prism => prism::run(&arguments.apis)?,
            Judge::Sarif => sarif::run()?,
        };
    }
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
