//! `cargo xtask diff-cases`: pairs of descriptions with the changes that the reference (oasdiff) finds in them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use specwright::diff::{Level, Settings};
use specwright::pipeline::compare;

use super::explained::Explained;

/// Compare pairs of descriptions and check what is found against what the reference finds.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The folder that has `cases.tsv` and the descriptions that it names.
    folder: PathBuf,
    /// Print what was found in the cases that differ.
    #[arg(long)]
    verbose: bool,
}

/// A line of `cases.tsv`.
#[derive(Debug)]
struct Case {
    base: String,
    revision: String,
    /// The ids that must be found; none: nothing that is an error may be.
    expected: Vec<String>,
    /// The ids that must not be found.
    absent: Vec<String>,
}

/// What came out.
#[derive(Debug, Default)]
struct Count {
    expected: usize,
    found: usize,
    silent: usize,
    false_errors: usize,
    present: usize,
}

/// Runs the command. Exit status 1 if there is a difference that is not explained, or an explained one that is none.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let explained = Explained::read()?;
    let cases = read(&arguments.folder.join("cases.tsv"))?;
    let settings = Settings::default().as_of_now();
    let mut count = Count::default();
    let mut differences: BTreeSet<[String; 3]> = BTreeSet::new();
    for case in &cases {
        let [base, revision] = [&case.base, &case.revision].map(|file| super::read(&arguments.folder.join(file)));
        let report = compare(&base?, &revision?, &settings);
        let ids: BTreeSet<&str> = report.findings.iter().flat_map(|finding| finding.oasdiff()).collect();
        let difference = |what: &str| [case.base.clone(), case.revision.clone(), what.to_owned()];
        let before = differences.len();
        for id in &case.expected {
            count.expected += 1;
            if ids.contains(id.as_str()) {
                count.found += 1;
            } else {
                differences.insert(difference(id));
            }
        }
        if case.expected.is_empty() && case.absent.is_empty() {
            count.silent += 1;
            for finding in report.findings.iter().filter(|finding| finding.level == Level::Error) {
                count.false_errors += 1;
                differences.insert(difference(&format!("error {}", finding.rule.id)));
            }
        }
        for id in case.absent.iter().filter(|id| ids.contains(id.as_str())) {
            count.present += 1;
            differences.insert(difference(&format!("present {id}")));
        }
        if arguments.verbose && differences.len() > before {
            println!("{} {}", case.base, case.revision);
            for finding in &report.findings {
                println!("    {} {}: {}", finding.level, finding.rule.id, finding.message);
            }
        }
    }
    println!(
        "{} pairs: {} of {} expected ids found ({:.1} %), {} errors on {} pairs that expect silence, {} ids that must not be",
        cases.len(),
        count.found,
        count.expected,
        percent(count.found, count.expected),
        count.false_errors,
        count.silent,
        count.present,
    );
    let mut faults = 0;
    for case in differences.iter().filter(|case| !explained.lists(case)) {
        println!("not explained: {}", case.join("\t"));
        faults += 1;
    }
    for case in explained.cases().iter().filter(|case| !differences.contains(*case)) {
        println!("explained, and no difference: {}", case.join("\t"));
        faults += 1;
    }
    Ok(if faults == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

#[expect(clippy::cast_precision_loss, reason = "counts of cases are small")]
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        100.0
    } else {
        100.0 * part as f64 / whole as f64
    }
}

fn read(path: &Path) -> Result<Vec<Case>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let list = |text: &str| -> Vec<String> {
        let ids = text.split(',').filter(|id| !id.is_empty() && *id != "-");
        ids.map(str::to_owned).collect()
    };
    let case = |(i, line): (usize, &str)| match line.split('\t').collect::<Vec<_>>().as_slice() {
        [base, revision, expected, _, absent, ..] => Ok(Case {
            base: (*base).to_owned(),
            revision: (*revision).to_owned(),
            expected: list(expected),
            absent: list(absent),
        }),
        _ => Err(format!("{}:{}: five columns are needed", path.display(), i + 1)),
    };
    text.lines()
        .enumerate()
        .skip(1)
        .filter(|(_, line)| !line.is_empty())
        .map(case)
        .collect()
}
