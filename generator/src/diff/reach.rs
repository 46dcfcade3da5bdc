//! Where each pair of schemas is used: as what, and by which operations.

use std::collections::BTreeSet;

use super::Direction;
use super::pair::{Context, PairId, Pairs};
use super::rule::Position;

/// As what each pair is used, by index: from the operations down.
pub(super) fn contexts(pairs: &Pairs) -> Vec<BTreeSet<Context>> {
    let mut contexts: Vec<BTreeSet<Context>> = vec![BTreeSet::new(); pairs.all.len()];
    let mut open: Vec<(PairId, Context)> = Vec::new();
    for (i, pair) in pairs.all.iter().enumerate() {
        open.extend(pair.uses.iter().map(|by| (PairId(i), by.context)));
    }
    spread(pairs, &mut contexts, open);
    // What no operation reaches is used by nothing, or by what nothing uses.
    let unused = Context {
        position: Position::Unused,
        text: false,
        always: false,
    };
    for known in contexts.iter_mut().filter(|known| known.is_empty()) {
        known.insert(unused);
    }
    contexts
}

fn spread(pairs: &Pairs, contexts: &mut [BTreeSet<Context>], mut open: Vec<(PairId, Context)>) {
    while let Some((PairId(i), context)) = open.pop() {
        let (Some(known), Some(pair)) = (contexts.get_mut(i), pairs.all.get(i)) else {
            continue;
        };
        if known.insert(context) {
            open.extend(pair.holds.iter().map(|(inner, step)| (*inner, context.step(*step))));
        }
    }
}

/// The operations that a pair reaches, by index of the call, with who sends what changed.
pub(super) fn calls(pairs: &Pairs, of: PairId) -> BTreeSet<(usize, Direction)> {
    let mut calls = BTreeSet::new();
    let mut seen = BTreeSet::from([of]);
    let mut open = vec![of];
    while let Some(PairId(i)) = open.pop() {
        let Some(pair) = pairs.all.get(i) else { continue };
        calls.extend(pair.uses.iter().map(|by| (by.call, by.context.direction())));
        for (outer, _) in &pair.within {
            if seen.insert(*outer) {
                open.push(*outer);
            }
        }
    }
    calls
}
