//! Puts an index together from what a parser comes across, in the order of the text.

use std::ops::Range;

use super::super::guard::{Limit, MAX_DEPTH, MAX_NODES};
use super::{Content, Duplicate, Entry, Index, Node};
use crate::pointer::Pointer;

/// An index under construction.
#[derive(Debug, Default)]
pub(super) struct Builder {
    index: Index,
    /// The containers that are open, outermost first.
    open: Vec<Open>,
    /// How large each node is, with its aliases expanded.
    sizes: Vec<Size>,
    /// How many values there are so far, with aliases expanded.
    count: usize,
}

/// A container that is open.
#[derive(Debug)]
struct Open {
    node: usize,
    /// The key whose value comes next.
    key: Option<(Box<str>, Range<usize>)>,
    is_mapping: bool,
    /// The values before this container.
    before: usize,
    /// The levels inside it so far.
    height: usize,
}

/// How large a node is.
#[derive(Clone, Copy, Debug, Default)]
struct Size {
    /// The values in it, itself included.
    count: usize,
    /// The levels of containers in it, itself included.
    height: usize,
    /// Whether the end of it was seen.
    is_closed: bool,
}

impl Builder {
    /// Whether a scalar would be a key now.
    pub(super) fn expects_key(&self) -> bool {
        self.open
            .last()
            .is_some_and(|open| open.is_mapping && open.key.is_none())
    }

    /// Adds the key of the next entry.
    pub(super) fn key(&mut self, key: &str, span: Range<usize>) {
        if let Some(open) = self.open.last_mut() {
            open.key = Some((key.into(), span));
        }
    }

    /// Adds a scalar; returns its node.
    pub(super) fn scalar(&mut self, span: Range<usize>) -> Result<usize, Limit> {
        let node = self.add(
            span,
            Content::Scalar,
            Size {
                count: 1,
                height: 0,
                is_closed: true,
            },
        );
        self.grow(1, 0)?;
        self.attach(node);
        Ok(node)
    }

    /// Starts a container; returns its node.
    pub(super) fn open(&mut self, is_mapping: bool, span: Range<usize>) -> Result<usize, Limit> {
        let content = if is_mapping {
            Content::Mapping(Vec::new())
        } else {
            Content::Sequence(Vec::new())
        };
        let node = self.add(span, content, Size::default());
        let before = self.count;
        self.grow(1, 1)?;
        self.attach(node);
        self.open.push(Open {
            node,
            key: None,
            is_mapping,
            before,
            height: 0,
        });
        Ok(node)
    }

    /// Ends the innermost container.
    pub(super) fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let height = open.height + 1;
        if let Some(size) = self.sizes.get_mut(open.node) {
            *size = Size {
                count: self.count - open.before,
                height,
                is_closed: true,
            };
        }
        if let Some(outer) = self.open.last_mut() {
            outer.height = outer.height.max(height);
        }
        if open.is_mapping {
            self.find_duplicates(open.node);
        }
    }

    /// Adds the value of an anchor again; `None` if the alias stands inside its own anchor.
    pub(super) fn alias(&mut self, node: usize) -> Result<Option<()>, Limit> {
        let size = self.sizes.get(node).copied().unwrap_or_default();
        if !size.is_closed {
            return Ok(None);
        }
        self.grow(size.count, size.height)?;
        if let Some(open) = self.open.last_mut() {
            open.height = open.height.max(size.height);
        }
        self.attach(node);
        Ok(Some(()))
    }

    /// The finished index.
    pub(super) fn finish(mut self) -> Index {
        while !self.open.is_empty() {
            self.close();
        }
        self.index
    }

    /// Stores a node.
    fn add(&mut self, span: Range<usize>, content: Content, size: Size) -> usize {
        self.index.nodes.push(Node { span, content });
        self.sizes.push(size);
        self.index.nodes.len() - 1
    }

    /// Counts values that come next, and levels below the open containers.
    fn grow(&mut self, count: usize, height: usize) -> Result<(), Limit> {
        self.count = self.count.saturating_add(count);
        if self.count > MAX_NODES {
            return Err(Limit::Nodes);
        }
        if self.open.len() + height > MAX_DEPTH {
            return Err(Limit::Depth);
        }
        Ok(())
    }

    /// Puts a node where it belongs: into the innermost container, or at the root.
    fn attach(&mut self, value: usize) {
        let Some(open) = self.open.last_mut() else {
            self.index.root.get_or_insert(value);
            return;
        };
        match self.index.nodes.get_mut(open.node).map(|node| &mut node.content) {
            Some(Content::Sequence(items)) => items.push(value),
            Some(Content::Mapping(entries)) => {
                if let Some((key, span)) = open.key.take() {
                    entries.push(Entry { key, span, value });
                }
            }
            Some(Content::Scalar) | None => {}
        }
    }

    /// Notes the keys that stand twice in a mapping that was just closed. `<<` may: each one merges.
    fn find_duplicates(&mut self, node: usize) {
        let Some(Content::Mapping(entries)) = self.index.nodes.get(node).map(|node| &node.content) else {
            return;
        };
        let mut sorted = entries.iter().filter(|entry| *entry.key != *"<<").collect::<Vec<_>>();
        sorted.sort_by(|a, b| a.key.cmp(&b.key));
        for same in sorted.chunk_by(|a, b| a.key == b.key) {
            let [first, others @ ..] = same else { continue };
            for other in others {
                self.index.duplicates.push(Duplicate {
                    pointer: self.path().child(&first.key),
                    first: first.span.clone(),
                    second: other.span.clone(),
                });
            }
        }
    }

    /// The place of the container that was closed last: what the open ones lead to.
    fn path(&self) -> Pointer {
        self.open.iter().fold(Pointer::root(), |path, open| {
            match self.index.nodes.get(open.node).map(|node| &node.content) {
                Some(Content::Sequence(items)) => path.index(items.len().saturating_sub(1)),
                Some(Content::Mapping(entries)) => entries.last().map_or(path.clone(), |entry| path.child(&entry.key)),
                Some(Content::Scalar) | None => path,
            }
        })
    }
}
