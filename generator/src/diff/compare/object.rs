//! Objects: properties that stay, other keys, patterns, dependencies (OAS 3.1.1 §4.8.24).

use std::collections::BTreeMap;

use super::super::pair::Step;
use super::{At, Comparison};
use crate::model::{Additional, Annotations, Object, Property, Shape};

impl<'a> Comparison<'a> {
    pub(super) fn objects(&mut self, at: &At<'a>, old: &'a Object, new: &'a Object) {
        let by_name = |properties: &[&'a Property]| -> BTreeMap<&'a str, &'a Property> {
            let named = properties.iter().map(|property| (property.name.as_str(), *property));
            named.collect()
        };
        let (old_described, demanded_before) = described(&self.base, old);
        let (new_described, demanded) = described(&self.revision, new);
        let (before, after) = (by_name(&old_described), by_name(&new_described));
        for property in demanded {
            let asked = |list: &[&Property]| list.iter().any(|old| old.name == property.name && old.required);
            if !asked(&demanded_before) && !asked(&old_described) {
                self.demanded(at, property);
            }
        }
        for property in &new_described {
            if let Some(old) = before.get(property.name.as_str()) {
                self.property(at, old, property);
            }
        }
        let removed: Vec<_> = old_described
            .iter()
            .copied()
            .filter(|p| !after.contains_key(p.name.as_str()))
            .collect();
        let added: Vec<_> = new_described
            .iter()
            .copied()
            .filter(|p| !before.contains_key(p.name.as_str()))
            .collect();
        self.properties_moved(at, removed, added);
        self.others(at, old.additional, new.additional);
        self.patterns(at, old, new);
        if old.keys.is_some() || new.keys.is_some() {
            self.keys(at, old, new);
        }
        self.dependent(at, old, new);
    }

    /// Keys that are not named.
    fn others(&mut self, at: &At<'a>, old: Additional, new: Additional) {
        let any = |side: &super::Side<'a>, additional| match additional {
            Additional::Schema(id) => {
                let view = side.view(id);
                matches!(view.schema.shape, Shape::Any) && view.schema.rules.is_empty()
            }
            Additional::Unspecified => true,
            Additional::Closed => false,
        };
        let keyword = "additionalProperties";
        let spelled = (
            at.b.schema.spelling.unevaluated_properties,
            at.r.schema.spelling.unevaluated_properties,
        );
        let (any_old, any_new) = (any(&self.base, old), any(&self.revision, new));
        let says = |additional| match additional {
            Additional::Unspecified => String::new(),
            Additional::Closed => "false".to_owned(),
            Additional::Schema(_) => "a schema".to_owned(),
        };
        let stem = match (old, new) {
            (Additional::Closed, Additional::Closed) => return,
            (Additional::Unspecified, Additional::Unspecified) => return,
            (Additional::Schema(old), Additional::Schema(new)) => {
                match (any_old, any_new) {
                    (true, false) if !spelled.1 => self.keyword(
                        at,
                        "additional-properties-narrowed",
                        keyword,
                        "any".to_owned(),
                        super::types::said(&self.revision, new),
                    ),
                    (false, true) if !spelled.0 => self.keyword(
                        at,
                        "additional-properties-widened",
                        keyword,
                        super::types::said(&self.base, old),
                        "any".to_owned(),
                    ),
                    _ => self.hold(at, old, new, Step::INSIDE),
                }
                return;
            }
            (Additional::Closed, _) if spelled.0 => "unevaluated-properties-removed",
            (_, Additional::Closed) if spelled.1 => "unevaluated-properties-added",
            (Additional::Closed, _) => "additional-properties-opened",
            (_, Additional::Closed) => "additional-properties-closed",
            (Additional::Unspecified, Additional::Schema(_)) if any_new => "additional-properties-kept",
            (Additional::Schema(_), Additional::Unspecified) if any_old => "additional-properties-kept",
            (Additional::Unspecified, Additional::Schema(_)) if spelled.1 => "unevaluated-properties-added",
            (Additional::Schema(_), Additional::Unspecified) if spelled.0 => "unevaluated-properties-removed",
            (Additional::Unspecified, Additional::Schema(_)) => "additional-properties-narrowed",
            (Additional::Schema(_), Additional::Unspecified) => "additional-properties-widened",
        };
        self.keyword(at, stem, keyword, says(old), says(new));
    }

    fn patterns(&mut self, at: &At<'a>, old: &Object, new: &Object) {
        for (pattern, id) in &new.patterns {
            match old.patterns.iter().find(|(known, _)| known == pattern) {
                Some((_, before)) => self.hold(at, *before, *id, Step::INSIDE),
                None => self.keyword(
                    at,
                    "pattern-property-added",
                    "patternProperties",
                    String::new(),
                    pattern.clone(),
                ),
            }
        }
        for (pattern, _) in old
            .patterns
            .iter()
            .filter(|(p, _)| !new.patterns.iter().any(|(known, _)| known == p))
        {
            self.keyword(
                at,
                "pattern-property-removed",
                "patternProperties",
                pattern.clone(),
                String::new(),
            );
        }
    }

    fn keys(&mut self, at: &At<'a>, old: &Object, new: &Object) {
        match (old.keys, new.keys) {
            (Some(old), Some(new)) => self.hold(at, old, new, Step::INSIDE),
            (None, Some(_)) => self.keyword(
                at,
                "property-names-added",
                "propertyNames",
                String::new(),
                "a schema".to_owned(),
            ),
            (Some(_), None) => self.keyword(
                at,
                "property-names-removed",
                "propertyNames",
                "a schema".to_owned(),
                String::new(),
            ),
            (None, None) => {}
        }
    }

    fn dependent(&mut self, at: &At<'a>, old: &Object, new: &Object) {
        let sorted = |names: &Vec<String>| {
            let mut names = names.clone();
            names.sort();
            names.join(", ")
        };
        let keyword = "dependentRequired";
        for (name, needed) in &new.dependent_required {
            let now = format!("{name}: {}", sorted(needed));
            match old.dependent_required.get(name) {
                None => self.keyword(at, "dependent-required-added", keyword, String::new(), now),
                Some(before) if sorted(before) != sorted(needed) => {
                    let before = format!("{name}: {}", sorted(before));
                    self.keyword(at, "dependent-required-changed", keyword, before, now);
                }
                Some(_) => {}
            }
        }
        for (name, needed) in &old.dependent_required {
            if !new.dependent_required.contains_key(name) {
                let before = format!("{name}: {}", sorted(needed));
                self.keyword(at, "dependent-required-removed", keyword, before, String::new());
            }
        }
    }
}

/// The properties that are described, and those that are only asked for.
fn described<'a>(side: &super::Side<'a>, object: &'a Object) -> (Vec<&'a Property>, Vec<&'a Property>) {
    object.properties.iter().partition(|property| {
        let written = &side.schema(property.schema).location.pointer;
        let others = matches!(object.additional, Additional::Schema(id) if id == property.schema);
        // A property may itself be called so.
        let parent = written.parent().and_then(|parent| parent.last());
        let own = property.name == "required" && parent.as_deref() == Some("properties");
        !(others || property.required && written.last().as_deref() == Some("required") && !own)
    })
}

/// Who sends a property: whether only responses have it, and whether only requests do.
pub(super) fn sent(view: &super::View<'_>) -> (bool, bool) {
    let either = |of: fn(&Annotations) -> bool| of(&view.place.annotations) || of(&view.schema.annotations);
    (either(|a| a.read_only), either(|a| a.write_only))
}
