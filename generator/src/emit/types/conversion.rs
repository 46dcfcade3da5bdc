//! `From` a member's type: for unions whose members differ in it.

use std::collections::HashMap;

use proc_macro2::TokenStream;

use super::item::{Item, Kind, kind};
use crate::emit::rust_type::RustTypes;
use crate::model::{SchemaId, Shape, Union};

/// Lists in lists: deeper ones have no conversion.
const MAX_DEPTH: usize = 4;

/// By member, the type from which the union is made. `None`: another member has the type too, or the type is one that
/// may turn out to be that of another: any value, a map, a tuple, what the user chose, or one with null.
pub(super) fn conversions(item: &Item<'_>, union: &Union, types: &RustTypes<'_>) -> Vec<Option<TokenStream>> {
    let own = types.path(item.name).to_string();
    let keys = union.variants.iter().map(|variant| {
        let is_plain = !types.nullable(variant.schema);
        let key = is_plain.then(|| identity(variant.schema, types, 0)).flatten()?;
        (key != own).then_some(key)
    });
    let keys: Vec<Option<String>> = keys.collect();
    let mut count: HashMap<&str, usize> = HashMap::new();
    for key in keys.iter().flatten() {
        *count.entry(key).or_default() += 1;
    }
    let each = union.variants.iter().zip(&keys);
    each.map(|(variant, key)| {
        let is_only = count.get(key.as_deref()?) == Some(&1);
        is_only.then(|| types.of(variant.schema))
    })
    .collect()
}

/// The type behind all aliases.
fn identity(id: SchemaId, types: &RustTypes<'_>, depth: usize) -> Option<String> {
    let id = types.shape_of(id);
    if depth > MAX_DEPTH || types.is_replaced(id) {
        return None;
    }
    if let Some(item) = types
        .item(id)
        .filter(|_| !matches!(kind(types.schema(id), types.facts(id)), Kind::Alias))
    {
        return Some(types.path(item).to_string());
    }
    match &types.schema(id).shape {
        Shape::Boolean | Shape::Integer(_) | Shape::Number(_) | Shape::String(_) => Some(types.shape(id).to_string()),
        Shape::Array(array) if !types.facts(id).set => {
            let item = identity(array.items, types, depth + 1)?;
            let null = if types.nullable(array.items) { "?" } else { "" };
            Some(format!("[{item}{null}]"))
        }
        _ => None,
    }
}
