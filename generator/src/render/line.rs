//! A finding in one line.

use super::Place;
use crate::load::Sources;
use crate::report::Diagnostic;

/// A finding as `openapi.yaml:3:5: message (code)`, for tools that show one line each.
pub fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let (message, code) = (&diagnostic.message, diagnostic.code);
    match Place::find(sources, &diagnostic.location, diagnostic.span.as_ref()) {
        Some(place) => {
            let position = place.position();
            format!(
                "{}:{}:{}: {message} ({code})",
                place.file.shown, position.line, position.column
            )
        }
        None => format!("{message} ({code})"),
    }
}
