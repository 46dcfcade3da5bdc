//! `cargo xtask diff-corpus`: descriptions against rewrites of themselves that mean the same, and against mutations.
//!
//! A rewrite must give no finding. A mutation must be found, under the kind that it is, and once. What is rewritten and
//! mutated is chosen by a seed, so that a run can be repeated.

mod convert;
pub(super) mod mutate;
pub(super) mod mutate_operation;
pub(super) mod mutate_schema;
mod place;
pub(super) mod rewrite;
pub(super) mod seed;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::Value;
use specwright::diff::{self, Report, Settings};
use specwright::load;
use specwright::pipeline::{self, Description};

use self::seed::Seed;
use crate::corpus::find;

/// Compare every description of a folder with rewrites and mutations of itself.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The folder.
    folder: PathBuf,
    /// Only descriptions whose id contains this.
    #[arg(long)]
    filter: Option<String>,
    /// Only rewrites whose name contains this.
    #[arg(long)]
    rewrite: Option<String>,
    /// Skip descriptions of more bytes than this.
    #[arg(long, default_value_t = 3_000_000)]
    largest: u64,
    /// What places are chosen by.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many mutations of each kind are tried on each description.
    #[arg(long, default_value_t = 1)]
    mutations: usize,
    /// Print the findings of rewrites, and the mutations that were missed.
    #[arg(long)]
    verbose: bool,
}

/// How often something was tried, and came out as it should.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    tried: usize,
    right: usize,
    /// Mutations that were found as what they are, beside other findings.
    beside: usize,
    /// Mutations that were found more than once.
    several: usize,
}

/// Runs the command. Exit status 1 if a rewrite gave a finding or a mutation was missed.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let mut rewrites: BTreeMap<&'static str, Count> = BTreeMap::new();
    let mut mutations: BTreeMap<&'static str, Count> = BTreeMap::new();
    let mut documents = 0;
    let mut covered: BTreeSet<&'static str> = BTreeSet::new();
    for spec in find::specs(&arguments.folder)? {
        let size = std::fs::metadata(&spec.path).map_or(0, |meta| meta.len());
        let wanted = arguments.filter.as_ref().is_none_or(|text| spec.id.contains(text));
        if !wanted || size > arguments.largest {
            continue;
        }
        let mut sink = specwright::report::Sink::new();
        let sources = load::load_within(&spec.root, &spec.path, &mut sink);
        // What several files say cannot be rewritten as one.
        let [file] = sources.files.as_slice() else { continue };
        if !file.value.is_object() {
            continue;
        }
        let value = file.value.clone();
        let Some(base) = read(&value) else { continue };
        documents += 1;
        let mut seed = Seed::new(arguments.seed, &spec.id);
        for (name, rewrite) in rewrite::ALL {
            let is_wanted = arguments
                .rewrite
                .as_ref()
                .is_none_or(|text| name.contains(text.as_str()));
            let Some(text) = rewrite(&value, &mut seed).filter(|_| is_wanted) else {
                continue;
            };
            let count = rewrites.entry(name).or_default();
            count.tried += 1;
            let revision = Description::parse(text.name(), text.text());
            let report = compare(&base, &revision);
            if report.findings.is_empty() {
                count.right += 1;
            } else {
                println!("{}: {name}: {} findings", spec.id, report.findings.len());
                show(&report, arguments.verbose);
            }
        }
        for mutation in mutate::ALL
            .iter()
            .chain(mutate_schema::ALL)
            .chain(mutate_operation::ALL)
        {
            for _ in 0..arguments.mutations {
                let Some((revision, what)) = mutate::apply(mutation, &value, &mut seed) else {
                    continue;
                };
                let Some(revision) = read(&revision) else { continue };
                let count = mutations.entry(mutation.name).or_default();
                count.tried += 1;
                let report = compare(&base, &revision);
                let found = report.findings.iter().filter(|finding| {
                    finding
                        .verdicts
                        .iter()
                        .any(|verdict| mutation.is_found_as(&verdict.rule.id))
                });
                // What the version should have become is told of anything that breaks.
                let all = report
                    .findings
                    .iter()
                    .filter(|finding| !finding.rule.id.contains("version-"));
                let verdicts = report.findings.iter().flat_map(|finding| &finding.verdicts);
                let wanted = verdicts.filter(|verdict| mutation.is_found_as(&verdict.rule.id));
                covered.extend(wanted.map(|verdict| verdict.rule.id.as_str()));
                match (found.count(), all.count()) {
                    (1, 1) => count.right += 1,
                    (1, _) => count.beside += 1,
                    (found, _) => {
                        count.several += usize::from(found > 1);
                        println!("{}: {} at {what}: found {found} times", spec.id, mutation.name);
                        show(&report, arguments.verbose);
                    }
                }
            }
        }
    }
    println!("{documents} descriptions");
    println!(
        "{} of {} rules are those of a mutation",
        covered.len(),
        diff::rules().len()
    );
    let fine = table("rewrites", "without a finding", &rewrites) & table("mutations", "found, once", &mutations);
    Ok(if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints the counts; tells whether all is as it should be.
fn table(what: &str, right: &str, counts: &BTreeMap<&'static str, Count>) -> bool {
    let all = counts.values().fold(Count::default(), |all, count| Count {
        tried: all.tried + count.tried,
        right: all.right + count.right,
        beside: all.beside + count.beside,
        several: all.several + count.several,
    });
    for (name, count) in counts.iter().chain([(&"all", &all)]) {
        let beside = match count.beside {
            0 => String::new(),
            beside => format!(", {beside} beside other findings"),
        };
        let several = match count.several {
            0 => String::new(),
            several => format!(", {several} more than once"),
        };
        println!(
            "{what} {name:<28} {:>5} tried, {:>5} {right}{beside}{several}",
            count.tried, count.right
        );
    }
    all.right + all.beside + all.several == all.tried
}

fn show(report: &Report, verbose: bool) {
    let most = if verbose { 12 } else { 2 };
    for finding in report.findings.iter().take(most) {
        let at = finding.revision.as_ref().or(finding.base.as_ref());
        let at = at.map(|location| location.pointer.to_string()).unwrap_or_default();
        println!("    {}: {} #{at}", finding.rule.id, finding.message);
    }
}

fn read(value: &Value) -> Option<Description> {
    let read = Description::parse("spec.json", &value.to_string());
    read.is_usable().then_some(read)
}

fn compare(base: &Description, revision: &Description) -> Report {
    pipeline::compare(base, revision, &Settings::default())
}
