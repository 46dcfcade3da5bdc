//! Character offsets to byte offsets.

/// How many characters lie between two noted offsets.
const STEP: usize = 64;

/// Finds the byte at which a character starts.
#[derive(Debug)]
pub(super) struct CharOffsets<'a> {
    text: &'a str,
    /// The byte offset of every [`STEP`]th character; nothing for ASCII, where the two are the same.
    marks: Vec<usize>,
}

impl<'a> CharOffsets<'a> {
    /// Reads the text once.
    pub(super) fn new(text: &'a str) -> Self {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(STEP).map(|(byte, _)| byte).collect()
        };
        Self { text, marks }
    }

    /// The byte offset of a character; the text's length for characters after the end.
    pub(super) fn byte(&self, index: usize) -> usize {
        if self.marks.is_empty() {
            return index.min(self.text.len());
        }
        let Some(mark) = self.marks.get(index / STEP) else {
            return self.text.len();
        };
        let rest = self.text[*mark..].char_indices().nth(index % STEP);
        rest.map_or(self.text.len(), |(byte, _)| mark + byte)
    }
}
