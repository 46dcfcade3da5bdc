//! A value of the normalized document together with where it stands.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::normalize::keywords as own;
use crate::pointer::Pointer;

/// A value and its place.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Node<'a> {
    pub(in crate::lower) value: &'a Value,
    pub(in crate::lower) pointer: Pointer,
}

impl<'a> Node<'a> {
    /// The member of that name, if this is an object that has it.
    pub(in crate::lower) fn get(&self, key: &str) -> Option<Node<'a>> {
        Some(Self {
            value: self.value.as_object()?.get(key)?,
            pointer: self.pointer.child(key),
        })
    }

    /// The member's value, if it is not null.
    pub(in crate::lower) fn present(&self, key: &str) -> Option<&'a Value> {
        self.value.as_object()?.get(key).filter(|value| !value.is_null())
    }

    /// The member's text.
    pub(in crate::lower) fn text(&self, key: &str) -> Option<String> {
        self.present(key)?.as_str().map(str::to_owned)
    }

    /// Whether the member is `true`.
    pub(in crate::lower) fn flag(&self, key: &str) -> bool {
        self.present(key).and_then(Value::as_bool).unwrap_or_default()
    }

    /// The members of an object, in order; none if this is no object.
    pub(in crate::lower) fn entries(&self) -> impl Iterator<Item = (&'a String, Node<'a>)> + use<'a> {
        let pointer = self.pointer.clone();
        self.value.as_object().into_iter().flatten().map(move |(key, value)| {
            let pointer = pointer.child(key);
            (key, Node { value, pointer })
        })
    }

    /// The entries of a member object, in order.
    pub(in crate::lower) fn members(&self, key: &str) -> impl Iterator<Item = (&'a String, Node<'a>)> + use<'a> {
        self.get(key).into_iter().flat_map(|member| member.entries())
    }

    /// A member object as it is.
    pub(in crate::lower) fn as_written(&self, key: &str) -> IndexMap<String, Value> {
        let entries = self.members(key);
        entries.map(|(name, node)| (name.clone(), node.value.clone())).collect()
    }

    /// The items of a member array, in order.
    pub(in crate::lower) fn items(&self, key: &str) -> Vec<Node<'a>> {
        self.get(key).map_or_else(Vec::new, |list| list.list())
    }

    /// The items of an array, in order; none if this is no array.
    pub(in crate::lower) fn list(&self) -> Vec<Node<'a>> {
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items
            .map(|(i, value)| Self {
                value,
                pointer: self.pointer.index(i),
            })
            .collect()
    }

    /// Whether this is `{}` or `true`.
    pub(in crate::lower) fn says_nothing(&self) -> bool {
        self.value
            .as_object()
            .map_or(*self.value == Value::Bool(true), Map::is_empty)
    }

    /// The target, if this is a reference object.
    pub(in crate::lower) fn reference(&self) -> Option<&'a str> {
        self.value.as_object()?.get("$ref")?.as_str()
    }

    /// A copy of the object for `openapiv3`, without extensions; empty if this is no object.
    pub(in crate::lower) fn copy_without(&self, keys: &[&str]) -> Map<String, Value> {
        let entries = self.value.as_object().into_iter().flatten();
        entries
            .filter(|(key, _)| !key.starts_with("x-") && !keys.contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    }

    /// The values of `example` and `examples` (a map of Example Objects), in document order. Examples by reference are
    /// looked up with `target`.
    pub(in crate::lower) fn examples(&self, target: impl Fn(&str) -> Option<Node<'a>>) -> Vec<Value> {
        let one = self.get("example").or_else(|| self.get(own::EXAMPLE));
        let one = one.map(|node| node.value.clone());
        one.into_iter()
            .chain(self.named_examples(target).into_values())
            .collect()
    }

    /// The values of `examples` by name.
    pub(in crate::lower) fn named_examples(
        &self,
        target: impl Fn(&str) -> Option<Node<'a>>,
    ) -> IndexMap<String, Value> {
        let many = self.members("examples").filter_map(|(name, node)| {
            let node = match node.reference() {
                Some(reference) => target(reference)?,
                None => node,
            };
            let value = node.get("value").or_else(|| node.get(own::VALUE))?;
            Some((name.clone(), value.value.clone()))
        });
        many.collect()
    }
}
