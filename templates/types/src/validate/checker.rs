//! Where validation is, and what it found.

use std::fmt::Write as _;

use super::Validate;
use super::violation::{Violation, Violations};

/// Collects violations, knowing which part of the value is being checked.
#[derive(Clone, Debug, Default)]
pub struct Checker {
    path: Vec<Segment>,
    violations: Vec<Violation>,
    way: Option<Way>,
}

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the server.
    Request,
    /// To the client.
    Response,
}

/// A step from a value to a part of it. Text is only made of it for a violation.
#[derive(Clone, Debug)]
enum Segment {
    Field(&'static str),
    Item(usize),
    Key(String),
}

impl Checker {
    /// Starts at the whole value.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts at the whole of a value that travels some way: what is demanded only there, is.
    pub fn of(way: Way) -> Self {
        Self {
            way: Some(way),
            ..Self::default()
        }
    }

    /// A property that is `writeOnly` (or `readOnly`) is demanded of requests (or responses) alone.
    pub fn demanded(&mut self, way: Way, present: bool, property: &str) {
        if self.way == Some(way) && !present {
            self.report(format!("must have the property `{property}`"));
        }
    }

    /// Goes to a property.
    pub fn field(&mut self, name: &'static str) {
        self.path.push(Segment::Field(name));
    }

    /// Goes to an item of an array.
    pub fn item(&mut self, index: usize) {
        self.path.push(Segment::Item(index));
    }

    /// Goes to a value of a map.
    pub fn key(&mut self, key: &str) {
        self.path.push(Segment::Key(key.to_owned()));
    }

    /// Goes back to where the last [`field`](Self::field), [`item`](Self::item) or [`key`](Self::key) came from.
    pub fn leave(&mut self) {
        self.path.pop();
    }

    /// Checks a property, whose type has rules of its own.
    pub fn nested(&mut self, name: &'static str, value: &impl Validate) {
        self.field(name);
        value.check(self);
        self.leave();
    }

    /// Reports a violation by the part that is being checked.
    #[cold]
    pub fn report(&mut self, message: impl Into<String>) {
        let violation = Violation {
            pointer: self.pointer(),
            message: message.into(),
        };
        self.violations.push(violation);
    }

    /// The part that is being checked, as a JSON Pointer.
    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for segment in &self.path {
            pointer.push('/');
            match segment {
                Segment::Field(name) => escape(&mut pointer, name),
                Segment::Key(key) => escape(&mut pointer, key),
                Segment::Item(index) => {
                    // Writing to a string cannot fail.
                    let _ = write!(pointer, "{index}");
                }
            }
        }
        pointer
    }

    /// Everything found.
    ///
    /// # Errors
    /// When anything was.
    pub fn finish(self) -> Result<(), Violations> {
        match Violations::new(self.violations) {
            None => Ok(()),
            Some(violations) => Err(violations),
        }
    }
}

/// Adds a reference token (RFC 6901 §3).
fn escape(pointer: &mut String, token: &str) {
    for c in token.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}
