//! Path templates (OAS 3.1.1 §4.8.8.1): where they are mounted, and what a path gives for their parameters.

use super::percent;

/// A path template, taken apart.
#[derive(Clone, Debug)]
pub struct Template {
    segments: Vec<Vec<Part>>,
    /// The whole, where it has no parameters.
    plain: Option<&'static str>,
}

/// A part of a path segment.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// Text, decoded.
    Literal(String),
    /// The name between braces.
    Parameter(&'static str),
}

/// The parameters of a path: each name with its text as it came, still encoded.
pub type Captures = Vec<(&'static str, String)>;

impl Template {
    /// Takes a template apart. An unclosed brace is literal text.
    pub fn parse(text: &'static str) -> Self {
        Self {
            segments: text.split('/').skip(1).map(parse_segment).collect(),
            plain: (!text.contains(['{', '%'])).then_some(text),
        }
    }

    /// The route of the router below that leads here: a segment with parameters becomes one parameter.
    pub fn mount(&self) -> String {
        self.route(|index, parts| match parts {
            [Part::Parameter(name)] if self.names_one_segment(name) => (*name).to_owned(),
            _ => format!("p{index}"),
        })
    }

    /// The same for every template that takes the same paths, as far as whole segments go.
    pub fn structure(&self) -> String {
        self.route(|index, _| format!("p{index}"))
    }

    fn route(&self, name: impl Fn(usize, &[Part]) -> String) -> String {
        let mut route = String::new();
        for (index, parts) in self.segments.iter().enumerate() {
            match parts.as_slice() {
                [Part::Literal(text)] => route.push_str(&format!("/{}", encode(text))),
                _ => route.push_str(&format!("/{{{}}}", name(index, parts))),
            }
        }
        if route.is_empty() { "/".to_owned() } else { route }
    }

    /// Whether the router can take a parameter's name: a plain word that no other segment uses.
    fn names_one_segment(&self, name: &str) -> bool {
        let same = |part: &&Part| matches!(part, Part::Parameter(other) if *other == name);
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
            && self.segments.iter().flatten().filter(same).count() == 1
    }

    /// How much of it is literal text: where two templates fit a path, the more literal one is meant.
    pub fn literal_len(&self) -> usize {
        let literals = self.segments.iter().flatten().map(|part| match part {
            Part::Literal(text) => text.len(),
            Part::Parameter(_) => 0,
        });
        literals.sum()
    }

    /// The parameters that a path gives; `None` where it does not fit. Parameters are never empty, and never reach
    /// over a `/` unless it is escaped.
    pub fn captures(&self, path: &str) -> Option<Captures> {
        let mut captures = Captures::new();
        if self.plain == Some(path) {
            return Some(captures);
        }
        let mut segments = path.split('/').skip(1);
        for parts in &self.segments {
            match_segment(parts, segments.next()?, &mut captures)?;
        }
        segments.next().is_none().then_some(captures)
    }
}

fn parse_segment(segment: &'static str) -> Vec<Part> {
    let literal = |text: &str| Part::Literal(percent::decode(text).unwrap_or_else(|_| text.to_owned()));
    let mut parts = Vec::new();
    let mut rest = segment;
    while let Some((before, (name, after))) = rest
        .split_once('{')
        .and_then(|(before, inside)| Some((before, inside.split_once('}')?)))
    {
        if !before.is_empty() {
            parts.push(literal(before));
        }
        parts.push(Part::Parameter(name));
        rest = after;
    }
    if !rest.is_empty() || parts.is_empty() {
        parts.push(literal(rest));
    }
    parts
}

/// Matches the parts of one segment, left to right: a parameter ends where the literal text after it first occurs; the
/// last literal stands at the end.
fn match_segment(parts: &[Part], segment: &str, captures: &mut Captures) -> Option<()> {
    let mut rest = segment;
    let mut parts = parts.iter().peekable();
    while let Some(part) = parts.next() {
        match part {
            Part::Literal(text) => rest = strip_literal(rest, text)?,
            Part::Parameter(name) => {
                let end = match parts.peek() {
                    None => rest.len(),
                    // Two parameters side by side: the second is of style label or matrix, and starts with its mark.
                    Some(Part::Parameter(_)) => find(rest, |rest| rest.starts_with(['.', ';']))?,
                    Some(Part::Literal(text)) => {
                        let is_last = parts.len() == 1;
                        find(rest, |rest| {
                            strip_literal(rest, text).is_some_and(|after| !is_last || after.is_empty())
                        })?
                    }
                };
                let (value, after) = rest.split_at_checked(end).filter(|(value, _)| !value.is_empty())?;
                captures.push((*name, value.to_owned()));
                rest = after;
            }
        }
    }
    rest.is_empty().then_some(())
}

/// The first place after the first character where a test holds.
fn find(text: &str, holds: impl Fn(&str) -> bool) -> Option<usize> {
    let mut places = text.char_indices().map(|(at, _)| at).skip(1);
    places.find(|at| text.get(*at..).is_some_and(&holds))
}

/// What follows a literal, whose characters may each be escaped or not (RFC 3986 §6.2.2.2).
fn strip_literal<'t>(text: &'t str, literal: &str) -> Option<&'t str> {
    // As it is nearly always.
    if let Some(rest) = text.strip_prefix(literal).filter(|_| !literal.contains('%')) {
        return Some(rest);
    }
    let mut rest = text;
    for expected in literal.bytes() {
        let (byte, after) = match rest.strip_prefix('%') {
            Some(escape) => {
                let (digits, after) = escape.split_at_checked(2)?;
                (u8::from_str_radix(digits, 16).ok()?, after)
            }
            None => (*rest.as_bytes().first()?, rest.get(1..)?),
        };
        if byte != expected {
            return None;
        }
        rest = after;
    }
    Some(rest)
}

/// Literal text as it stands in a URL: what is not a `pchar` (RFC 3986 §3.3) is escaped.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' => out.push(char::from(byte)),
            b'*' | b'+' | b',' | b';' | b'=' | b':' | b'@' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
