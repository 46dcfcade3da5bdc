//! One JSON object a line.

use serde_json::{Value, json};

use super::Place;
use crate::load::Sources;
use crate::pointer::Location;
use crate::report::Diagnostic;

/// The findings as JSON, one object a line: `code`, `severity`, `message`, `file`, `pointer`, `line`, `column`, `end_line`,
/// `end_column`, `help` (null if there is none) and `related` (null, or an object with the keys of a place and `label`).
///
/// Lines and columns count from 1, columns in characters; file, lines and columns are null if no file was read.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut lines = String::new();
    for diagnostic in diagnostics {
        lines.push_str(&object(diagnostic, sources).to_string());
        lines.push('\n');
    }
    lines
}

/// One finding as an object.
pub(crate) fn object(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let place = Place::find(sources, &diagnostic.location, diagnostic.span.as_ref());
    let related = diagnostic.related.as_ref().map(|(location, label)| {
        let place = Place::find(sources, location, diagnostic.related_span.as_ref());
        let mut object = where_it_is(location, place.as_ref());
        object["label"] = json!(label);
        object
    });
    let mut object = json!({
        "code": diagnostic.code.as_str(),
        "severity": diagnostic.severity.to_string(),
        "message": diagnostic.message,
    });
    if let (Value::Object(object), Value::Object(place)) =
        (&mut object, where_it_is(&diagnostic.location, place.as_ref()))
    {
        object.extend(place);
    }
    object["help"] = json!(diagnostic.help);
    object["related"] = json!(related);
    object
}

/// The keys of a place.
fn where_it_is(location: &Location, place: Option<&Place<'_>>) -> Value {
    let position = place.map(Place::position);
    json!({
        "file": place.map(|place| place.file.shown.as_str()),
        "pointer": format!("#{}", location.pointer),
        "line": position.map(|position| position.line),
        "column": position.map(|position| position.column),
        "end_line": position.map(|position| position.end_line),
        "end_column": position.map(|position| position.end_column),
    })
}
