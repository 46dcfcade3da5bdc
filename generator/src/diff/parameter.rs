//! Parameters: which came and went, and how the value of those that stayed is written (OAS 3.1.1 §4.8.12).

use super::Direction;
use super::collect::Note;
use super::compare::Comparison;
use super::lifecycle::{Relied, Removal, Turn, removal, turns};
use super::pair::{Context, Use};
use super::rule::Position;
use super::similar::{self, Likeness};
use crate::model::{JsonTypes, Operation, Parameter, ParameterLocation};

impl<'a> Comparison<'a> {
    pub(super) fn parameters(&mut self, call: usize, old: &'a Operation, new: &'a Operation, webhook: bool) {
        let mut removed: Vec<&'a Parameter> = old.parameters.iter().chain(&old.nowhere).collect();
        let mut added: Vec<&'a Parameter> = Vec::new();
        for parameter in new.parameters.iter().chain(&new.nowhere) {
            match removed.iter().position(|before| same(before, parameter, old, new)) {
                Some(i) => {
                    let before = removed.remove(i);
                    self.parameter(call, before, parameter, webhook);
                }
                None => added.push(parameter),
            }
        }
        // One that is looked for elsewhere is the same one still.
        removed.retain(|before| {
            let at = added
                .iter()
                .position(|after| after.name == before.name && before.place != after.place);
            let moved = at.map(|i| added.remove(i));
            if let Some(after) = moved {
                self.parameter_moved(call, before, after, webhook);
            }
            moved.is_none()
        });
        let likeness = |old: &&Parameter, new: &&Parameter| {
            let same = self.base.print(old.schema) == self.revision.print(new.schema);
            Likeness {
                names: similar::names(&old.name, &new.name),
                same: same && old.place == new.place && old.required == new.required,
                telling: similar::is_telling(self.base.view(old.schema).schema),
            }
            .score()
        };
        let renamed = similar::pairs(&removed, &added, likeness);
        for (i, j, score) in &renamed {
            if let (Some(old), Some(new)) = (removed.get(*i), added.get(*j)) {
                self.parameter_renamed(call, old, new, *score, webhook);
            }
        }
        for (i, parameter) in removed.iter().enumerate() {
            if !renamed.iter().any(|(renamed, _, _)| *renamed == i) {
                let note = Note::new(self.removed_rule(parameter, webhook), name(parameter)).gone(&parameter.location);
                let note = note.values(name(parameter), "");
                self.collector.note(call, Direction::Request, note);
            }
        }
        for (j, parameter) in added.iter().enumerate() {
            if !renamed.iter().any(|(_, renamed, _)| *renamed == j) {
                let note = Note::new(added_rule(parameter, webhook), name(parameter)).new_at(&parameter.location);
                self.collector
                    .note(call, Direction::Request, note.values("", name(parameter)));
            }
        }
    }

    fn removed_rule(&self, parameter: &Parameter, webhook: bool) -> &'static str {
        if webhook {
            return "webhook-parameter-removed";
        }
        match removal(&relied(parameter), self.settings) {
            Removal::Sudden => "request-parameter-removed",
            Removal::Announced => "request-parameter-removed-with-deprecation",
            Removal::BeforeSunset => "request-parameter-removed-before-sunset",
            Removal::Unreadable => "request-parameter-sunset-parse",
        }
    }

    fn parameter_moved(&mut self, call: usize, old: &Parameter, new: &Parameter, webhook: bool) {
        let at = |parameter: &Parameter| parameter.location.child("in");
        let note = Note::new("request-parameter-moved", name(new))
            .also(self.removed_rule(old, webhook))
            .also(added_rule(new, webhook))
            .at(&at(old), &at(new))
            .values(place(old), place(new));
        self.collector.note(call, Direction::Request, note);
    }

    fn parameter_renamed(&mut self, call: usize, old: &Parameter, new: &Parameter, score: f64, webhook: bool) {
        let help = format!(
            "`{}` and `{}` are alike to {:.0} %; a line for #{} in names.lock keeps the old Rust name",
            old.name,
            new.name,
            score * 100.0,
            new.location.pointer,
        );
        let note = Note::new("request-parameter-renamed", name(new))
            .also(self.removed_rule(old, webhook))
            .also(added_rule(new, webhook))
            .at(&old.location, &new.location)
            .values(&old.name, &new.name)
            .help(help);
        self.collector.note(call, Direction::Request, note);
    }

    fn parameter(&mut self, call: usize, old: &'a Parameter, new: &'a Parameter, webhook: bool) {
        let json = |parameter: &Parameter| parameter.content.as_ref().is_some_and(|range| range.is_json());
        let context = Context {
            position: if webhook {
                Position::ResponseHeader
            } else {
                Position::RequestParameter
            },
            text: !json(new),
            always: old.required && new.required,
        };
        self.pairs.used(old.schema, new.schema, Use { call, context });
        let mut note = |rule: &str, keyword: &str, was: String, is: String| {
            let at = |parameter: &Parameter| parameter.location.child(keyword);
            let note = Note::new(rule, name(new)).at(&at(old), &at(new)).values(was, is);
            self.collector.note(call, Direction::Request, note);
        };
        if old.required != new.required {
            let defaults = self.revision.view(new.schema);
            let default = defaults.place.annotations.default.is_some() || defaults.schema.annotations.default.is_some();
            let rule = match (new.required, default) {
                (true, _) if webhook => "webhook-parameter-became-required",
                (false, _) if webhook => "webhook-parameter-became-optional",
                (true, true) => "request-parameter-became-required-with-default",
                (true, false) => "request-parameter-became-required",
                (false, _) => "request-parameter-became-optional",
            };
            // The reference does not look at defaults here.
            note(rule, "required", old.required.to_string(), new.required.to_string());
        }
        let media_type = |parameter: &Parameter| {
            parameter
                .content
                .as_ref()
                .map(|range| range.essence())
                .unwrap_or_default()
        };
        if media_type(old) != media_type(new) {
            note(
                "request-parameter-media-type-changed",
                "content",
                media_type(old),
                media_type(new),
            );
        } else if old.content.is_none() {
            let parts = self.base.types(old.schema).or(self.revision.types(new.schema));
            let whole = !parts.meets(JsonTypes::ARRAY.or(JsonTypes::OBJECT));
            if old.style != new.style {
                let of = |parameter: &Parameter| parameter.style.as_str().to_owned();
                note("request-parameter-style-changed", "style", of(old), of(new));
            } else if old.explode != new.explode && !whole {
                note(
                    "request-parameter-explode-changed",
                    "explode",
                    old.explode.to_string(),
                    new.explode.to_string(),
                );
            }
        }
        for (keyword, old, new, rules) in [
            (
                "allowReserved",
                old.allow_reserved,
                new.allow_reserved,
                [
                    "request-parameter-became-allow-reserved",
                    "request-parameter-became-not-allow-reserved",
                ],
            ),
            (
                "allowEmptyValue",
                old.allow_empty_value,
                new.allow_empty_value,
                [
                    "request-parameter-became-allow-empty",
                    "request-parameter-became-not-allow-empty",
                ],
            ),
        ] {
            if old != new {
                let [became, became_not] = rules;
                note(
                    if new { became } else { became_not },
                    keyword,
                    old.to_string(),
                    new.to_string(),
                );
            }
        }
        let (before, after) = (relied(old), relied(new));
        for turn in turns(&before, &after, self.settings) {
            let Some((rule, keyword)) = turned(turn) else { continue };
            let (was, is) = turn.values(&before, &after);
            let at = |parameter: &Parameter| parameter.location.child(keyword);
            let note = Note::new(rule, name(new)).at(&at(old), &at(new)).values(was, is);
            self.collector.note(call, Direction::Request, note);
        }
    }
}

