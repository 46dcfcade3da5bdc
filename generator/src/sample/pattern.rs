//! Texts that a regular expression (ECMA-262) finds something in: the usual syntax is followed, lookaround and
//! backreferences are passed over, and what comes out is tried.

use regress::Regex;

use super::random::Random;

/// A pattern, read.
#[derive(Debug)]
pub(super) struct Pattern {
    regex: Regex,
    root: Node,
}

#[derive(Debug)]
enum Node {
    /// One of these characters.
    Class(Vec<char>),
    /// All of these, in order.
    Sequence(Vec<Node>),
    /// One of these.
    Choice(Vec<Node>),
    /// So many times; as often as one likes without the second.
    Repeat(Box<Node>, u32, Option<u32>),
}

/// Characters that stand for all others.
const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const OTHERS: &str = " -_.:/@#+,;=!$%&'()*?~";

impl Pattern {
    /// `None` for one that does not compile.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let regex = Regex::with_flags(text, "u").or_else(|_| Regex::new(text)).ok()?;
        let chars: Vec<char> = text.chars().collect();
        let mut parser = Parser { chars: &chars, at: 0 };
        let root = parser.choice(0);
        Some(Self { regex, root })
    }

    /// Whether it is found in a text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.regex.find(text).is_some()
    }

    /// A text that should fit; later attempts repeat more.
    pub(super) fn make(&self, random: &mut Random, attempt: u32) -> String {
        let mut text = String::new();
        write(&self.root, random, attempt, &mut text);
        text
    }
}

fn write(node: &Node, random: &mut Random, attempt: u32, out: &mut String) {
    /// Longer texts are no use.
    const LONGEST: usize = 20_000;
    if out.len() > LONGEST {
        return;
    }
    match node {
        Node::Class(chars) => out.extend(random.pick(chars)),
        Node::Sequence(nodes) => nodes.iter().for_each(|node| write(node, random, attempt, out)),
        Node::Choice(nodes) => {
            if let Some(node) = random.pick(nodes) {
                write(node, random, attempt, out);
            }
        }
        Node::Repeat(node, least, most) => {
            let wanted = (*least).max(1).saturating_add(attempt.saturating_mul(attempt) / 4);
            let count = match attempt % 4 {
                3 => *least,
                _ => wanted.min(most.unwrap_or(u32::MAX)),
            };
            (0..count).for_each(|_| write(node, random, attempt, out));
        }
    }
}

struct Parser<'t> {
    chars: &'t [char],
    at: usize,
}

