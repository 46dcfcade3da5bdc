//! Path templates (OAS 3.1.1 §4.8.8.1).

use super::percent;

/// Appends a template such as `/pets/{petId}.json`, filled. `value` gives the encoded text of a parameter; an unclosed
/// brace is text.
///
/// # Errors
///
/// What `value` says; and a segment that comes out as `.` or `..`, which every URL parser takes for a step in the
/// hierarchy, so that the request would reach another operation.
pub(super) fn expand(
    path: &mut String,
    template: &str,
    mut value: impl FnMut(&str) -> Result<String, PathProblem>,
) -> Result<(), PathProblem> {
    if !template.contains('{') {
        percent::push_literal(path, template);
        return Ok(());
    }
    for segment in template.split('/').skip(1) {
        path.push('/');
        let start = path.len();
        let last = expand_segment(path, segment, &mut value)?;
        let text = path.get(start..).unwrap_or_default();
        if let Some(name) = last.filter(|_| is_dots(text)) {
            return Err(PathProblem::new(
                name,
                format!("`{text}` as a whole path segment would lead to another path"),
            ));
        }
    }
    Ok(())
}

/// A parameter whose value cannot stand in the path, and why.
#[derive(Debug)]
pub(super) struct PathProblem {
    pub(super) name: String,
    pub(super) reason: String,
}

impl PathProblem {
    pub(super) fn new(name: &str, reason: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            reason: reason.into(),
        }
    }
}

/// Appends the text of a segment; gives the last parameter in it.
fn expand_segment<'t>(
    text: &mut String,
    segment: &'t str,
    value: &mut impl FnMut(&str) -> Result<String, PathProblem>,
) -> Result<Option<&'t str>, PathProblem> {
    let mut last = None;
    let mut rest = segment;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        percent::push_literal(text, before);
        text.push_str(&value(name)?);
        last = Some(name);
        rest = after;
    }
    percent::push_literal(text, rest);
    Ok(last)
}

/// `.` and `..`, also with their dots percent-encoded.
fn is_dots(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}
