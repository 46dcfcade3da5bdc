//! How strictly the current thread decodes.

use std::cell::Cell;

/// How strictly to decode. The order counts: what a mode refuses, every later one refuses too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mode {
    /// Additions by a newer peer are passed over: closed objects skip unknown keys, and null for an optional property
    /// is the same as no property.
    Liberal,
    /// Members of unions that the description does not name are refused.
    Known,
    /// What the description forbids is refused.
    Strict,
    /// Nothing may be passed over at all, not even what the description allows: finds the member of a union that
    /// keeps everything of a value.
    Exact,
}

thread_local! {
    static MODE: Cell<Mode> = const { Cell::new(Mode::Liberal) };
}

/// Runs `decode` so that what the description forbids is refused: keys that closed objects do not have, and null
/// for properties that are only optional.
pub fn strict<T>(decode: impl FnOnce() -> T) -> T {
    scope(Mode::Strict, decode)
}

/// Runs `decode` at least as strictly as `mode`.
pub(crate) fn scope<T>(mode: Mode, decode: impl FnOnce() -> T) -> T {
    /// Puts the mode back, also when `decode` unwinds.
    struct Restore(Mode);
    impl Drop for Restore {
        fn drop(&mut self) {
            MODE.set(self.0);
        }
    }
    let before = MODE.get();
    MODE.set(before.max(mode));
    let _restore = Restore(before);
    decode()
}

/// Whether the current thread decodes at least as strictly as `mode`.
pub(crate) fn at_least(mode: Mode) -> bool {
    MODE.get() >= mode
}
