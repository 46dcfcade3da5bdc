//! Text to the words of a Rust identifier: casing, symbols, letters that Rust or a file name cannot have, keywords.

use heck::ToSnakeCase;

use super::reserved::is_keyword;
use super::unicode_ident::{PAIRS, fold, foreign_letter, symbol_word};
use crate::analyze::Ident;

/// The longest identifier made, in characters; what is cut is told apart by number.
const MAX_LENGTH: usize = 80;

/// What an identifier names, which decides its casing and how a keyword is avoided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analyze) enum Kind {
    /// A field, argument or method: snake case, `r#type`.
    Value,
    /// A module, hence a file: snake case in ASCII, `type_`.
    Module,
    /// A type or a variant: Pascal case, `Self_`.
    Type,
}

/// The identifier that `text` makes by itself, not yet keyword-safe; `None` when no character of it is of use.
pub(in crate::analyze) fn spell(text: &str, kind: Kind) -> Option<String> {
    join(&plain(text, kind), kind)
}

/// As [`spell`], with every symbol as a word (`c++` is `CPlusPlus`).
pub(in crate::analyze) fn spell_symbols(text: &str, kind: Kind) -> Option<String> {
    join(&symbols(text, kind), kind)
}

/// The keyword-safe form.
pub(in crate::analyze) fn finish(name: String, kind: Kind) -> Ident {
    Ident(match kind {
        _ if matches!(name.as_str(), "self" | "Self" | "super" | "crate" | "_") => name + "_",
        Kind::Module if is_keyword(&name) => name + "_",
        Kind::Value | Kind::Type if is_keyword(&name) => format!("r#{name}"),
        Kind::Value | Kind::Module | Kind::Type => name,
    })
}

/// Whether a name is an identifier as it stands, keywords apart.
pub(in crate::analyze) fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars
        .next()
        .is_some_and(|c| c.is_ascii_alphabetic() || c == '_' || foreign_letter(c))
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_' || foreign_letter(c))
        && name.chars().any(|c| c != '_')
}

/// Whether a name is one that [`finish`] could have made: an identifier, keyword-safe, in a case that fits.
pub(in crate::analyze) fn is_final(name: &str, kind: Kind) -> bool {
    let raw = name.strip_prefix("r#");
    let bare = raw.unwrap_or(name);
    let fits = match kind {
        Kind::Module => raw.is_none() && !bare.contains(|c: char| c.is_uppercase() || !c.is_ascii()),
        Kind::Value => !bare.contains(char::is_uppercase),
        Kind::Type => !bare.starts_with(char::is_lowercase),
    };
    fits && is_identifier(bare) && finish(bare.to_owned(), kind).0 == name
}

/// The name in words, with a leading sign, and symbols only where there is nothing else.
fn plain(text: &str, kind: Kind) -> String {
    let mut chars = text.chars();
    let sign = match chars.next() {
        Some('+') if chars.next().is_some_and(char::is_alphanumeric) => "plus ",
        Some('-') if chars.next().is_some_and(char::is_alphanumeric) => "minus ",
        _ => "",
    };
    if !text.chars().any(char::is_alphanumeric) {
        return symbols(text, kind);
    }
    let mut words = String::from(sign);
    text.chars().for_each(|c| push_letter(&mut words, c, kind));
    words
}

fn symbols(text: &str, kind: Kind) -> String {
    let mut words = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let pair = PAIRS.iter().find(|(symbol, _)| rest.starts_with(symbol));
        let (word, length) = match pair {
            Some((symbol, word)) => (Some(*word), symbol.len()),
            None => (symbol_word(c), c.len_utf8()),
        };
        match word {
            Some(word) => {
                words.push(' ');
                words.push_str(word);
                words.push(' ');
            }
            None if c.is_ascii() => push_letter(&mut words, c, kind),
            None if c.is_alphanumeric() => push_letter(&mut words, c, kind),
            None => words.push_str(&format!(" u{:x} ", u32::from(c))),
        }
        rest = &rest[length..];
    }
    words
}

