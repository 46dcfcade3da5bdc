//! A thread for each crate.

use std::panic::resume_unwind;
use std::thread::ScopedJoinHandle;

use crate::settings::Target;

/// The stack of a thread that writes a crate: as large as a program's own.
const STACK: usize = 8 << 20;

/// What a function makes of each target, with a thread for each, in their order.
pub(super) fn in_threads<T: Send>(targets: &[Target], make: impl Fn(Target) -> T + Sync) -> Vec<T> {
    let make = &make;
    std::thread::scope(|scope| {
        let start = |target: &Target| {
            let (target, thread) = (*target, std::thread::Builder::new().stack_size(STACK));
            (target, thread.spawn_scoped(scope, move || make(target)))
        };
        let threads: Vec<_> = targets.iter().map(start).collect();
        let join = |(target, thread): (Target, std::io::Result<ScopedJoinHandle<'_, _>>)| match thread {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            // The system has no more threads.
            Err(_) => make(target),
        };
        threads.into_iter().map(join).collect()
    })
}
