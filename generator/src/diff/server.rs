//! Servers and their variables (OAS 3.1.1 §4.8.5, §4.8.6).

use super::Direction;
use super::collect::Note;
use super::compare::Comparison;
use crate::model::Server;

impl<'a> Comparison<'a> {
    /// The servers of the document, or of one operation.
    pub(super) fn servers(&mut self, call: Option<usize>, old: &[Server], new: &[Server]) {
        if let Some((before, after)) = moved(old, new) {
            let at = |server: &Server| server.location.child("url");
            let note = Note::new("server-url-changed", &after.url).at(&at(before), &at(after));
            self.server_note(call, note.values(&before.url, &after.url));
            self.server_variables(call, before, after);
            return;
        }
        for after in new {
            match old.iter().find(|before| url(before) == url(after)) {
                Some(before) => self.server_variables(call, before, after),
                None => {
                    let note = Note::new("server-added", &after.url).new_at(&after.location);
                    self.server_note(call, note.values("", &after.url));
                }
            }
        }
        for before in old
            .iter()
            .filter(|before| !new.iter().any(|after| url(before) == url(after)))
        {
            let note = Note::new("server-removed", &before.url).gone(&before.location);
            self.server_note(call, note.values(&before.url, ""));
        }
    }

    fn server_variables(&mut self, call: Option<usize>, old: &Server, new: &Server) {
        let at = |server: &Server, name: &str| server.location.child("variables").child(name);
        let mut notes = Vec::new();
        let mut note = |rule: &str, name: &str, was: &str, is: &str| {
            let note = Note::new(rule, format!("{} {name}", new.url)).at(&at(old, name), &at(new, name));
            notes.push(note.values(was, is));
        };
        for (name, after) in &new.variables {
            let Some(before) = old.variables.get(name) else {
                note("server-variable-added", name, "", name);
                continue;
            };
            if before.default != after.default {
                note("server-variable-default-changed", name, &before.default, &after.default);
            }
            for value in before.values.iter().filter(|value| !after.values.contains(value)) {
                note("server-variable-value-removed", name, value, "");
            }
            for value in after.values.iter().filter(|value| !before.values.contains(value)) {
                note("server-variable-value-added", name, "", value);
            }
        }
        for name in old.variables.keys().filter(|name| !new.variables.contains_key(*name)) {
            note("server-variable-removed", name, name, "");
        }
        for note in notes {
            self.server_note(call, note);
        }
    }

    fn server_note(&mut self, call: Option<usize>, note: Note) {
        match call {
            Some(call) => self.collector.note(call, Direction::Request, note),
            None => self.collector.document(note),
        }
    }
}

/// The only server of both sides, if it has another URL.
fn moved<'s>(old: &'s [Server], new: &'s [Server]) -> Option<(&'s Server, &'s Server)> {
    match (old, new) {
        ([before], [after]) if url(before) != url(after) => Some((before, after)),
        _ => None,
    }
}

/// A URL without the slash that says nothing.
fn url(server: &Server) -> &str {
    server.url.trim_end_matches('/')
}
