//! Prefixes of `operationId`s that are the generator's and not the author's.

use std::collections::HashMap;

use crate::model::Api;

/// The `FooService_` that generators put before the name of each operation of a service.
///
/// A prefix is text up to `_`, in Pascal case like what follows it. It is dropped where four operations in five have
/// it, or where four in five have some that end in `Service`, and where what it leaves is the name of one operation
/// only.
#[derive(Debug)]
pub(in crate::analyze) struct Prefixes<'a> {
    /// Prefixes that are dropped.
    dropped: Vec<&'a str>,
    /// How many operations each name without prefix is left to.
    left: HashMap<&'a str, usize>,
}

impl<'a> Prefixes<'a> {
    /// Counts prefixes.
    pub(in crate::analyze) fn new(api: &'a Api) -> Self {
        let ids = || api.called().filter_map(|operation| operation.operation_id.as_deref());
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for (prefix, _) in ids().filter_map(split) {
            match counts.iter_mut().find(|(known, _)| *known == prefix) {
                Some((_, count)) => *count += 1,
                None => counts.push((prefix, 1)),
            }
        }
        let total = api.called().count();
        let is_most = |count: usize| count * 5 >= total * 4;
        let is_service = |prefix: &str| prefix.ends_with("Service");
        let in_services = counts
            .iter()
            .filter(|(prefix, _)| is_service(prefix))
            .map(|(_, count)| count)
            .sum();
        counts.retain(|(prefix, count)| (is_service(prefix) && is_most(in_services)) || (total > 1 && is_most(*count)));
        let dropped: Vec<&str> = counts.into_iter().map(|(prefix, _)| prefix).collect();
        let mut left = HashMap::new();
        for id in ids() {
            let rest = split(id)
                .filter(|(prefix, _)| dropped.contains(prefix))
                .map_or(id, |(_, rest)| rest);
            *left.entry(rest).or_default() += 1;
        }
        Self { dropped, left }
    }

    /// A name without its prefix.
    pub(in crate::analyze) fn strip<'n>(&self, name: &'n str) -> &'n str {
        match split(name) {
            Some((prefix, rest)) if self.dropped.contains(&prefix) && self.left.get(rest) == Some(&1) => rest,
            Some(_) | None => name,
        }
    }
}

fn split(id: &str) -> Option<(&str, &str)> {
    let is_pascal = |text: &str| text.starts_with(|c: char| c.is_ascii_uppercase());
    id.split_once('_')
        .filter(|(prefix, rest)| is_pascal(prefix) && is_pascal(rest))
}
