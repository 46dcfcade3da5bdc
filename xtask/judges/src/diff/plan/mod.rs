//! `cargo xtask diff-plan`: what `diff` says of Rust against what is generated, over edits of descriptions.
//!
//! Three things must hold of a description and an edit of it, the names of the one kept in the other. If the sources that
//! are generated differ, `diff` reports at least a patch. If `diff` reports neither a finding nor an item, the sources are
//! equal. If the sources are equal, `diff` reports no item and no bump. Sources are compared without the comment that opens
//! each, which has the description's hash and version.

mod edit;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::Value;
use specwright::diff::{self, Bump};
use specwright::load;
use specwright::pipeline::{self, Description, Generated};
use specwright::settings::Settings;

use super::corpus::seed::Seed;
use super::corpus::{mutate, mutate_operation, mutate_schema, rewrite};
use crate::corpus::find;

/// Edit every description of a folder, and compare what `diff` says of Rust with what is generated.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The folder.
    folder: PathBuf,
    /// Only descriptions whose id contains this.
    #[arg(long)]
    filter: Option<String>,
    /// Only edits whose name contains this.
    #[arg(long)]
    edit: Option<String>,
    /// Skip descriptions of more bytes than this.
    #[arg(long, default_value_t = 1_000_000)]
    largest: u64,
    /// What edits and places are chosen by.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many edits are tried on each description, in turn; 0 for one of each kind.
    #[arg(long, default_value_t = 0)]
    edits: usize,
}

/// What came out of an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    /// The sources are equal, and `diff` says so.
    Equal,
    /// The sources differ, and `diff` says so.
    Different,
    /// The edited description cannot be generated.
    Refused,
    /// `diff` says something else than what is so.
    Wrong(String),
}

/// How often each came out.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    equal: usize,
    different: usize,
    refused: usize,
    wrong: usize,
}

/// Runs the command. Exit status 1 if `diff` says something else than what is so.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let mut counts: BTreeMap<&'static str, Count> = BTreeMap::new();
    let (mut documents, mut refused) = (0, 0);
    for spec in find::specs(&arguments.folder)? {
        let size = std::fs::metadata(&spec.path).map_or(0, |meta| meta.len());
        let wanted = arguments.filter.as_ref().is_none_or(|text| spec.id.contains(text));
        if !wanted || size > arguments.largest {
            continue;
        }
        let mut sink = specwright::report::Sink::new();
        let sources = load::load_within(&spec.root, &spec.path, &mut sink);
        // What several files say cannot be edited as one.
        let [file] = sources.files.as_slice() else { continue };
        let Some(base) = Side::base(&file.value)? else {
            refused += 1;
            continue;
        };
        documents += 1;
        let mut seed = Seed::new(arguments.seed, &spec.id);
        let kinds: Vec<&'static str> = { names() }
            .filter(|name| arguments.edit.as_ref().is_none_or(|text| name.contains(text.as_str())))
            .collect();
        let number = if arguments.edits == 0 {
            kinds.len()
        } else {
            arguments.edits
        };
        for i in 0..number {
            let name = match arguments.edits {
                0 => kinds.get(i),
                _ => seed.choose(&kinds),
            };
            let Some(name) = name else { break };
            let Some((text, at)) = edited(name, &file.value, &mut seed) else {
                continue;
            };
            let count = counts.entry(name).or_default();
            match judge(&base, &text)? {
                Outcome::Equal => count.equal += 1,
                Outcome::Different => count.different += 1,
                Outcome::Refused => count.refused += 1,
                Outcome::Wrong(how) => {
                    count.wrong += 1;
                    println!("{}: {name} at {at}: {how}", spec.id);
                }
            }
        }
    }
    println!("{documents} descriptions, {refused} that cannot be generated");
    let mut all = Count::default();
    for (name, count) in &counts {
        print(name, count);
        all.equal += count.equal;
        all.different += count.different;
        all.refused += count.refused;
        all.wrong += count.wrong;
    }
    print("all", &all);
    Ok(if all.wrong == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn print(name: &str, count: &Count) {
    println!(
        "{name:<44} {:>5} equal, {:>5} different, {:>5} refused, {:>5} wrong",
        count.equal, count.different, count.refused, count.wrong
    );
}

/// The kinds of edits: those of this module, mutations, and rewrites that mean the same.
fn names() -> impl Iterator<Item = &'static str> {
    let edits = edit::ALL.iter().map(|edit| edit.name);
    let mutations = mutations().map(|mutation| mutation.name);
    edits.chain(mutations).chain(rewrite::ALL.iter().map(|(name, _)| *name))
}

