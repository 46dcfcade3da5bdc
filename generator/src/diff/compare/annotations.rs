//! What a schema says beside the values that it allows: null, defaults, deprecation, how long it can be relied on.

use super::super::lifecycle::{Relied, Turn, turns};
use super::{At, Comparison, text};
use crate::model::{Schema, Shape};

impl<'a> Comparison<'a> {
    pub(super) fn annotations(&mut self, at: &At<'a>) {
        let default = |schema: &Schema| schema.annotations.default.clone();
        if let Some((old, new)) = changed(at, self.refers(at), default)
            && !matches!((&old, &new), (Some(old), Some(new)) if super::same(old, new))
        {
            let stem = match (&old, &new) {
                (None, _) => "default-value-added",
                (_, None) => "default-value-removed",
                (Some(_), Some(_)) => "default-value-changed",
            };
            let [old, new] = [old, new].map(|value| value.as_ref().map(text).unwrap_or_default());
            self.keyword(at, stem, "default", old, new);
        }
        let relied = |schema: &Schema| {
            let annotations = &schema.annotations;
            let lifecycle = &annotations.lifecycle;
            let said = annotations.deprecated || lifecycle.sunset.is_some() || lifecycle.stability.is_some();
            said.then(|| Relied {
                deprecated: annotations.deprecated,
                lifecycle: lifecycle.clone(),
            })
        };
        if let Some((old, new)) = changed(at, self.refers(at), relied) {
            let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
            for turn in turns(&old, &new, self.settings) {
                let Some((stem, keyword)) = stem(&turn) else { continue };
                let (old, new) = turn.values(&old, &new);
                self.keyword(at, stem, keyword, old, new);
            }
        }
    }

    pub(super) fn nullability(&mut self, at: &At<'a>) {
        if at.b.nullable == at.r.nullable {
            return;
        }
        // Where both sides only refer to other schemas, these are compared themselves.
        let inner = (at.b.schema.nullable, at.r.schema.nullable);
        if self.refers(at) && inner == (at.b.nullable, at.r.nullable) {
            return;
        }
        // Null itself as a type is told as a change of type.
        if [at.b.schema, at.r.schema]
            .iter()
            .any(|schema| matches!(schema.shape, Shape::Null | Shape::Any))
        {
            return;
        }
        let stem = if at.r.nullable {
            "became-nullable"
        } else {
            "became-not-nullable"
        };
        self.keyword(
            at,
            stem,
            "nullable",
            at.b.nullable.to_string(),
            at.r.nullable.to_string(),
        );
    }
}

/// What is said at both places, in force, if it differs: what the place says goes before what it refers to. Where both
/// sides refer to other schemas and say nothing of their own, these are compared themselves.
fn changed<'a, T: PartialEq>(
    at: &At<'a>,
    refers: bool,
    of: impl Fn(&'a Schema) -> Option<T>,
) -> Option<(Option<T>, Option<T>)> {
    let in_force = |place: &'a Schema, schema: &'a Schema| of(place).or_else(|| of(schema));
    let old = in_force(at.b.place, at.b.schema);
    let new = in_force(at.r.place, at.r.schema);
    let inner = refers && old == of(at.b.schema) && new == of(at.r.schema);
    (old != new && !inner).then_some((old, new))
}

/// The kind of change of a schema, and the keyword that says it.
fn stem(turn: &Turn) -> Option<(&'static str, &'static str)> {
    Some(match turn {
        Turn::Reactivated => ("reactivated", "deprecated"),
        Turn::Deprecated { sunset: false } => ("deprecated", "deprecated"),
        Turn::Deprecated { sunset: true } => ("deprecated-with-sunset", "deprecated"),
        Turn::SunsetInvalid => ("deprecated-sunset-invalid", "x-sunset"),
        Turn::SunsetMissing => ("deprecated-sunset-missing", "deprecated"),
        Turn::SunsetTooSmall => ("sunset-date-too-small", "x-sunset"),
        Turn::SunsetDeleted => ("sunset-deleted", "x-sunset"),
        Turn::SunsetParse => ("sunset-parse", "x-sunset"),
        Turn::SunsetChangedTooSmall => ("sunset-date-changed-too-small", "x-sunset"),
        Turn::SunsetChanged => ("sunset-date-changed", "x-sunset"),
        Turn::StabilityIncreased => ("stability-increased", "x-stability-level"),
        Turn::StabilityDecreased => ("stability-decreased", "x-stability-level"),
        Turn::StabilityInvalid => return None,
    })
}
