//! Rules about a file by itself.

use std::path::Path;

use super::Fault;

/// No file is longer: it would be more than one concept.
const MAX_LINES: usize = 500;

/// Size, module documentation, white space.
pub(crate) fn check(path: &Path, text: &str, faults: &mut Vec<Fault>) {
    let mut fault = |line: usize, message: String| {
        faults.push(Fault {
            path: path.to_owned(),
            line,
            message,
        })
    };
    let lines = text.lines().count();
    if lines > MAX_LINES {
        fault(0, format!("{lines} lines; a file has at most {MAX_LINES}"));
    }
    if !text.starts_with("//!") {
        fault(1, "the file does not start with `//!` documentation".to_owned());
    }
    for (index, line) in text.lines().enumerate() {
        if line.ends_with([' ', '\t']) {
            fault(index + 1, "white space at the end of the line".to_owned());
        }
    }
    if !text.ends_with('\n') {
        fault(lines, "no line end at the end of the file".to_owned());
    }
}
