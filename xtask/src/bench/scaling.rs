//! `cargo xtask bench scaling`: how what generating and comparing take grows with a description.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use specwright::pipeline;
use specwright::report::Severity;
use specwright::review::{self, Request, Source};
use specwright::settings::Settings;

use super::measure::{Used, used};
use super::shapes::{SHAPES, Shape, edited};
use crate::repository;

/// The exponent that nothing may exceed: 1 is linear, and allocators and sorting take their share.
const MOST: f64 = 1.2;

/// The processor seconds that the largest size may take.
const LIMIT: f64 = 10.0;

/// A run is ended that needs more memory: the machine has other work.
const MEMORY: u64 = 8 << 30;

/// What is measured, in two columns.
const TASKS: [&str; 2] = ["generate", "diff"];

/// What each size of a kind of content took; an error where a run failed or was ended.
type Figures = [Result<Used, String>; 3];

/// Runs the benchmark and prints a line for each kind of content. False if any is past the targets.
pub(super) fn run(only: &[String], runs: usize, program: Option<&Path>) -> Result<bool, String> {
    if let Some(unknown) = only.iter().find(|only| SHAPES.iter().all(|shape| shape.name != **only)) {
        let names: Vec<&str> = SHAPES.iter().map(|shape| shape.name).collect();
        return Err(format!(
            "nothing is called `{unknown}`; there are: {}",
            names.join(", ")
        ));
    }
    let folder = repository::root().join("target/bench/scaling");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let program = match program {
        Some(program) => program.to_owned(),
        None => build()?,
    };
    println!("Processor seconds at n, 2n and 4n, the exponent that fits them, and peak megabytes at 4n.");
    println!("{:<16} {:>6}  {:<32}  {:<32}", "content", "n", TASKS[0], TASKS[1]);
    let mut is_well = true;
    for shape in SHAPES
        .iter()
        .filter(|shape| only.is_empty() || only.iter().any(|only| shape.name == only))
    {
        let [generate, diff] = measure(shape, &program, &folder, runs)?;
        let marks = [&generate, &diff].map(|figures| !meets(figures));
        println!(
            "{:<16} {:>6}  {:<32}  {:<32}{}",
            shape.name,
            shape.size,
            line(&generate),
            line(&diff),
            if marks.contains(&true) {
                "  <- past the target"
            } else {
                ""
            }
        );
        for error in [&generate, &diff]
            .into_iter()
            .flatten()
            .filter_map(|result| result.as_ref().err())
        {
            println!("  {error}");
        }
        is_well &= !marks.contains(&true);
    }
    Ok(is_well)
}

/// Does one task with the processor's time and memory of this process: what [`run`] starts for each measurement.
pub(super) fn work(task: &str, base: &Path, revision: &Path) -> Result<(), String> {
    if task == TASKS[0] {
        let generated = pipeline::generate(base, "things", "cargo xtask bench scaling", &Settings::default());
        if let Some(error) = { generated.diagnostics.iter() }.find(|found| found.severity == Severity::Error) {
            return Err(error.message.clone());
        }
        let files = generated.files().map_err(|error| error.to_string())?;
        std::hint::black_box(files);
    } else {
        let request = Request {
            api: None,
            base: Source::File(base.to_owned()),
            revision: Source::File(revision.to_owned()),
            root: None,
            settings: None,
            accept: None,
            names: None,
            rust: true,
        };
        let comparison = review::compare(&request)?;
        if let Some(obstacle) = comparison.report.rust.obstacle {
            return Err(obstacle);
        }
    }
    let used = used(std::process::id());
    println!("{} {}", used.seconds, used.memory);
    Ok(())
}

fn measure(shape: &Shape, program: &Path, folder: &Path, runs: usize) -> Result<[Figures; 2], String> {
    let write = |times: usize| {
        let base = (shape.make)(shape.size * times);
        let sides = [("base", &base), ("edited", &edited(&base))];
        let mut files = [PathBuf::new(), PathBuf::new()];
        for (file, (side, value)) in files.iter_mut().zip(sides) {
            *file = folder.join(format!("{}-{times}-{side}.json", shape.name));
            std::fs::write(&*file, value.to_string()).map_err(|error| format!("{}: {error}", file.display()))?;
        }
        Ok::<_, String>(files)
    };
    let sizes = [write(1)?, write(2)?, write(4)?];
    Ok(TASKS.map(|task| sizes.each_ref().map(|files| fastest(program, task, files, runs))))
}

fn fastest(program: &Path, task: &str, files: &[PathBuf; 2], runs: usize) -> Result<Used, String> {
    let mut best = once(program, task, files)?;
    for _ in 1..runs {
        let next = once(program, task, files)?;
        if next.seconds < best.seconds {
            best = next;
        }
    }
    Ok(best)
}

fn once(program: &Path, task: &str, files: &[PathBuf; 2]) -> Result<Used, String> {
    let mut command = Command::new(program);
    command.args(["bench", "scaling-worker", task]).args(files);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command
        .spawn()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    // A worker says one line, which any pipe holds.
    while child.try_wait().map_err(|error| error.to_string())?.is_none() {
        let now = used(child.id());
        if now.seconds > LIMIT || now.memory > MEMORY {
            child
                .kill()
                .and_then(|()| child.wait())
                .map_err(|error| error.to_string())?;
            return Err(format!(
                "{task}: ended after {:.0} s with {} MB",
                now.seconds,
                now.memory >> 20
            ));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let figures = text.trim().split_once(' ');
    match figures.and_then(|(seconds, memory)| Some((seconds.parse().ok()?, memory.parse().ok()?))) {
        Some((seconds, memory)) => Ok(Used { seconds, memory }),
        None => Err(format!(
            "{task}: {} {}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        )),
    }
}

/// The exponent of the power of n that fits best: with n, 2n and 4n, that between the first and the last.
fn exponent(figures: &Figures) -> Option<f64> {
    let [Ok(first), _, Ok(last)] = figures else { return None };
    Some((last.seconds / first.seconds).log2() / 2.0)
}

fn meets(figures: &Figures) -> bool {
    exponent(figures).is_some_and(|exponent| exponent <= MOST)
}

fn line(figures: &Figures) -> String {
    let seconds = figures.each_ref().map(|figure| match figure {
        Ok(used) => format!("{:.2}", used.seconds),
        Err(_) => "-".to_owned(),
    });
    let exponent = exponent(figures).map_or("-".to_owned(), |exponent| format!("{exponent:.2}"));
    let [.., last] = figures;
    let memory = last
        .as_ref()
        .map_or("-".to_owned(), |used| (used.memory >> 20).to_string());
    format!(
        "{:>6} {:>6} {:>6} {exponent:>5} {memory:>5}",
        seconds[0], seconds[1], seconds[2]
    )
}

/// This program, built for release.
fn build() -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--release", "--quiet", "--package", "xtask"])
        .current_dir(repository::root())
        .status()
        .map_err(|error| format!("cargo: {error}"))?;
    if !status.success() {
        return Err(format!("cargo build: {status}"));
    }
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    Ok(repository::root().join(target).join("release/xtask"))
}