fn turned(turn: Turn) -> Option<(&'static str, &'static str)> {
    Some(match turn {
        Turn::Reactivated => ("request-parameter-reactivated", "deprecated"),
        Turn::Deprecated { sunset: false } => ("request-parameter-deprecated", "deprecated"),
        Turn::Deprecated { sunset: true } => ("request-parameter-deprecated", "deprecated"),
        Turn::SunsetInvalid | Turn::SunsetParse => ("request-parameter-sunset-parse", "x-sunset"),
        Turn::SunsetMissing => ("request-parameter-deprecated-sunset-missing", "deprecated"),
        Turn::SunsetTooSmall => ("request-parameter-sunset-date-too-small", "x-sunset"),
        Turn::SunsetDeleted => ("request-parameter-sunset-deleted", "deprecated"),
        Turn::SunsetChangedTooSmall => ("request-parameter-sunset-date-changed-too-small", "x-sunset"),
        Turn::SunsetChanged => ("request-parameter-sunset-date-changed", "x-sunset"),
        Turn::StabilityIncreased => ("request-parameter-stability-increased", "x-stability-level"),
        Turn::StabilityDecreased => ("request-parameter-stability-decreased", "x-stability-level"),
        Turn::StabilityInvalid => return None,
    })
}

fn relied(parameter: &Parameter) -> Relied {
    Relied {
        deprecated: parameter.deprecated,
        lifecycle: parameter.lifecycle.clone(),
    }
}

/// The rule of a parameter that is new. What the API sends itself, receivers need not know.
fn added_rule(parameter: &Parameter, webhook: bool) -> &'static str {
    if webhook {
        return "webhook-parameter-added";
    }
    // `/paths/<path>/parameters/…`: all operations of the path have it.
    let of_path = parameter.location.pointer.tokens().nth(2).as_deref() == Some("parameters");
    match (parameter.place, parameter.required, of_path) {
        (ParameterLocation::Path, _, _) => "new-request-path-parameter",
        (_, true, false) => "new-required-request-parameter",
        (_, true, true) => "new-required-request-default-parameter-to-existing-path",
        (_, false, false) => "new-optional-request-parameter",
        (_, false, true) => "new-optional-request-default-parameter-to-existing-path",
    }
}

/// A parameter as people call it.
fn name(parameter: &Parameter) -> String {
    format!("{} parameter {}", place(parameter), parameter.name)
}

fn place(parameter: &Parameter) -> &'static str {
    match parameter.place {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
        ParameterLocation::QueryString => "query string",
    }
}

/// Whether two parameters are the same one: by name and place, in a path by where it stands in the template.
fn same(old: &Parameter, new: &Parameter, old_in: &Operation, new_in: &Operation) -> bool {
    if old.place != new.place {
        return false;
    }
    match old.place {
        ParameterLocation::Path => {
            let position =
                |parameter: &Parameter, of: &Operation| of.path.parameters().position(|name| name == parameter.name);
            match (position(old, old_in), position(new, new_in)) {
                (Some(old), Some(new)) => old == new,
                _ => old.name == new.name,
            }
        }
        ParameterLocation::Header => old.name.eq_ignore_ascii_case(&new.name),
        ParameterLocation::Query | ParameterLocation::Cookie | ParameterLocation::QueryString => old.name == new.name,
    }
}
