//! Chains of schemas that stand for one another, followed in linear time however long they are.

use super::SchemaId;

/// By schema index, what `value` makes of each of the first `count` schemas and of the value of the one that `next` says it
/// stands for; that is [`None`] for a schema that stands for itself, and `circle` where a chain comes back to itself.
pub fn along<T: Clone>(
    count: usize,
    next: impl Fn(SchemaId) -> Option<SchemaId>,
    circle: T,
    value: impl Fn(SchemaId, Option<&T>) -> T,
) -> Vec<T> {
    let mut values = vec![circle; count];
    let mut seen = vec![false; count];
    let mut path = Vec::new();
    for first in (0..).map(SchemaId).take(count) {
        let mut at = Some(first);
        while let Some(id) = at.filter(|id| !std::mem::replace(&mut seen[id.index()], true)) {
            path.push(id);
            at = next(id);
        }
        while let Some(id) = path.pop() {
            values[id.index()] = value(id, next(id).map(|next| &values[next.index()]));
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_end_and_circles_do_not() {
        // 0 -> 1 -> 2, 3 -> 4 -> 3, 5 -> 3.
        let targets = [Some(1), Some(2), None, Some(4), Some(3), Some(3)];
        let next = |id: SchemaId| targets[id.index()].map(SchemaId);
        let ends = along(targets.len(), next, None, |id, end| end.copied().unwrap_or(Some(id)));
        let two = Some(SchemaId(2));
        assert_eq!(ends, [two, two, two, None, None, None]);
    }
}