/// Groups in groups deeper than this are passed over.
const DEEPEST: usize = 64;

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn take(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    fn skip(&mut self, text: &str) -> bool {
        let is_next = text
            .chars()
            .enumerate()
            .all(|(i, c)| self.chars.get(self.at + i) == Some(&c));
        if is_next {
            self.at += text.chars().count();
        }
        is_next
    }

    fn choice(&mut self, depth: usize) -> Node {
        let mut choices = vec![self.sequence(depth)];
        while self.skip("|") {
            choices.push(self.sequence(depth));
        }
        Node::Choice(choices)
    }

    fn sequence(&mut self, depth: usize) -> Node {
        let mut nodes = Vec::new();
        while let Some(c) = self.peek().filter(|c| !matches!(c, '|' | ')')) {
            self.at += 1;
            let node = match c {
                '^' | '$' => continue,
                '(' => match self.group(depth) {
                    Some(node) => node,
                    None => continue,
                },
                '[' => Node::Class(self.class()),
                '.' => Node::Class(PLAIN.chars().collect()),
                '\\' => match self.escape() {
                    Some(chars) => Node::Class(chars),
                    None => continue,
                },
                c => Node::Class(vec![c]),
            };
            let node = self.repeated(node);
            nodes.push(node);
        }
        if depth == 0 && self.peek() == Some(')') {
            // Unbalanced: the pattern would not have compiled.
            self.at += 1;
        }
        Node::Sequence(nodes)
    }

    /// The inside of a group; `None` for lookaround, which adds nothing.
    fn group(&mut self, depth: usize) -> Option<Node> {
        let looks = ["?=", "?!", "?<=", "?<!"].iter().any(|look| self.skip(look));
        if !looks && !self.skip("?:") && self.skip("?<") {
            while self.take().is_some_and(|c| c != '>') {}
        }
        if depth > DEEPEST {
            return None;
        }
        let inside = self.choice(depth + 1);
        self.skip(")");
        (!looks).then_some(inside)
    }

    fn repeated(&mut self, node: Node) -> Node {
        let (least, most) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                let start = self.at;
                self.at += 1;
                let Some(bounds) = self.bounds() else {
                    self.at = start;
                    return node;
                };
                self.skip("?");
                return Node::Repeat(Box::new(node), bounds.0, bounds.1);
            }
            _ => return node,
        };
        self.at += 1;
        self.skip("?");
        Node::Repeat(Box::new(node), least, most)
    }

    /// `2}`, `2,}` or `2,5}`.
    fn bounds(&mut self) -> Option<(u32, Option<u32>)> {
        let least = self.number()?;
        if self.skip("}") {
            return Some((least, Some(least)));
        }
        if !self.skip(",") {
            return None;
        }
        let most = self.number();
        self.skip("}").then_some((least, most))
    }

    fn number(&mut self) -> Option<u32> {
        let mut digits = String::new();
        while let Some(digit) = self.peek().filter(char::is_ascii_digit) {
            digits.push(digit);
            self.at += 1;
        }
        digits.parse().ok()
    }

    /// What stands between brackets, without what a leading `^` excludes.
    fn class(&mut self) -> Vec<char> {
        let is_negated = self.skip("^");
        let mut chars: Vec<char> = Vec::new();
        while let Some(c) = self.take().filter(|c| *c != ']') {
            let mut first = match c {
                '\\' => self.escape().unwrap_or_default(),
                c => vec![c],
            };
            let is_range = self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|c| *c != ']');
            if let ([from], true) = (first.as_slice(), is_range) {
                let from = *from;
                self.at += 1;
                let to = match self.take() {
                    Some('\\') => self.escape().and_then(|chars| chars.first().copied()),
                    to => to,
                };
                if let Some(to) = to {
                    first = (from..=to).take(256).collect();
                }
            }
            chars.extend(first);
        }
        if is_negated {
            let all = PLAIN.chars().chain(OTHERS.chars());
            return all.filter(|c| !chars.contains(c)).collect();
        }
        // Plain characters where there are any: control characters make poor texts.
        let plain: Vec<char> = chars.iter().copied().filter(|c| PLAIN.contains(*c)).collect();
        if plain.is_empty() { chars } else { plain }
    }

    /// What an escape stands for; `None` for what has no characters.
    fn escape(&mut self) -> Option<Vec<char>> {
        let hex = |parser: &mut Self, digits: usize| {
            let text: String = parser.chars.iter().skip(parser.at).take(digits).collect();
            let code = u32::from_str_radix(&text, 16).ok()?;
            parser.at += digits;
            char::from_u32(code)
        };
        match self.take()? {
            'd' => Some(('0'..='9').collect()),
            'w' => Some(PLAIN.chars().collect()),
            's' => Some(vec![' ']),
            'D' | 'S' => Some(('a'..='z').collect()),
            'W' => Some(vec!['-', ' ']),
            'b' | 'B' | '1'..='9' => None,
            'n' => Some(vec!['\n']),
            't' => Some(vec!['\t']),
            'r' => Some(vec!['\r']),
            'x' => hex(self, 2).map(|c| vec![c]),
            'u' if self.skip("{") => {
                let mut digits = String::new();
                while let Some(c) = self.take().filter(|c| *c != '}') {
                    digits.push(c);
                }
                char::from_u32(u32::from_str_radix(&digits, 16).ok()?).map(|c| vec![c])
            }
            'u' => hex(self, 4).map(|c| vec![c]),
            'p' | 'P' => {
                let mut name = String::new();
                if self.skip("{") {
                    while let Some(c) = self.take().filter(|c| *c != '}') {
                        name.push(c);
                    }
                }
                Some(property(&name))
            }
            c => Some(vec![c]),
        }
    }
}

/// Characters of a Unicode property.
fn property(name: &str) -> Vec<char> {
    match name.rsplit('=').next().unwrap_or_default() {
        "Lu" | "Uppercase" => ('A'..='Z').collect(),
        "N" | "Nd" | "Number" => ('0'..='9').collect(),
        "P" | "Punctuation" => vec!['.', '-'],
        "Z" | "Zs" => vec![' '],
        _ => ('a'..='z').collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_patterns_are_met() {
        for pattern in [
            "^[a-z0-9-]+$",
            "^[A-Z]{3}$",
            r"^\d{4}-\d{2}-\d{2}$",
            "^(foo|bar)(?:-[a-f]{2,4})?$",
            r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$",
            "^(?!-)[a-z-]{1,63}(?<!-)$",
            r"^\+?[1-9]\d{1,14}$",
            r"^[\w.\-]+$",
            "^\\p{L}{2,}$",
            r"\u0041",
            "^$",
            "[0-9a-fA-F]{64}",
            "^https?://",
            r"^(\*|[a-z]+)$",
        ] {
            let read = Pattern::parse(pattern).unwrap();
            let mut random = Random::new(1);
            let made: Vec<String> = (0..16).map(|attempt| read.make(&mut random, attempt)).collect();
            assert!(made.iter().any(|text| read.is_in(text)), "{pattern}: {made:?}");
        }
    }
}
