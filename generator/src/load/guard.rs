//! The limits that keep a hostile or broken document from exhausting memory, time or the stack.
//!
//! Real descriptions stay far below all of them: GitHub's, among the largest, has 13 MB, 21 levels and 260,000 values.

/// The most bytes of one file.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// The most bytes of a description with all files that it refers to.
pub const MAX_TOTAL_BYTES: u64 = 256 * 1024 * 1024;

/// The most files of a description.
pub const MAX_FILES: usize = 10_000;

/// The most levels of objects and arrays inside one another, aliases followed. Below the limits of both parsers (127),
/// so that the message is always ours.
pub const MAX_DEPTH: usize = 100;

/// The most values of one file, where every YAML alias counts as much as what it stands for.
pub const MAX_NODES: usize = 4_000_000;

/// A limit that was passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// [`MAX_DEPTH`].
    Depth,
    /// [`MAX_NODES`].
    Nodes,
}

impl Limit {
    /// What to say about it.
    pub fn message(self) -> String {
        match self {
            Self::Depth => format!("values are nested more than {MAX_DEPTH} levels deep"),
            Self::Nodes => {
                format!("the document has more than {MAX_NODES} values, counting what its aliases stand for")
            }
        }
    }
}
