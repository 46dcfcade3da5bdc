//! Which generated code this version serves.

/// The version of what generated code calls. It grows whenever code that was generated before would not compile, or would do
/// something else.
const CONTRACT: u32 = 1;

/// Checks, when generated code is compiled, that it was generated for this version.
///
/// # Panics
///
/// In the compiler only: generated code calls it for the value of a constant.
pub const fn contract(version: u32) {
    assert!(
        version <= CONTRACT,
        "this crate was generated for a later version of the runtime: update the dependency `specwright-server`"
    );
    assert!(
        version >= CONTRACT,
        "this crate was generated for an earlier version of the runtime: generate it again"
    );
}
