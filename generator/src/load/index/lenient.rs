//! Closing brackets at the margin.
//!
//! By YAML 1.2 a closing bracket must be indented more than the block around it; libyaml, and with it most of the world,
//! does not ask for that, and descriptions such as Docker's make use of it. The event parser is told what it wants to hear.

/// The text with every bracket that closes at the start of a line moved up to the end of the line before, by turning the
/// line breaks between into spaces. Every character keeps its offset.
pub(super) fn join_closing_brackets(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    // Where the last line that is not blank ends in `joined`, and whether a bracket may be put there.
    let (mut end, mut is_open) = (0, false);
    for line in text.split_inclusive('\n') {
        if is_open && line.trim_start().starts_with(['}', ']']) {
            let gap = joined.split_off(end);
            joined.extend(gap.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        }
        joined.push_str(line);
        let content = line.trim_end();
        if !content.is_empty() {
            end = joined.len() - (line.len() - content.len());
            is_open = takes_bracket(content);
        }
    }
    joined
}

/// Whether a bracket after the line would still be read as one: not after a comment, nor after the head of a block scalar.
fn takes_bracket(line: &str) -> bool {
    let is_comment = line.contains(" #") || line.trim_start().starts_with('#');
    let last = line.rsplit(' ').next().unwrap_or_default();
    !is_comment && !last.starts_with(['|', '>'])
}
