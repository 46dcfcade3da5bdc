//! Documentation in lines of a readable length. Descriptions often have paragraphs of one line.

/// The most columns of a line of documentation, marks and indentation included.
const WIDTH: usize = 100;

/// Breaks the lines of documentation in the text of a Rust file that are too long, where Markdown allows it: in
/// paragraphs, lists and quotes, not in code, tables, headings or HTML.
pub(super) fn wrap(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 32);
    let mut fence: Option<&str> = None;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((head, markdown)) = documentation(line) else {
            fence = None;
            push(&mut out, &[line]);
            continue;
        };
        let is_code = fence.is_some();
        match (fence, fence_mark(markdown)) {
            (Some(open), Some(close)) if open == close => fence = None,
            (None, Some(open)) => fence = Some(open),
            _ => {}
        }
        let can_wrap = !is_code && fence.is_none() && line.chars().count() > WIDTH;
        let Some(prefix) = can_wrap.then(|| Prefix::of(markdown)).flatten() else {
            push(&mut out, &[line]);
            continue;
        };
        // What goes on with the paragraph moves up, so that no line is left with a few words.
        let mut paragraph = markdown.to_owned();
        while let Some(next) = lines.next_if(|next| prefix.goes_on(head, next)) {
            let text = documentation(next).and_then(|(_, markdown)| markdown.strip_prefix(prefix.rest.as_str()));
            paragraph.push(' ');
            paragraph.push_str(text.unwrap_or_default());
        }
        fill(&mut out, head, &prefix, &paragraph);
    }
    out
}

/// Indentation and mark of a line of documentation, and the Markdown behind it.
fn documentation(line: &str) -> Option<(&str, &str)> {
    let content = line.trim_start();
    let is_documentation = content.starts_with("///") || content.starts_with("//!");
    is_documentation.then(|| line.split_at(line.len() - content.len() + 3))
}

/// What a line opens or closes a block of code with.
fn fence_mark(markdown: &str) -> Option<&'static str> {
    let trimmed = markdown.trim_start();
    ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark))
}

/// What stands before the text of a line, and before that of a line which goes on with it.
struct Prefix {
    first: usize,
    rest: String,
}

impl Prefix {
    /// `None` where the line is not to be broken.
    fn of(markdown: &str) -> Option<Self> {
        let mut rest = String::new();
        let mut left = markdown;
        loop {
            let text = left.trim_start_matches(' ');
            rest.push_str(&left[..left.len() - text.len()]);
            left = text;
            if let Some(after) = left.strip_prefix('>') {
                rest.push('>');
                left = after;
            } else if let Some(width) = list_mark(left) {
                rest.push_str(&" ".repeat(width));
                left = &left[width..];
            } else {
                break;
            }
        }
        let is_list_or_text = !rest.ends_with("     ") || list_mark(markdown.trim_start_matches(' ')).is_some();
        let is_block = left.starts_with(['|', '#', '<', '=', ':']) || left.starts_with("[^") || is_definition(left);
        (is_list_or_text && !is_block).then(|| Self {
            first: markdown.len() - left.len(),
            rest,
        })
    }

    /// Whether a line goes on with the paragraph.
    fn goes_on(&self, head: &str, line: &str) -> bool {
        let markdown = documentation(line).filter(|(own, _)| *own == head);
        let text = markdown.and_then(|(_, markdown)| markdown.strip_prefix(self.rest.as_str()));
        text.is_some_and(|text| {
            let first = text.split(' ').next().unwrap_or_default();
            !first.is_empty() && may_start_line(first) && !text.starts_with('[') && fence_mark(text).is_none()
        })
    }
}

/// The width of the mark of a list's item, if there is one: `- `, `* `, `+ `, `1. `.
fn list_mark(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = text.get(digits..)?;
    let ends = match digits {
        0 => ["- ", "* ", "+ "].iter().any(|bullet| mark.starts_with(bullet)),
        1..=9 => [". ", ") "].iter().any(|end| mark.starts_with(end)),
        _ => false,
    };
    ends.then_some(digits + 1)
}

/// Whether a line defines a link: `[name]: https://…`.
fn is_definition(text: &str) -> bool {
    text.starts_with('[') && text.split_once("]:").is_some_and(|(name, _)| !name.contains(' '))
}

