//! One description in a process of its own.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use specwright::output::{self, Mode};
use specwright::pipeline::{self, Input};
use specwright::render;
use specwright::report::Severity;
use specwright::settings::Settings;

use super::find::Spec;
use super::lossy::Lossy;
use super::row::{Row, Status};
use super::tally::tally;

/// Generate one description of a corpus; what `corpus` starts for each.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    spec: PathBuf,
    root: PathBuf,
    id: String,
}

/// Where the crates of a description are written.
pub(super) fn crates(id: &str) -> PathBuf {
    super::folder().join("crates").join(pipeline::crate_name(id))
}

/// Runs the command: generates, writes, and prints what it found as `key=value` lines.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let start = Instant::now();
    let input = Input {
        path: &arguments.spec,
        root: Some(&arguments.root),
    };
    let generated = pipeline::generate(input, &arguments.id, "cargo xtask corpus", &Settings::default());
    let files = generated.files().map_err(|error| error.to_string())?;
    println!("gen_s={:.3}", start.elapsed().as_secs_f64());
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in &generated.diagnostics {
        *codes.entry(diagnostic.code.as_str()).or_default() += 1;
    }
    let codes: Vec<String> = codes.iter().map(|(code, count)| format!("{code}:{count}")).collect();
    let warnings = generated.diagnostics.iter().filter(|d| d.severity == Severity::Warning);
    println!("codes={}\nwarnings={}", codes.join(" "), warnings.count());
    println!("lossy={}", Lossy::of(&generated.fidelity()).to_line());
    super::write(
        &super::log(&arguments.id),
        &render::text(&generated.diagnostics, &generated.sources, false),
    )?;
    if generated.failed() {
        let first = generated.diagnostics.iter().find(|d| d.severity == Severity::Error);
        if let Some(first) = first {
            println!("detail={}", render::line(first, &generated.sources));
        }
        println!("status={}", Status::Refused.as_str());
        return Ok(ExitCode::SUCCESS);
    }
    let counts = tally(&files);
    println!("ops_emitted={}\nops_served={}", counts.client, counts.server);
    println!("types={}\nlines={}", counts.types, counts.lines);
    let folder = crates(&arguments.id);
    output::sync(&folder, &files, Mode::Write, |_| true).map_err(|error| error.to_string())?;
    println!("status={}", Status::Ok.as_str());
    Ok(ExitCode::SUCCESS)
}

/// Generates a description in a process of its own and fills in what it says.
pub(super) fn spawn(spec: &Spec, limit: Duration, row: &mut Row) {
    let result = start(spec).and_then(|child| wait(child, limit));
    let ended = match result {
        Ok(ended) => ended,
        Err(error) => {
            row.detail = error;
            return;
        }
    };
    let said: BTreeMap<&str, &str> = ended.stdout.lines().filter_map(|line| line.split_once('=')).collect();
    let count = |key: &str| said.get(key).and_then(|value| value.parse().ok());
    row.gen_s = said.get("gen_s").and_then(|value| value.parse().ok());
    row.ops_emitted = count("ops_emitted");
    row.ops_served = count("ops_served");
    row.types = count("types");
    row.lines = count("lines");
    row.warnings = count("warnings");
    row.codes = said.get("codes").copied().unwrap_or_default().to_owned();
    row.lossy = said.get("lossy").copied().unwrap_or_default().to_owned();
    if let Some(detail) = said.get("detail") {
        row.detail = (*detail).to_owned();
    }
    row.status = match (ended.status, said.get("status")) {
        (None, _) => Status::Timeout,
        (Some(status), Some(word)) if status.success() => {
            let known = Status::ALL.into_iter().find(|status| status.as_str() == *word);
            known.unwrap_or_default()
        }
        // 2 is an error that was handled; a panic is 101, and a signal has no code.
        (Some(status), _) if status.code() == Some(2) => Status::GenerateFailed,
        (Some(_), _) => Status::Panic,
    };
    if !matches!(row.status, Status::Ok | Status::Refused) {
        row.detail = ended.stderr.lines().take(3).collect::<Vec<_>>().join(" ");
        let mut text = ended.stderr;
        let _ = writeln!(text, "{}", row.status.as_str());
        let _ = super::write(&super::log(&spec.id), &text);
    }
}

fn start(spec: &Spec) -> Result<Child, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    Command::new(program)
        .arg("corpus-worker")
        .args([&spec.path, &spec.root])
        .arg(&spec.id)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())
}

/// A process that came to its end, or was brought to it.
struct Ended {
    /// `None` if it did not end in time.
    status: Option<ExitStatus>,
    stdout: String,
    stderr: String,
}

fn wait(mut child: Child, limit: Duration) -> Result<Ended, String> {
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        let stdout = scope.spawn(|| text(stdout));
        let stderr = scope.spawn(|| text(stderr));
        let start = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
                break Some(status);
            }
            if start.elapsed() > limit {
                child.kill().map_err(|error| error.to_string())?;
                child.wait().map_err(|error| error.to_string())?;
                break None;
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        Ok(Ended {
            status,
            stdout: stdout.join().unwrap_or_default(),
            stderr: stderr.join().unwrap_or_default(),
        })
    })
}

/// All that a pipe says.
fn text(pipe: Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        let _ = pipe.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The folders of the crates of a description that are on the disk.
pub(super) fn members(folder: &Path) -> Vec<PathBuf> {
    let crates = ["types", "client", "server"].map(|name| folder.join(name));
    crates
        .into_iter()
        .filter(|path| path.join("Cargo.toml").is_file())
        .collect()
}
