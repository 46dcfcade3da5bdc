//! JSON Pointers (RFC 6901) and source locations: where every fact of a description comes from.

use std::fmt;

/// A JSON Pointer in its string form, such as `/paths/~1pets/get`; the empty pointer is the whole document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The pointer to the whole document.
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// Takes text that is already a pointer: empty, or starting with `/` and escaped.
    ///
    /// Returns `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        (text.is_empty() || text.starts_with('/')).then(|| Self(text.to_owned()))
    }

    /// This pointer with one more reference token, which is escaped here.
    #[must_use]
    pub fn child(&self, token: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + token.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        for c in token.chars() {
            match c {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                c => text.push(c),
            }
        }
        Self(text)
    }

    /// This pointer with an array index added.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// This pointer with all tokens of `suffix` added.
    #[must_use]
    pub fn join(&self, suffix: &str) -> Self {
        Self(format!("{}{suffix}", self.0))
    }

    /// The pointer without its last token; `None` at the root.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|end| Self(self.0[..end].to_owned()))
    }

    /// The reference tokens, unescaped, first to last.
    pub fn tokens(&self) -> impl Iterator<Item = String> + '_ {
        self.0
            .split('/')
            .skip(1)
            .map(|token| token.replace("~1", "/").replace("~0", "~"))
    }

    /// The last reference token, unescaped; `None` at the root.
    pub fn last(&self) -> Option<String> {
        self.tokens().last()
    }

    /// The escaped text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What follows `prefix` in this pointer (empty, or starting with `/`), if it lies at or below `prefix`.
    pub fn strip_prefix(&self, prefix: &Pointer) -> Option<&str> {
        let rest = self.0.strip_prefix(&prefix.0)?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which source file a location is in: 0 is the description itself, others are files that it refers to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

impl FileId {
    /// No source file: what is at fault is not in the description, but in settings or names.
    pub const NONE: Self = Self(u32::MAX);
}

/// A place in the source text, as file and pointer; line and column are looked up when a report is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// The source file.
    pub file: FileId,
    /// The place inside the file, as the file's author wrote it (before any rewriting).
    pub pointer: Pointer,
}

impl Location {
    /// Nowhere in the description.
    pub const NONE: Self = Self {
        file: FileId::NONE,
        pointer: Pointer::root(),
    };

    /// A location in the description's own file.
    pub fn root(pointer: Pointer) -> Self {
        Self {
            file: FileId(0),
            pointer,
        }
    }

    /// This location with one more token.
    #[must_use]
    pub fn child(&self, token: &str) -> Self {
        Self {
            file: self.file,
            pointer: self.pointer.child(token),
        }
    }

    /// This location with an array index added.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self {
            file: self.file,
            pointer: self.pointer.index(index),
        }
    }
}