fn mutations() -> impl Iterator<Item = &'static mutate::Mutation> {
    let all = mutate::ALL.iter().chain(mutate_schema::ALL);
    all.chain(mutate_operation::ALL)
}

/// A description with an edit, and where; `None` if it has no place for it.
fn edited(name: &str, value: &Value, seed: &mut Seed) -> Option<(String, String)> {
    if let Some(edit) = edit::ALL.iter().find(|edit| edit.name == name) {
        let (value, at) = edit::apply(edit, value, &edit::places(value), seed)?;
        return Some((value.to_string(), at));
    }
    if let Some(mutation) = mutations().find(|mutation| mutation.name == name) {
        let (value, at) = mutate::apply(mutation, value, seed)?;
        return Some((value.to_string(), at));
    }
    let (_, rewrite) = rewrite::ALL.iter().find(|(known, _)| *known == name)?;
    Some((rewrite(value, seed)?.text().to_owned(), "several places".to_owned()))
}

/// A description, and what is generated of it.
struct Side {
    description: Description,
    settings: Settings,
    sources: BTreeMap<String, String>,
    generated: Generated,
}

impl Side {
    /// `None` if it cannot be generated.
    fn base(value: &Value) -> Result<Option<Self>, String> {
        Self::new(Description::parse("spec.json", &value.to_string()), Settings::default())
    }

    fn new(description: Description, mut settings: Settings) -> Result<Option<Self>, String> {
        if !description.is_usable() {
            return Ok(None);
        }
        let generate =
            |settings: &Settings| Generated::of(description.clone(), "api", "cargo xtask diff-plan", settings);
        let mut generated = generate(&settings);
        if generated.failed() {
            // Errors that cost no more than their place, as `diff` takes them.
            let codes = generated.allowable();
            settings.allow = codes.iter().map(|code| code.as_str().to_owned()).collect();
            generated = generate(&settings);
        }
        if generated.failed() {
            return Ok(None);
        }
        let files = generated.files().map_err(|error| error.to_string())?;
        let rust = files.into_iter().filter(|(path, _)| path.ends_with(".rs"));
        Ok(Some(Self {
            description,
            settings,
            sources: rust.map(|(path, text)| (path, body(&text).to_owned())).collect(),
            generated,
        }))
    }
}

/// A file without the comment that opens it.
fn body(text: &str) -> &str {
    let mut rest = text;
    while let Some((line, after)) = rest.split_once('\n') {
        if !line.starts_with("// ") {
            break;
        }
        rest = after;
    }
    rest
}

/// Holds what `diff` says of a description and an edit of it against what is generated of both.
fn judge(base: &Side, text: &str) -> Result<Outcome, String> {
    let name = if text.starts_with('{') {
        "spec.json"
    } else {
        "spec.yaml"
    };
    let mut settings = Settings::default();
    settings.lock = base.generated.names();
    let Some(revision) = Side::new(Description::parse(name, text), settings)? else {
        return Ok(Outcome::Refused);
    };
    let mut report = pipeline::compare(&base.description, &revision.description, &diff::Settings::default());
    let sides = [base, &revision].map(|side| (&side.description, &side.settings));
    pipeline::effects(sides[0], sides[1], &mut report).map_err(|error| error.to_string())?;
    let paths = base.sources.keys().chain(revision.sources.keys());
    let differing = { paths }.find(|path| base.sources.get(*path) != revision.sources.get(*path));
    let bumps = report.rust.bumps;
    let bump = bumps.types.max(bumps.client).max(bumps.server);
    let mut effects = report
        .findings
        .iter()
        .flat_map(|finding| &finding.rust)
        .chain(&report.rust.others);
    let effect = effects.next();
    Ok(match differing {
        Some(path) if bump == Bump::None => Outcome::Wrong(format!("{path} differs, and no bump is reported")),
        Some(path) if report.findings.is_empty() && effect.is_none() => {
            Outcome::Wrong(format!("{path} differs, and neither a finding nor an item is reported"))
        }
        Some(_) => Outcome::Different,
        None if bump != Bump::None => Outcome::Wrong(format!("no source differs, and a bump is reported: {bumps:?}")),
        None => match effect {
            Some(effect) => Outcome::Wrong(format!("no source differs, and reported is {}", effect.sentence())),
            None => Outcome::Equal,
        },
    })
}