/// Adds a character as far as an identifier can have it; anything else parts words.
fn push_letter(words: &mut String, c: char, kind: Kind) {
    if c.is_ascii_alphanumeric() {
        words.push(c);
    } else if let Some(folded) = fold(c) {
        words.push_str(folded);
    } else if kind != Kind::Module && foreign_letter(c) {
        words.push(c);
    } else if matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}') {
        // An apostrophe or a combining accent does not part a word.
    } else if c.is_alphanumeric() {
        words.push_str(&format!(" u{:x} ", u32::from(c)));
    } else {
        words.push(' ');
    }
}

/// Cases and joins words; digits never meet (`2022_11_28`) and never come first.
fn join(words: &str, kind: Kind) -> Option<String> {
    let words = match kind {
        Kind::Type => words.to_owned(),
        Kind::Value | Kind::Module => proper_names(words),
    };
    let snake = plural_acronyms(&words).to_snake_case();
    let mut name = String::with_capacity(snake.len());
    for word in snake.split('_').filter(|word| !word.is_empty()) {
        let digits_meet =
            name.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit());
        match kind {
            Kind::Value | Kind::Module if !name.is_empty() => name.push('_'),
            Kind::Type if digits_meet => name.push('_'),
            Kind::Value | Kind::Module | Kind::Type => {}
        }
        if name.is_empty() && word.starts_with(|c: char| c.is_ascii_digit()) {
            name.push(if kind == Kind::Type { 'V' } else { 'n' });
        }
        let mut chars = word.chars();
        match (kind, chars.next()) {
            (Kind::Type, Some(first)) => {
                name.extend(first.to_uppercase());
                name.push_str(chars.as_str());
            }
            (Kind::Value | Kind::Module, _) | (_, None) => name.push_str(word),
        }
    }
    if let Some((end, _)) = name.char_indices().nth(MAX_LENGTH) {
        name.truncate(end);
        name.truncate(name.trim_end_matches('_').len());
    }
    (!name.is_empty()).then_some(name)
}

/// Words that casing would part where nobody does: `OAuth2` is `oauth2`, not `o_auth2`.
const PROPER_NAMES: [&str; 6] = ["OAuth", "IPv", "iOS", "IoT", "GraphQL", "PostgreSQL"];

/// Keeps proper names together.
fn proper_names(words: &str) -> String {
    let mut text = words.to_owned();
    for name in PROPER_NAMES {
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.find(name)).map(|at| from + at) {
            let end = at + name.len();
            let goes_on = text.get(end..).is_some_and(|rest| rest.starts_with(char::is_lowercase));
            let began = name.starts_with(char::is_lowercase)
                && text.get(..at).is_some_and(|t| t.ends_with(char::is_alphabetic));
            if !goes_on && !began {
                // As one word, and apart from one before it.
                let mut word = name.to_ascii_lowercase();
                if let Some(first) = word.get_mut(..1) {
                    first.make_ascii_uppercase();
                }
                text.replace_range(at..end, &word);
            }
            from = end;
        }
    }
    text
}

