//! What commands take: seconds and memory.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a run took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken {
    /// Seconds by the clock.
    pub(super) seconds: f64,
    /// The most memory that it had at once, in bytes.
    pub(super) memory: u64,
}

/// What a process has used so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Used {
    /// Seconds of processors, in hundredths.
    pub(super) seconds: f64,
    /// The most memory that it had at once, in bytes.
    pub(super) memory: u64,
}

/// What a process has used so far, as Linux tells; nothing elsewhere, and of one that has ended.
pub(super) fn used(id: u32) -> Used {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    // The name of the program, which may hold anything, is in parentheses. User and system time are the 14th and 15th
    // of all words, in ticks, of which Linux has 100 a second for every program.
    let words = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = { words.skip(11).take(2) }
        .filter_map(|word| word.parse::<u64>().ok())
        .sum();
    Used {
        seconds: ticks as f64 / 100.0,
        memory: peak(id),
    }
}

/// How often a running command is looked at: its memory is what it had at the last look.
const EVERY: Duration = Duration::from_millis(2);

/// Runs a command to its end; the fastest of some runs.
///
/// # Errors
///
/// If it cannot be started, or ends with a status that `is_well` refuses.
pub(super) fn fastest(command: &mut Command, runs: usize, is_well: fn(i32) -> bool) -> Result<Taken, String> {
    let mut best: Option<Taken> = None;
    for _ in 0..runs.max(1) {
        let taken = once(command, is_well)?;
        best = Some(match best {
            Some(best) if best.seconds <= taken.seconds => best,
            _ => taken,
        });
    }
    best.ok_or_else(|| "nothing was run".to_owned())
}

fn once(command: &mut Command, is_well: fn(i32) -> bool) -> Result<Taken, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let start = Instant::now();
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{name}: {error}"))?;
    let mut memory = 0;
    loop {
        memory = memory.max(peak(child.id()));
        if let Some(status) = child.try_wait().map_err(|error| format!("{name}: {error}"))? {
            let seconds = start.elapsed().as_secs_f64();
            return if status.code().is_some_and(is_well) {
                Ok(Taken { seconds, memory })
            } else {
                Err(format!("{name}: {status}"))
            };
        }
        std::thread::sleep(EVERY);
    }
}

/// The most memory that a process has had, as Linux tells; 0 elsewhere.
fn peak(id: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}
