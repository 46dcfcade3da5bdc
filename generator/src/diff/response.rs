//! Responses and their headers (OAS 3.1.1 §4.8.16, §4.8.17, §4.8.21).

use super::Direction;
use super::body::Place;
use super::collect::Note;
use super::compare::Comparison;
use super::pair::{Context, Use};
use super::rule::Position;
use crate::model::{Header, Operation, Response, Shape, Status};

impl<'a> Comparison<'a> {
    pub(super) fn responses(&mut self, call: usize, old: &'a Operation, new: &'a Operation, webhook: bool) {
        for after in &new.responses {
            match old.responses.iter().find(|before| before.status == after.status) {
                Some(before) => self.response(call, before, after, webhook),
                None => {
                    let rule = if after.status.is_success() {
                        "response-success-status-added"
                    } else {
                        "response-non-success-status-added"
                    };
                    let note = Note::new(rule, name(after.status)).at(&old.location, &after.location);
                    self.collector
                        .note(call, Direction::Response, note.values("", name(after.status)));
                }
            }
        }
        for before in &old.responses {
            if !new.responses.iter().any(|after| after.status == before.status) {
                let rule = if before.status.is_success() {
                    "response-success-status-removed"
                } else {
                    "response-non-success-status-removed"
                };
                let note = Note::new(rule, name(before.status)).at(&before.location, &new.location);
                self.collector
                    .note(call, Direction::Response, note.values(name(before.status), ""));
            }
        }
    }

    fn response(&mut self, call: usize, old: &'a Response, new: &'a Response, webhook: bool) {
        let subject = format!("response {}", name(new.status));
        let place = Place {
            call,
            position: if webhook {
                Position::RequestBody
            } else {
                Position::ResponseBody
            },
            subject: &subject,
        };
        self.content(place, &old.content, &new.content);
        self.headers(call, old, new);
        self.links(call, old, new);
    }

    fn headers(&mut self, call: usize, old: &'a Response, new: &'a Response) {
        let find =
            |headers: &'a [Header], name: &str| headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        for after in &new.headers {
            let note = match find(&old.headers, &after.name) {
                None => {
                    let note = Note::new("response-header-added", &after.name);
                    note.at(&old.location, &after.location).values("", &after.name)
                }
                Some(before) => {
                    let context = Context {
                        position: Position::ResponseHeader,
                        text: !after.content.as_ref().is_some_and(|range| range.is_json()),
                        always: false,
                    };
                    self.pairs.used(before.schema, after.schema, Use { call, context });
                    self.written(call, before, after);
                    let rule = match (before.required, after.required) {
                        (true, false) => "response-header-became-optional",
                        (false, true) => "response-header-became-required",
                        (true, true) | (false, false) => continue,
                    };
                    let at = |header: &Header| header.location.child("required");
                    let note = Note::new(rule, &after.name).at(&at(before), &at(after));
                    note.values(before.required.to_string(), after.required.to_string())
                }
            };
            self.collector.note(call, Direction::Response, note);
        }
        for before in &old.headers {
            if find(&new.headers, &before.name).is_none() {
                let rule = if before.required {
                    "required-response-header-removed"
                } else {
                    "optional-response-header-removed"
                };
                let note = Note::new(rule, &before.name).at(&before.location, &new.location);
                self.collector
                    .note(call, Direction::Response, note.values(&before.name, ""));
            }
        }
    }

    /// How the text of a header field is made of its value. `explode` matters for objects only, and `simple` is the only
    /// style that there is (OAS 3.1.1 §4.8.21.1).
    fn written(&mut self, call: usize, old: &Header, new: &Header) {
        let is_object = [(&self.base, old), (&self.revision, new)]
            .iter()
            .any(|(side, header)| matches!(side.view(header.schema).schema.shape, Shape::Object(_)));
        let range = |header: &Header| header.content.as_ref().map(|range| range.essence());
        let (before, after) = (range(old), range(new));
        if before != after {
            let at = |header: &Header| header.location.child("content");
            let note = Note::new("response-header-media-type-changed", &new.name).at(&at(old), &at(new));
            let note = note.values(before.unwrap_or_default(), after.unwrap_or_default());
            self.collector.note(call, Direction::Response, note);
        } else if before.is_none() && is_object && old.explode != new.explode {
            let at = |header: &Header| header.location.child("explode");
            let note = Note::new("response-header-explode-changed", &new.name).at(&at(old), &at(new));
            let note = note.values(old.explode.to_string(), new.explode.to_string());
            self.collector.note(call, Direction::Response, note);
        }
    }
}

/// A status as descriptions write it.
fn name(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(digit) => format!("{digit}XX"),
        Status::Default => "default".to_owned(),
    }
}
