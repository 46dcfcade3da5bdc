//! Text from a description to documentation that rustdoc and clippy accept as it is.
//!
//! Fenced and indented code would become doctests, `[x]` a broken link, HTML a tag, a bare URL a warning. So the
//! Markdown is read the way rustdoc reads it, the offending events are replaced, and it is written back in one form.

use proc_macro2::TokenStream;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use pulldown_cmark_to_cmark::{Options as Layout, cmark_with_options};

use crate::output::doc_lines;

/// `#[doc = "…"]` attributes of a text in CommonMark, cleaned; none for text that is empty or blank.
pub fn attributes(text: &str) -> TokenStream {
    doc_lines(&clean(text))
}

/// Cleans CommonMark of anything that rustdoc would run, resolve or refuse.
pub fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\t', "    ");
    let events = Cleaner::default().events(Parser::new_ext(&text, Options::ENABLE_TABLES));
    let layout = Layout {
        code_block_token_count: 3,
        list_token: '-',
        ..Layout::default()
    };
    let mut out = String::with_capacity(text.len());
    match cmark_with_options(events.iter(), &mut out, Options::ENABLE_TABLES, layout) {
        Ok(_) => out.trim().to_owned(),
        // Writing to a string does not fail; should the printer refuse an event, plain code is safe.
        Err(_) => format!("```text\n{}\n```", text.replace("```", "'''")),
    }
}

/// One line of plain text for tables, manifests and headings: Markdown marks and line ends are gone.
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for event in Parser::new(text) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => {
                out.push(' ');
            }
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Rewrites the event stream.
#[derive(Default)]
struct Cleaner {
    /// Whether the link now open was dropped, so that its end is dropped too.
    dropped_links: Vec<bool>,
    in_code: bool,
}

impl Cleaner {
    fn events<'a>(mut self, parser: Parser<'a>) -> Vec<Event<'a>> {
        let mut out = Vec::new();
        for event in parser {
            self.event(event, &mut out);
        }
        out
    }

    fn event<'a>(&mut self, event: Event<'a>, out: &mut Vec<Event<'a>>) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                self.in_code = true;
                out.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(CowStr::Borrowed(
                    "text",
                )))));
            }
            Event::End(TagEnd::CodeBlock) => {
                self.in_code = false;
                out.push(Event::End(TagEnd::CodeBlock));
            }
            Event::Start(Tag::Link { ref dest_url, .. } | Tag::Image { ref dest_url, .. }) => {
                let dropped = !is_absolute(dest_url) || matches!(event, Event::Start(Tag::Image { .. }));
                self.dropped_links.push(dropped);
                if !dropped {
                    out.push(event);
                }
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if self.dropped_links.pop() == Some(false) {
                    out.push(event);
                }
            }
            // Tags are shown, not obeyed: text is escaped when it is written.
            Event::Html(html) | Event::InlineHtml(html) => html_lines(&html, out),
            Event::Start(Tag::HtmlBlock) => out.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => out.push(Event::End(TagEnd::Paragraph)),
            Event::Text(text) if !self.in_code && self.dropped_links.last() != Some(&false) => link_urls(&text, out),
            other => out.push(other),
        }
    }
}

/// Whether a link leads to a place of its own: anything else rustdoc would look for in the crate.
fn is_absolute(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || c == '<' || c == '>')
}

/// Pushes HTML as the text that it is, a line each: events hold no line ends.
fn html_lines(html: &str, out: &mut Vec<Event<'_>>) {
    for line in html.split_inclusive('\n') {
        link_urls(line.trim(), out);
        if line.ends_with('\n') {
            out.push(Event::SoftBreak);
        }
    }
}

/// Pushes text with its bare URLs as links.
fn link_urls<'a>(text: &str, out: &mut Vec<Event<'a>>) {
    let mut rest = text;
    while let Some(start) = find_url(rest) {
        let end = rest[start..]
            .find(|c: char| c.is_whitespace() || "<>\"'`()[]{}|\\^*".contains(c) || c.is_control())
            .map_or(rest.len(), |n| start + n);
        let url = rest[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '_', '~']);
        if start > 0 {
            out.push(Event::Text(rest[..start].to_owned().into()));
        }
        let dest: CowStr<'a> = url.to_owned().into();
        out.push(Event::Start(Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: dest.clone(),
            title: "".into(),
            id: "".into(),
        }));
        out.push(Event::Text(dest));
        out.push(Event::End(TagEnd::Link));
        rest = &rest[start + url.len()..];
    }
    if !rest.is_empty() {
        out.push(Event::Text(rest.to_owned().into()));
    }
}

/// Where the next URL with something behind its scheme starts.
fn find_url(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text[from..].find("http").map(|n| from + n) {
        let rest = &text[at..];
        let scheme = if rest.starts_with("https://") { 8 } else { 7 };
        let is_url = (rest.starts_with("https://") || rest.starts_with("http://"))
            && rest[scheme..].starts_with(|c: char| c.is_ascii_alphanumeric());
        if is_url {
            return Some(at);
        }
        from = at + 4;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleaned_text_has_nothing_that_rustdoc_acts_on() {
        for (input, expected) in [
            (
                "See https://example.com/a_b. Done",
                "See <https://example.com/a_b>. Done",
            ),
            ("an [array] of [ids](../x)", "an \\[array\\] of ids"),
            ("[docs](https://example.com) ok", "[docs](https://example.com) ok"),
            ("`code` stays", "`code` stays"),
            ("a <b>bold</b> Vec<T>", "a \\<b>bold\\</b> Vec\\<T>"),
            ("<p>\n  See http://a.b/c\n</p>", "\\<p>\nSee <http://a.b/c>\n\\</p>"),
            ("x\n\n    let a = 1;\n", "x\n\n```text\nlet a = 1;\n```"),
            ("```rust\nfn x() {}\n```", "```text\nfn x() {}\n```"),
            ("- one\ntwo\n- three", "- one\n  two\n- three"),
            ("", ""),
        ] {
            assert_eq!(clean(input), expected, "of {input:?}");
        }
    }

    #[test]
    fn plain_text_is_one_line() {
        assert_eq!(plain("The *API*\nof [x](y) `z`\n\nmore"), "The API of x z more");
    }
}
