//! Words that Rust has taken.

/// Keywords of any edition up to 2024, reserved ones included.
pub(in crate::analyze) fn is_keyword(name: &str) -> bool {
    #[rustfmt::skip]
    const KEYWORDS: &[&str] = &[
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
        "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
        "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type",
        "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
    ];
    KEYWORDS.binary_search(&name).is_ok()
}

/// Whether a type of this name would hide one of the prelude's in generated code, which writes those bare.
pub(in crate::analyze) fn hides_prelude(name: &str) -> bool {
    #[rustfmt::skip]
    const PRELUDE: &[&str] = &[
        "AsMut", "AsRef", "Box", "Clone", "Copy", "Debug", "Default", "DoubleEndedIterator", "Drop", "Eq", "Err",
        "ExactSizeIterator", "Extend", "Fn", "FnMut", "FnOnce", "From", "FromIterator", "Future", "Hash", "Into",
        "IntoFuture", "IntoIterator", "Iterator", "None", "Ok", "Option", "Ord", "PartialEq", "PartialOrd", "Result",
        "Self", "Send", "Sized", "Some", "String", "Sync", "ToOwned", "ToString", "TryFrom", "TryInto", "Unpin", "Vec",
    ];
    PRELUDE.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_for_the_binary_search() {
        for word in ["abstract", "yield", "gen", "type"] {
            assert!(is_keyword(word), "{word}");
        }
        for word in ["AsMut", "Vec", "Option", "Self"] {
            assert!(hides_prelude(word), "{word}");
        }
    }
}
