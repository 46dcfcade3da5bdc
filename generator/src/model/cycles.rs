//! Cycles among schemas, for those who must break them.

use super::SchemaId;

/// Where a depth-first search is with a schema.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// The edges that close a cycle when schemas are gone through depth first from each of `roots` in turn: without them no
/// cycle is left. `edges` gives what a schema leads to, each with whatever the caller knows the edge by.
pub fn closing_edges<E: Copy>(
    schemas: usize,
    roots: impl IntoIterator<Item = SchemaId>,
    mut edges: impl FnMut(SchemaId) -> Vec<(E, SchemaId)>,
) -> Vec<(SchemaId, E, SchemaId)> {
    let mut states = vec![State::New; schemas];
    let mut closing = Vec::new();
    for root in roots {
        if states[root.index()] != State::New {
            continue;
        }
        states[root.index()] = State::Open;
        let mut stack = vec![(root, edges(root), 0)];
        while let Some((id, all, next)) = stack.last_mut() {
            let Some((edge, target)) = all.get(*next).copied() else {
                states[id.index()] = State::Done;
                stack.pop();
                continue;
            };
            *next += 1;
            match states[target.index()] {
                State::New => {
                    states[target.index()] = State::Open;
                    stack.push((target, edges(target), 0));
                }
                State::Open => closing.push((*id, edge, target)),
                State::Done => {}
            }
        }
    }
    closing
}
