//! Path templates (OAS 3.1.1 §4.8.8.1).

use super::percent;

/// Fills a template such as `/pets/{petId}.json`. `value` gives the encoded text of a parameter; an unclosed brace is
/// text.
///
/// # Errors
///
/// What `value` says; and a segment that comes out as `.` or `..`, which every URL parser takes for a step in the
/// hierarchy, so that the request would reach another operation.
pub(super) fn expand(
    template: &str,
    mut value: impl FnMut(&str) -> Result<String, PathProblem>,
) -> Result<String, PathProblem> {
    let mut path = String::with_capacity(template.len());
    for segment in template.split('/').skip(1) {
        let (text, last) = expand_segment(segment, &mut value)?;
        if let (true, Some(name)) = (is_dots(&text), last) {
            return Err(PathProblem::new(
                name,
                format!("`{text}` as a whole path segment would lead to another path"),
            ));
        }
        path.push('/');
        path.push_str(&text);
    }
    Ok(path)
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

/// The text of a segment, and the last parameter in it.
fn expand_segment<'t>(
    segment: &'t str,
    value: &mut impl FnMut(&str) -> Result<String, PathProblem>,
) -> Result<(String, Option<&'t str>), PathProblem> {
    let mut text = String::new();
    let mut last = None;
    let mut rest = segment;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        text.push_str(&percent::literal(before));
        text.push_str(&value(name)?);
        last = Some(name);
        rest = after;
    }
    text.push_str(&percent::literal(rest));
    Ok((text, last))
}

/// `.` and `..`, also with their dots percent-encoded.
fn is_dots(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}
