//! Where each pair of schemas is used: as what, and by which operations.

use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

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

/// Operations, by index of the call, with who sends what changed.
pub(super) type Calls = BTreeSet<(usize, Direction)>;

/// The operations that each pair reaches, by index: from the operations down, a circle of pairs at once.
pub(super) fn calls(pairs: &Pairs) -> Vec<Rc<Calls>> {
    let mut calls: Vec<Rc<Calls>> = vec![Rc::default(); pairs.all.len()];
    for circle in circles(pairs) {
        let members = || circle.iter().filter_map(|i| pairs.all.get(*i));
        let uses = members().flat_map(|pair| &pair.uses);
        let own: Calls = uses.map(|by| (by.call, by.context.direction())).collect();
        let inside: HashSet<usize> = circle.iter().copied().collect();
        let outer = members().flat_map(|pair| &pair.within).map(|(PairId(outer), _)| *outer);
        let outer: BTreeSet<usize> = outer.filter(|outer| !inside.contains(outer)).collect();
        let mut above = outer.iter().filter_map(|outer| calls.get(*outer));
        let all = match (above.next().cloned(), own.is_empty()) {
            (None, _) => Rc::new(own),
            // Mostly what holds a pair reaches all that it reaches.
            (Some(first), true) if above.all(|other| Rc::ptr_eq(other, &first)) => first,
            (Some(_), _) => {
                let above = outer.iter().filter_map(|outer| calls.get(*outer));
                Rc::new(above.fold(own, |mut all, above| {
                    all.extend(above.iter().copied());
                    all
                }))
            }
        };
        for i in circle {
            if let Some(slot) = calls.get_mut(i) {
                *slot = Rc::clone(&all);
            }
        }
    }
    calls
}

/// The pairs that hold each other in circles (Tarjan's strongly connected components), each circle after those that hold
/// it; most have one pair.
fn circles(pairs: &Pairs) -> Vec<Vec<usize>> {
    let count = pairs.all.len();
    let (mut order, mut low) = (vec![usize::MAX; count], vec![usize::MAX; count]);
    let (mut open, mut is_open) = (Vec::new(), vec![false; count]);
    let (mut circles, mut next) = (Vec::new(), 0);
    for root in 0..count {
        let mut way = vec![(root, 0_usize)];
        while let Some((at, edge)) = way.pop() {
            if edge == 0 {
                if order[at] != usize::MAX {
                    continue;
                }
                (order[at], low[at]) = (next, next);
                next += 1;
                open.push(at);
                is_open[at] = true;
            }
            // Back from the pair before, or at the first.
            if let Some((PairId(before), _)) = edge
                .checked_sub(1)
                .and_then(|edge| pairs.all[at].within.get(edge).copied())
                && is_open[before]
            {
                low[at] = low[at].min(low[before]);
            }
            match pairs.all[at].within.get(edge) {
                Some((PairId(outer), _)) => {
                    way.push((at, edge + 1));
                    if order[*outer] == usize::MAX {
                        way.push((*outer, 0));
                    }
                }
                None if low[at] == order[at] => {
                    let mut circle = Vec::new();
                    while let Some(one) = open.pop() {
                        is_open[one] = false;
                        circle.push(one);
                        if one == at {
                            break;
                        }
                    }
                    circles.push(circle);
                }
                None => {}
            }
        }
    }
    circles
}
