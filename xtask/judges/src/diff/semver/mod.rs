//! `cargo xtask diff-semver`: the version bumps that a comparison announces, against what judges say of the generated crates.
//!
//! Both sides of pairs from `tests/` are generated and documented as JSON by rustdoc; cargo-semver-checks and
//! cargo-public-api compare those. The former knows which additions break, the latter which types changed: the higher bump
//! of the two is taken.

mod crates;
mod exceptions;
mod judge;

use std::path::PathBuf;
use std::process::ExitCode;

use specwright::diff::{Bump, Bumps, Part};
use specwright::review::{Request, Source, compare};

use self::crates::Side;
use self::exceptions::Exceptions;
use crate::repository;

/// Compare the bumps that are announced for pairs of descriptions with what judges say of their crates; installs those
/// below target/ and needs the toolchain whose rustdoc they read.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Cases of tests/diff or tests/review by name; without, of those in which items change as many as --pairs says.
    cases: Vec<String>,
    /// How many are judged, if none are named.
    #[arg(long, default_value_t = 45)]
    pairs: usize,
}

/// A pair of descriptions.
#[derive(Clone, Debug)]
struct Case {
    name: String,
    folder: PathBuf,
    /// The bumps that are announced for the items of each crate.
    announced: Bumps,
}

const PARTS: [Part; 3] = [Part::Types, Part::Client, Part::Server];

/// Runs the command. Exit status 1 if there is a difference without a reason, or a reason without a difference.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let cases = cases(arguments)?;
    let mut exceptions = Exceptions::read()?;
    let judges = judge::install()?;
    let folder = repository::root().join("target/semver");
    let [base, revision] = Side::both(&folder, &cases)?;
    base.document()?;
    revision.document()?;
    let (mut judged, mut equal, mut explained, mut wrong) = (0, 0, 0, 0);
    for case in &cases {
        for part in PARTS {
            let announced = match part {
                Part::Types => case.announced.types,
                Part::Client => case.announced.client,
                Part::Server => case.announced.server,
            };
            let name = format!("{}-{}", case.name, part.as_str());
            let said = match (base.json(&name), revision.json(&name)) {
                // Who says nothing is asked nothing.
                _ if base.sources(case, part)? == revision.sources(case, part)? => judge::Verdict::default(),
                (Some(base), Some(revision)) => judges.compare(&base, &revision)?,
                (None, None) => continue,
                (Some(_), None) | (None, Some(_)) => {
                    println!("{name}: one side has no such crate");
                    continue;
                }
            };
            judged += 1;
            // What needs no more than a patch is nothing to judges.
            let announced_as = if announced == Bump::Patch {
                Bump::None
            } else {
                announced
            };
            let is_equal = announced_as == said.bump();
            let (ours, theirs) = (announced_as.as_str(), said.bump().as_str());
            match (is_equal, exceptions.take(&name)) {
                (true, None) => equal += 1,
                (false, Some(exception)) if exception.is(ours, theirs) => explained += 1,
                (true, Some(_)) => {
                    wrong += 1;
                    println!("{name}: {ours}, as the judges say: take it out of tests/semver.tsv");
                }
                (false, _) => {
                    wrong += 1;
                    println!("{name}: announced is {ours}, the judges say {theirs}\n{}", said.text);
                }
            }
        }
    }
    let pairs = cases.len();
    println!(
        "{pairs} pairs, {judged} crates: {equal} bumps are as the judges say, {explained} differ for a known reason, \
         {wrong} differ"
    );
    Ok(if wrong == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn cases(arguments: &Arguments) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    for (kind, prefix) in [("diff", ""), ("review", "review-")] {
        let folder = repository::root().join("tests").join(kind);
        let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for entry in entries {
            let folder = entry.map_err(|error| error.to_string())?.path();
            let name = folder.file_name().unwrap_or_default().to_string_lossy();
            cases.push(Case {
                name: format!("{prefix}{name}"),
                folder,
                announced: Bumps::default(),
            });
        }
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    if let Some(unknown) = arguments
        .cases
        .iter()
        .find(|name| !cases.iter().any(|case| case.name == **name))
    {
        return Err(format!("there is no case `{unknown}`"));
    }
    if !arguments.cases.is_empty() {
        cases.retain(|case| arguments.cases.contains(&case.name));
    }
    for case in &mut cases {
        case.announced = announced(case)?;
    }
    if arguments.cases.is_empty() {
        let changes = |bumps: Bumps| bumps.types.max(bumps.client).max(bumps.server) > Bump::Patch;
        cases.retain(|case| changes(case.announced));
        // From all over the alphabet.
        let all = cases.len();
        let is_chosen = |i: usize| (i + 1) * arguments.pairs / all > i * arguments.pairs / all;
        let mut at = 0;
        cases.retain(|_| {
            at += 1;
            is_chosen(at - 1)
        });
    }
    Ok(cases)
}

fn announced(case: &Case) -> Result<Bumps, String> {
    let comparison = compare(&Request {
        api: None,
        base: Source::File(case.folder.join("base.yaml")),
        revision: Source::File(case.folder.join("revision.yaml")),
        root: None,
        settings: None,
        rust: true,
        accept: None,
        names: None,
    })?;
    match comparison.report.rust.obstacle {
        Some(obstacle) => Err(format!("{}: {obstacle}", case.name)),
        None => Ok(comparison.report.rust.own),
    }
}
