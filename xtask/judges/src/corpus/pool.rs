//! Work on several threads, with a progress bar on a terminal.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use indicatif::{ProgressBar, ProgressStyle};

use super::find::Spec;

/// Does `work` on every description, `jobs` at a time, and hands each result to `finished` as it comes.
pub(crate) fn run<R: Send>(
    specs: &[&Spec],
    jobs: usize,
    verb: &'static str,
    work: impl Fn(&Spec) -> R + Sync,
    mut finished: impl FnMut(R) -> Result<(), String>,
) -> Result<(), String> {
    let bar = progress(specs.len(), verb);
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        for _ in 0..jobs.clamp(1, specs.len().max(1)) {
            let (send, next, work, bar) = (send.clone(), &next, &work, &bar);
            scope.spawn(move || {
                while let Some(spec) = specs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    bar.set_message(spec.id.clone());
                    if send.send(work(spec)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        for row in receive {
            bar.inc(1);
            finished(row)?;
        }
        Ok::<(), String>(())
    })?;
    bar.finish_and_clear();
    Ok(())
}

/// How many to do at a time: what was asked for, else as many as there are processors.
pub(crate) fn jobs(wanted: Option<usize>) -> usize {
    wanted
        .or_else(|| std::thread::available_parallelism().ok().map(usize::from))
        .unwrap_or(1)
}

fn progress(steps: usize, verb: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(steps as u64).with_prefix(verb.to_owned());
    if let Ok(style) = ProgressStyle::with_template("{prefix} {bar:30} {pos}/{len} {elapsed} {msg}") {
        bar.set_style(style);
    }
    bar
}
