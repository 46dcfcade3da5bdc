//! The way down to the place being rewritten, kept on the stack: a pointer is built only when something must be said.

use crate::pointer::{FileId, Pointer};

/// A place in the normalized document, as a chain of stack frames.
#[derive(Clone, Copy, Debug)]
pub(super) struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    step: Step<'p>,
    file: FileId,
}

#[derive(Clone, Copy, Debug)]
enum Step<'p> {
    Start(&'p Pointer),
    Key(&'p str),
    Index(usize),
}

impl<'p> Path<'p> {
    /// A walk that starts at `pointer` of the normalized document; what stands there was written in `file`, which its
    /// relative references mean.
    pub(super) fn start(pointer: &'p Pointer, file: FileId) -> Self {
        Self {
            parent: None,
            step: Step::Start(pointer),
            file,
        }
    }

    /// One key further down.
    pub(super) fn key(&'p self, key: &'p str) -> Self {
        self.step(Step::Key(key))
    }

    /// One array index further down.
    pub(super) fn index(&'p self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    fn step(&'p self, step: Step<'p>) -> Self {
        Self {
            parent: Some(self),
            step,
            file: self.file,
        }
    }

    /// The file that relative references here are relative to.
    pub(super) fn file(&self) -> FileId {
        self.file
    }

    /// The last key, if the last step is one.
    pub(super) fn last_key(&self) -> Option<&'p str> {
        match self.step {
            Step::Key(key) => Some(key),
            Step::Start(_) | Step::Index(_) => None,
        }
    }

    /// The pointer into the normalized document.
    pub(super) fn pointer(&self) -> Pointer {
        let above = self.parent.map(Path::pointer).unwrap_or_default();
        match self.step {
            Step::Start(pointer) => pointer.clone(),
            Step::Key(key) => above.child(key),
            Step::Index(index) => above.index(index),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointer_escapes_every_step() {
        let start = Pointer::root().child("paths");
        let path = Path::start(&start, FileId(0));
        let item = path.key("/a~b");
        assert_eq!(item.key("tags").index(2).pointer().as_str(), "/paths/~1a~0b/tags/2");
    }
}
