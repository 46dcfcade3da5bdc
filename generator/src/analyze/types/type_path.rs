//! Paths of Rust types, as settings have them: `rust_decimal::Decimal`, `my_crate::Id<my_crate::Order>`.

use crate::analyze::names::ident;
use crate::analyze::names::reserved::is_keyword;

/// Types that need no path.
const PRELUDE: &[&str] = &[
    "String", "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128",
];

/// Generic arguments nest no deeper than this.
const MAX_DEPTH: usize = 8;

/// The crates that the path of a type names, its arguments included; `None` if the text is no full path.
pub(in crate::analyze) fn crates(text: &str) -> Option<Vec<&str>> {
    let mut found = Vec::new();
    collect(text.trim(), &mut found, MAX_DEPTH).then_some(found)
}

/// Whether a text is the name of a crate, hyphens allowed.
pub(in crate::analyze) fn is_crate(name: &str) -> bool {
    is_identifier(&name.replace('-', "_")) && name.is_ascii()
}

fn is_identifier(name: &str) -> bool {
    ident::is_identifier(name) && !is_keyword(name) && !["crate", "self", "super", "Self"].contains(&name)
}

fn collect<'a>(text: &'a str, found: &mut Vec<&'a str>, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let (path, arguments) = match text.split_once('<') {
        None => (text, None),
        Some((path, rest)) => match rest.strip_suffix('>') {
            Some(arguments) => (path, Some(arguments)),
            None => return false,
        },
    };
    let mut segments = path.split("::").map(str::trim);
    let Some(first) = segments.next() else { return false };
    let mut names = 0;
    for segment in segments {
        names += 1;
        if !is_identifier(segment) {
            return false;
        }
    }
    match names {
        0 if PRELUDE.contains(&first) || (arguments.is_some() && ["Option", "Vec", "Box"].contains(&first)) => {}
        0 => return false,
        _ if !is_identifier(first) => return false,
        _ => found.push(first),
    }
    arguments.is_none_or(|arguments| {
        split(arguments)
            .into_iter()
            .all(|argument| collect(argument, found, depth))
    })
}

/// Splits at the commas that stand in no inner brackets.
fn split(arguments: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_i32, 0);
    for (at, c) in arguments.char_indices() {
        match c {
            '<' => depth += 1,
            '>' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(arguments[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(arguments[start..].trim());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_are_found_in_full_paths_only() {
        assert_eq!(crates("rust_decimal::Decimal"), Some(vec!["rust_decimal"]));
        assert_eq!(crates("String"), Some(vec![]));
        assert_eq!(crates("a::Map<String, b::Id<c::d::E>>"), Some(vec!["a", "b", "c"]));
        for text in [
            "Decimal",
            "crate::Slug",
            "self::x::Y",
            "crate::analyze::types::type_path::A",
            "a::",
            "::a::B",
            "a::B<",
            "a::B<>",
            "&str",
            "a b::C",
            "",
            "a::b!",
            "a::B>",
            "(a::B, a::C)",
        ] {
            assert_eq!(crates(text), None, "{text}");
        }
    }
}
