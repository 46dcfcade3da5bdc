//! The index of YAML text, and the guards: this pass comes before any that would build values.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScanError, Span};

use super::super::fault::{Fault, char_at};
use super::super::guard::Limit;
use super::Index;
use super::builder::Builder;
use super::chars::CharOffsets;
use super::lenient::join_closing_brackets;
use crate::report::Code;

/// Reads the events of the text.
pub(super) fn index(text: &str) -> Result<Index, Fault> {
    read(text, text).or_else(|fault| {
        let is_bracket = text[fault.span.clone()].starts_with(['}', ']']);
        if fault.code != Code::Syntax || !is_bracket {
            return Err(fault);
        }
        read(text, &join_closing_brackets(text)).map_err(|_| fault)
    })
}

/// Reads the events of `events`, which has the characters of `text` but for line breaks.
fn read(text: &str, events: &str) -> Result<Index, Fault> {
    let mut reader = Reader {
        text,
        offsets: CharOffsets::new(text),
        builder: Builder::default(),
        anchors: BTreeMap::new(),
        keys: BTreeMap::new(),
        documents: 0,
    };
    let mut parser = Parser::new_from_str(events);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| reader.syntax(&error))?;
        reader.event(event, span)?;
    }
    Ok(reader.builder.finish())
}

/// What is known so far.
struct Reader<'a> {
    text: &'a str,
    offsets: CharOffsets<'a>,
    builder: Builder,
    /// The node of each anchor.
    anchors: BTreeMap<usize, usize>,
    /// The text of each scalar with an anchor: an alias may be a key.
    keys: BTreeMap<usize, String>,
    documents: usize,
}

impl Reader<'_> {
    /// Takes one event in.
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        let span = self.bytes(span);
        match event {
            Event::DocumentStart(_) => self.document(span),
            Event::Scalar(text, _, anchor, _) => self.scalar(&text, anchor, span),
            Event::MappingStart(anchor, _) => self.open(true, anchor, span),
            Event::SequenceStart(anchor, _) => self.open(false, anchor, span),
            Event::MappingEnd | Event::SequenceEnd => {
                self.builder.close();
                Ok(())
            }
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
        }
    }

    /// A document starts; there can be one.
    fn document(&mut self, span: Range<usize>) -> Result<(), Fault> {
        self.documents += 1;
        if self.documents > 1 {
            let fault = Fault::new(Code::Syntax, span, "the file holds more than one YAML document");
            return Err(fault.help("keep one document a file; `---` starts another one"));
        }
        Ok(())
    }

    /// A scalar: key or value.
    fn scalar(&mut self, text: &str, anchor: usize, span: Range<usize>) -> Result<(), Fault> {
        if anchor != 0 {
            self.keys.insert(anchor, text.to_owned());
        }
        if self.builder.expects_key() {
            self.builder.key(text, span);
            return Ok(());
        }
        let node = self
            .builder
            .scalar(span.clone())
            .map_err(|limit| Fault::limit(limit, span))?;
        self.anchor(anchor, node);
        Ok(())
    }

    /// A mapping or sequence starts.
    fn open(&mut self, is_mapping: bool, anchor: usize, span: Range<usize>) -> Result<(), Fault> {
        if self.builder.expects_key() {
            let span = char_at(self.text, span.start);
            return Err(Fault::new(
                Code::Syntax,
                span,
                "a key must be a scalar, not a mapping or sequence",
            ));
        }
        // A mapping in block style has no bracket to point at.
        let is_flow = self.text[span.start..].starts_with(['{', '[', '-']);
        let start = if is_flow {
            span.start..span.start + 1
        } else {
            span.start..span.start
        };
        let limit = |limit| Fault::limit(limit, char_at(self.text, span.start));
        let node = self.builder.open(is_mapping, start).map_err(limit)?;
        self.anchor(anchor, node);
        Ok(())
    }

    /// Something stands here again.
    fn alias(&mut self, anchor: usize, span: Range<usize>) -> Result<(), Fault> {
        if self.builder.expects_key() {
            let Some(key) = self.keys.get(&anchor) else {
                return Err(Fault::new(
                    Code::Syntax,
                    span,
                    "a key must be a scalar, not a mapping or sequence",
                ));
            };
            self.builder.key(key, span);
            return Ok(());
        }
        // An anchor on a key leaves no node; its value is a scalar.
        let Some(node) = self.anchors.get(&anchor) else {
            self.builder
                .scalar(span.clone())
                .map_err(|limit| Fault::limit(limit, span))?;
            return Ok(());
        };
        match self.builder.alias(*node) {
            Ok(Some(())) => Ok(()),
            Ok(None) => Err(Fault::new(
                Code::Syntax,
                span,
                "an alias stands inside the value that it refers to",
            )),
            Err(limit) => Err(Fault::limit(limit, span)),
        }
    }

    /// Notes the node of an anchor.
    fn anchor(&mut self, anchor: usize, node: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, node);
        }
    }

    /// The parser's character range as bytes.
    fn bytes(&self, span: Span) -> Range<usize> {
        let start = self.offsets.byte(span.start.index());
        start..self.offsets.byte(span.end.index()).max(start)
    }

    /// What the parser refused.
    fn syntax(&self, error: &ScanError) -> Fault {
        let start = self.offsets.byte(error.marker().index());
        // The scanner looks ahead through brackets, so that it can be the first to see that there are too many.
        if error.info() == "recursion limit exceeded" {
            return Fault::limit(Limit::Depth, char_at(self.text, start));
        }
        let message = format!("not well-formed YAML: {}", error.info());
        let fault = Fault::new(Code::Syntax, char_at(self.text, start), message);
        let line = self.text[..start].rfind('\n').map_or(0, |end| end + 1);
        if self.text[line..].starts_with('\t') || self.text[start..].starts_with('\t') {
            return fault.help("indent YAML with spaces; it does not allow tabs");
        }
        if error.info().starts_with("mapping values are not allowed") {
            return fault.help("put text that holds a colon and a space into quotes");
        }
        fault
    }
}
