//! How much two things are alike that have different names: whether one was renamed to the other.

use strsim::normalized_damerau_levenshtein;

use crate::model::{Schema, Shape};

/// A score from which on one is taken for the other renamed.
const ENOUGH: f64 = 0.75;

/// What speaks for it that one was renamed to the other.
pub(super) struct Likeness {
    /// How much the names are alike, from 0 to 1.
    pub(super) names: f64,
    /// Whether they say the same.
    pub(super) same: bool,
    /// Whether what they say is told apart from most others.
    pub(super) telling: bool,
}

impl Likeness {
    /// From 0 to 1.
    pub(super) fn score(&self) -> f64 {
        match (self.same, self.telling) {
            (false, _) => 0.0,
            (true, true) => 0.6 + 0.4 * self.names,
            // That both are text says little: the names must.
            (true, false) => self.names,
        }
    }
}

/// How much two names are alike, from 0 to 1, whatever their case and separators.
pub(super) fn names(one: &str, other: &str) -> f64 {
    let plain = |name: &str| -> String {
        name.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (one, other) = (plain(one), plain(other));
    // `v1` is not `v2` renamed.
    let digits = |name: &str| -> String { name.chars().filter(char::is_ascii_digit).collect() };
    if digits(&one) != digits(&other) {
        return 0.0;
    }
    let (short, long) = if one.len() < other.len() {
        (&one, &other)
    } else {
        (&other, &one)
    };
    let distance = normalized_damerau_levenshtein(&one, &other);
    // `name` and `fullName`.
    if short.len() >= 4 && (long.starts_with(short.as_str()) || long.ends_with(short.as_str())) {
        return distance.max(0.75);
    }
    distance
}

/// Whether a schema is one of few of its kind: an object with properties, an enumeration, a union.
pub(super) fn is_telling(schema: &Schema) -> bool {
    match &schema.shape {
        Shape::Object(object) => object.properties.len() > 1,
        Shape::Enumeration(listed) => listed.values.len() > 1,
        Shape::Union(_) | Shape::Tuple(_) => true,
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Array(_)
        | Shape::Reference(_) => !schema.constraints.is_empty(),
    }
}

/// Which were renamed to which: indices and score, the best first, each at most once.
pub(super) fn pairs<T>(old: &[T], new: &[T], score: impl Fn(&T, &T) -> f64) -> Vec<(usize, usize, f64)> {
    // More than this at once is another description, not a rename.
    const MOST: usize = 64;
    if old.len() > MOST || new.len() > MOST {
        return Vec::new();
    }
    let mut all = Vec::new();
    for (i, one) in old.iter().enumerate() {
        for (j, other) in new.iter().enumerate() {
            let score = score(one, other);
            if score >= ENOUGH {
                all.push((i, j, score));
            }
        }
    }
    all.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    let mut pairs: Vec<(usize, usize, f64)> = Vec::new();
    for (i, j, score) in all {
        if !pairs.iter().any(|(a, b, _)| *a == i || *b == j) {
            pairs.push((i, j, score));
        }
    }
    pairs
}
