//! Request bodies and media types (OAS 3.1.1 §4.8.13, §4.8.14).

use super::Direction;
use super::collect::Note;
use super::compare::{Comparison, alike, text};
use super::pair::{Context, Use};
use super::rule::Position;
use crate::model::{ITEM_ENCODING, MediaRange, MediaType, Operation, PREFIX_ENCODING, RequestBody};

/// Where a content map stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'s> {
    pub(super) call: usize,
    pub(super) position: Position,
    pub(super) subject: &'s str,
}

/// How one media type name became another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Renaming {
    Same,
    /// The parameters are others.
    Changed,
    Generalized,
    Specialized,
}

impl<'a> Comparison<'a> {
    pub(super) fn request_bodies(&mut self, call: usize, old: &'a Operation, new: &'a Operation, webhook: bool) {
        let subject = "request body";
        let mut note = |note: Note| self.collector.note(call, Direction::Request, note);
        match (&old.request_body, &new.request_body) {
            (None, None) => {}
            (None, Some(body)) => {
                let rule = match (webhook, body.required) {
                    (true, _) => "webhook-body-added",
                    (false, true) => "request-body-added-required",
                    (false, false) => "request-body-added-optional",
                };
                note(
                    Note::new(rule, subject)
                        .at(&old.location, &body.location)
                        .values("", types(body)),
                );
            }
            (Some(body), None) => {
                let rule = if webhook {
                    "webhook-body-removed"
                } else {
                    "request-body-removed"
                };
                let removed = Note::new(rule, subject);
                note(removed.at(&body.location, &new.location).values(types(body), ""));
            }
            (Some(before), Some(after)) => {
                if before.required != after.required {
                    let rule = match (webhook, after.required) {
                        (true, true) => "webhook-body-became-required",
                        (true, false) => "webhook-body-became-optional",
                        (false, true) => "request-body-became-required",
                        (false, false) => "request-body-became-optional",
                    };
                    let at = |body: &RequestBody| body.location.child("required");
                    let changed = Note::new(rule, subject).at(&at(before), &at(after));
                    note(changed.values(before.required.to_string(), after.required.to_string()));
                }
                let position = if webhook {
                    Position::ResponseBody
                } else {
                    Position::RequestBody
                };
                let place = Place {
                    call,
                    position,
                    subject,
                };
                self.content(place, &before.content, &after.content);
            }
        }
    }

    /// The entries of two content maps.
    pub(super) fn content(&mut self, place: Place<'_>, old: &'a [MediaType], new: &'a [MediaType]) {
        let request = place.position == Position::RequestBody;
        let direction = place.position.direction();
        let mut removed: Vec<&'a MediaType> = old.iter().collect();
        let mut added: Vec<&'a MediaType> = new.iter().collect();
        for wanted in [
            Renaming::Same,
            Renaming::Changed,
            Renaming::Generalized,
            Renaming::Specialized,
        ] {
            let mut left = Vec::new();
            for after in added {
                let found = removed
                    .iter()
                    .position(|before| renaming(&before.range, &after.range) == Some(wanted));
                let Some(i) = found else {
                    left.push(after);
                    continue;
                };
                let before = removed.remove(i);
                self.media_type(place, before, after);
                let rule = match (wanted, request) {
                    (Renaming::Same, _) | (Renaming::Changed, true) => continue,
                    (Renaming::Changed, false) => "response-media-type-name-changed",
                    (Renaming::Generalized, false) => "response-media-type-name-generalized",
                    (Renaming::Specialized, false) => "response-media-type-name-specialized",
                    (Renaming::Generalized, true) => "request-body-media-type-generalized",
                    (Renaming::Specialized, true) => "request-body-media-type-specialized",
                };
                let note = Note::new(rule, place.subject).at(&before.location, &after.location);
                let note = note.values(before.range.as_str(), after.range.as_str());
                self.collector.note(place.call, direction, note);
            }
            added = left;
        }
        let rules = if request {
            ["request-body-media-type-removed", "request-body-media-type-added"]
        } else {
            ["response-media-type-removed", "response-media-type-added"]
        };
        for entry in removed {
            let note = Note::new(rules[0], place.subject).gone(&entry.location);
            self.collector
                .note(place.call, direction, note.values(entry.range.as_str(), ""));
        }
        for entry in added {
            let note = Note::new(rules[1], place.subject).new_at(&entry.location);
            self.collector
                .note(place.call, direction, note.values("", entry.range.as_str()));
        }
    }