/// Keeps the plural of an acronym together: `userIDs` is `user ids`, not `user i ds`.
fn plural_acronyms(words: &str) -> String {
    let chars: Vec<char> = words.chars().collect();
    let mut text = String::with_capacity(words.len());
    let mut at = 0;
    while at < chars.len() {
        let run = chars.iter().skip(at).take_while(|c| c.is_ascii_uppercase()).count();
        let after = chars.get(at + run + 1);
        if run > 1 && chars.get(at + run) == Some(&'s') && !after.is_some_and(|c| c.is_lowercase()) {
            text.push(' ');
            text.extend(chars.iter().skip(at).take(run).map(char::to_ascii_lowercase));
            text.push_str("s ");
            at += run + 1;
        } else {
            let plain = run.max(1);
            text.extend(chars.iter().skip(at).take(plain));
            at += plain;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_identifiers() {
        let cases = [
            ("petId", "pet_id", "PetId"),
            ("2fa", "n2fa", "V2fa"),
            ("2022-11-28", "n2022_11_28", "V2022_11_28"),
            ("+1", "plus_1", "Plus1"),
            ("-1", "minus_1", "Minus1"),
            ("-created", "minus_created", "MinusCreated"),
            (">=", "greater_or_equal", "GreaterOrEqual"),
            ("*", "star", "Star"),
            ("$ref", "r#ref", "Ref"),
            ("type", "r#type", "Type"),
            ("self", "self_", "Self_"),
            ("gen", "r#gen", "Gen"),
            ("user's name", "users_name", "UsersName"),
            ("Größe", "grosse", "Grosse"),
            ("café", "cafe", "Cafe"),
            ("名前", "名前", "名前"),
            ("\u{1f600}", "u1f600", "U1f600"),
            ("HTTPStatus", "http_status", "HttpStatus"),
            ("userIDs", "user_ids", "UserIds"),
            ("GetJWKs2", "get_jwks_2", "GetJwks2"),
            ("HTTPServers", "http_servers", "HttpServers"),
            ("OAuth2Client", "oauth2_client", "OAuth2Client"),
            ("getOAuth", "get_oauth", "GetOAuth"),
            ("IPv4", "ipv4", "IPv4"),
            ("iOSApp", "ios_app", "IOsApp"),
            ("OAuthor scenariOS", "o_author_scenari_os", "OAuthorScenariOs"),
        ];
        for (text, value, name) in cases {
            let spelled = |kind| finish(spell(text, kind).unwrap(), kind).0;
            assert_eq!(spelled(Kind::Value), value, "{text}");
            assert_eq!(spelled(Kind::Type), name, "{text}");
        }
    }

    #[test]
    fn a_module_is_ascii_and_no_raw_identifier() {
        assert_eq!(finish(spell("type", Kind::Module).unwrap(), Kind::Module).0, "type_");
        assert_eq!(spell("名前", Kind::Module).unwrap(), "u540d_u524d");
    }

    #[test]
    fn final_names_are_known() {
        for (name, kind, is) in [
            ("foo_bar", Kind::Value, true),
            ("r#type", Kind::Value, true),
            ("type", Kind::Value, false),
            ("r#foo", Kind::Value, false),
            ("type_", Kind::Module, true),
            ("r#type", Kind::Module, false),
            ("Foo", Kind::Module, false),
            ("self_", Kind::Value, true),
            ("V2fa", Kind::Type, true),
            ("2fa", Kind::Type, false),
            ("名前", Kind::Type, true),
            ("", Kind::Type, false),
            ("a b", Kind::Value, false),
        ] {
            assert_eq!(is_final(name, kind), is, "{name} {kind:?}");
        }
    }

    #[test]
    fn nothing_of_use_is_none_and_long_names_are_cut() {
        assert_eq!(spell("", Kind::Type), None);
        assert_eq!(
            spell(&"long name ".repeat(40), Kind::Type).unwrap().chars().count(),
            MAX_LENGTH
        );
        assert_eq!(spell_symbols("c++", Kind::Type).unwrap(), "CPlusPlus");
    }

    #[test]
    fn every_character_makes_an_identifier_that_rust_takes() {
        for c in ('\0'..=char::MAX)
            .filter(|c| c.is_ascii() || c.is_alphanumeric() || u32::from(*c) < 0x2000 || u32::from(*c) % 31 == 0)
        {
            for kind in [Kind::Value, Kind::Module, Kind::Type] {
                if let Some(name) = spell(&c.to_string(), kind) {
                    let ident = finish(name, kind).0;
                    assert!(syn::parse_str::<syn::Ident>(&ident).is_ok(), "{c:?} {ident}");
                }
            }
        }
    }
}