fn fill(out: &mut String, head: &str, prefix: &Prefix, markdown: &str) {
    let (first, text) = markdown.split_at(prefix.first);
    let start = head.chars().count();
    out.push_str(head);
    out.push_str(first);
    let mut column = start + first.chars().count();
    let mut is_code = false;
    for (i, word) in text.split(' ').enumerate() {
        let width = word.chars().count();
        if i > 0 && column + 1 + width > WIDTH && !is_code && may_start_line(word) {
            push(out, &[""]);
            push_part(out, &[head, &prefix.rest]);
            column = start + prefix.rest.chars().count();
        } else if i > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
        is_code ^= word.matches('`').count() % 2 == 1;
    }
    push(out, &[""]);
}

/// Whether a line that starts with a word goes on with the paragraph, rather than starting something else.
fn may_start_line(word: &str) -> bool {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return false };
    let is_mark = list_mark(&format!("{word} ")).is_some();
    let is_rule = matches!(first, '-' | '*' | '_' | '=' | '#' | '+') && chars.all(|c| c == first);
    let is_block = matches!(first, '>' | '|' | '<' | ':') || word.starts_with("```") || word.starts_with("~~~");
    !(is_mark || is_rule || is_block)
}

/// Adds a line.
fn push(out: &mut String, parts: &[&str]) {
    push_part(out, parts);
    out.push('\n');
}

fn push_part(out: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| out.push_str(part));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of so many words of four letters.
    fn words(count: usize) -> String {
        vec!["word"; count].join(" ")
    }

    #[test]
    fn paragraphs_lists_and_quotes_are_broken() {
        let text = format!("    /// {}\n", words(30));
        let expected = format!("    /// {}\n    /// {}\n", words(18), words(12));
        assert_eq!(wrap(&text), expected);
        let text = format!("//! 1. {}\n", words(20));
        assert_eq!(wrap(&text), format!("//! 1. {}\n//!    {}\n", words(18), words(2)));
        let text = format!("/// > {}\n", words(20));
        assert_eq!(wrap(&text), format!("/// > {}\n/// > {}\n", words(19), words(1)));
        let text = format!("///   - {}\n", words(20));
        assert_eq!(wrap(&text), format!("///   - {}\n///     {}\n", words(18), words(2)));
    }

    #[test]
    fn a_broken_paragraph_is_filled() {
        let text = format!("/// {}\n/// {}\n///\n/// end\n", words(20), words(3));
        assert_eq!(
            wrap(&text),
            format!("/// {}\n/// {}\n///\n/// end\n", words(19), words(4))
        );
        let text = format!("/// {}\n/// - {}\n", words(20), words(3));
        assert_eq!(
            wrap(&text),
            format!("/// {}\n/// word\n/// - {}\n", words(19), words(3))
        );
        let text = format!("/// {}\n/// ```text\n/// a\n/// ```\n", words(20));
        assert_eq!(
            wrap(&text),
            format!("/// {}\n/// word\n/// ```text\n/// a\n/// ```\n", words(19))
        );
    }

    #[test]
    fn code_tables_headings_and_code_of_rust_stay() {
        let long = words(30);
        for text in [
            format!("/// ```text\n/// {long}\n/// ```\n"),
            format!("///\n///     {long}\n"),
            format!("/// | {long} |\n"),
            format!("/// # {long}\n"),
            format!("/// <b>{long}</b>\n"),
            format!("/// [a]: {long}\n"),
            format!("let a = \"{long}\";\n"),
            format!("/// {}\n", "a".repeat(120)),
        ] {
            assert_eq!(wrap(&text), text);
        }
        let code = format!("/// {} `{}`\n", words(3), words(20));
        assert_eq!(wrap(&code), format!("/// {} `{}`\n", words(3), words(20)));
        // After code, text is text again.
        let text = format!("/// ```text\n/// ```\n/// {long}\n");
        assert_eq!(wrap(&text).lines().count(), 4);
    }

    #[test]
    fn no_line_starts_as_another_block_would() {
        for word in ["-", "#", "1.", "2)", ">", "|", "```", "---", "*", "==="] {
            let text = format!("/// {} {word} {}\n", words(19), words(5));
            let wrapped = wrap(&text);
            let starts: Vec<&str> = wrapped.lines().map(|line| &line[4..]).collect();
            assert!(starts.iter().all(|line| line.starts_with("word")), "{wrapped}");
            assert_eq!(wrapped.replace("\n/// ", " "), text, "nothing is lost");
        }
        assert!(may_start_line("-5") && may_start_line("*bold*") && may_start_line("`code`") && may_start_line("a"));
    }
}