    fn media_type(&mut self, place: Place<'_>, old: &'a MediaType, new: &'a MediaType) {
        let direction = place.position.direction();
        let request = direction == Direction::Request;
        let rules = if request {
            [
                "request-body-media-type-schema-added",
                "request-body-media-type-schema-removed",
            ]
        } else {
            [
                "response-body-media-type-schema-added",
                "response-body-media-type-schema-removed",
            ]
        };
        let mut note = |rule: &str, old_at: &str, new_at: &str| {
            let at = |entry: &MediaType, key: &str| match key {
                "" => entry.location.clone(),
                key => entry.location.child(key),
            };
            let note = Note::new(rule, format!("{} ({})", place.subject, new.range));
            self.collector
                .note(place.call, direction, note.at(&at(old, old_at), &at(new, new_at)));
        };
        match (old.schema, new.schema) {
            (None, None) => {}
            (None, Some(_)) => note(rules[0], "", "schema"),
            (Some(_), None) => note(rules[1], "schema", ""),
            (Some(before), Some(after)) => {
                let context = Context {
                    position: place.position,
                    text: !new.range.is_json() && !new.range.is_range(),
                    always: false,
                };
                self.pairs.used(
                    before,
                    after,
                    Use {
                        call: place.call,
                        context,
                    },
                );
            }
        }
        let rule = if request {
            "request-body-encoding-changed"
        } else {
            "response-body-encoding-changed"
        };
        let null = serde_json::Value::Null;
        let names = old
            .encoding
            .keys()
            .chain(new.encoding.keys().filter(|name| !old.encoding.contains_key(*name)));
        for name in names {
            let (was, is) = (
                old.encoding.get(name).unwrap_or(&null),
                new.encoding.get(name).unwrap_or(&null),
            );
            if alike(was, is) {
                continue;
            }
            let show = |value: &serde_json::Value| if value.is_null() { String::new() } else { text(value) };
            let at = |entry: &MediaType| match name.as_str() {
                PREFIX_ENCODING | ITEM_ENCODING => entry.location.child(name),
                name => entry.location.child("encoding").child(name),
            };
            let note = Note::new(rule, format!("{}.{name}", place.subject)).at(&at(old), &at(new));
            self.collector
                .note(place.call, direction, note.values(show(was), show(is)));
        }
    }
}

/// The media types of a body.
fn types(body: &RequestBody) -> String {
    let all: Vec<_> = body.content.iter().map(|entry| entry.range.as_str()).collect();
    all.join(", ")
}

/// How one name became another; `None` if they have nothing to do with each other.
fn renaming(old: &MediaRange, new: &MediaRange) -> Option<Renaming> {
    let (before, after) = (old.essence(), new.essence());
    if before == after {
        let plain = |range: &MediaRange| -> String {
            range
                .as_str()
                .chars()
                .filter(|c| !c.is_whitespace())
                .flat_map(char::to_lowercase)
                .collect()
        };
        return Some(if plain(old) == plain(new) {
            Renaming::Same
        } else {
            Renaming::Changed
        });
    }
    let covers = |range: &str, essence: &str| match range.strip_suffix("/*") {
        Some("*") => true,
        Some(kind) => essence.split('/').next() == Some(kind),
        None => false,
    };
    // `application/json` is the general form of `application/problem+json`.
    let suffix = |general: &str, special: &str| {
        let (kind, name) = general.split_once('/').unwrap_or_default();
        let special = special.split_once('/').unwrap_or_default();
        kind == special.0 && special.1.rsplit_once('+').is_some_and(|(_, suffix)| suffix == name)
    };
    if covers(&after, &before) || suffix(&after, &before) {
        return Some(Renaming::Generalized);
    }
    (covers(&before, &after) || suffix(&before, &after)).then_some(Renaming::Specialized)
}
