//! `cargo xtask conformance`: judges that no one here wrote, against generated code.

use std::process::ExitCode;

/// Let programs of others judge generated code; needs npm, and installs what it runs below target/.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Which judge.
    #[arg(value_enum)]
    judge: Judge,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Judge {
    /// The vendor's own SDK calls our server: npm `@tursodatabase/api` lists invites.
    Sdk,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    match arguments.judge {
        Judge::Sdk => Err("not built yet".to_owned()),
    }
}
