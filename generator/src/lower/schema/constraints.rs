//! What must hold beyond the shape (JSON Schema 2020-12 validation §6.2 to §6.5), exactly as written.

use serde_json::{Number, Value, json};

use super::assertion::of_constraints;
use super::keywords::Keywords;
use super::merge::Merged;
use super::node::Node;
use super::{multiple, pattern};
use crate::lower::Lowering;
use crate::model::{Constraints, Shape};
use crate::normalize::keywords as own;
use crate::report::Code;

/// What a validation keyword is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    Strings,
    Numbers,
    Arrays,
    Objects,
}

const KEYWORDS: [(&str, About); 13] = [
    ("minLength", About::Strings),
    ("maxLength", About::Strings),
    ("pattern", About::Strings),
    ("minimum", About::Numbers),
    ("exclusiveMinimum", About::Numbers),
    ("maximum", About::Numbers),
    ("exclusiveMaximum", About::Numbers),
    ("multipleOf", About::Numbers),
    ("minItems", About::Arrays),
    ("maxItems", About::Arrays),
    ("uniqueItems", About::Arrays),
    ("minProperties", About::Objects),
    ("maxProperties", About::Objects),
];

/// Whether it is one of the validation keywords that [`Constraints`] holds.
pub(in crate::lower) fn is_constraint(keyword: &str) -> bool {
    KEYWORDS.iter().any(|(known, _)| *known == keyword)
}

impl<'a> Lowering<'a> {
    /// Adds the constraints of one more part: the tighter of two counts.
    pub(in crate::lower) fn absorb_constraints(&mut self, merged: &mut Merged<'a>, keywords: &Keywords<'a>) {
        let exact = keywords.node.get(own::CONSTRAINTS);
        let mut read = read(exact.as_ref().unwrap_or(&keywords.node));
        read.pattern = self.pattern(read.pattern, &keywords.node.pointer.child("pattern"));
        for (name, _) in KEYWORDS {
            let value = exact.as_ref().unwrap_or(&keywords.node).present(name);
            if value.is_some_and(|value| demands(name, value)) {
                merged.constrained.push((name, keywords.node.pointer.child(name)));
            }
        }
        if let (Some(one), Some(other)) = (&merged.constraints.multiple_of, &read.multiple_of) {
            match multiple::common(one, other) {
                Some(common) => read.multiple_of = Some(common),
                None => merged.rules.push(json!({"multipleOf": one})),
            }
        }
        tighten(&mut merged.constraints, read);
    }

    /// The constraints that say something of values of this shape; others are reported.
    pub(in crate::lower) fn applicable(&mut self, merged: &mut Merged<'a>, shape: &Shape) -> Constraints {
        let all = std::mem::take(&mut merged.constraints);
        let about = match shape {
            Shape::String(_) => About::Strings,
            Shape::Integer(_) | Shape::Number(_) => About::Numbers,
            Shape::Array(_) | Shape::Tuple(_) => About::Arrays,
            Shape::Object(_) => About::Objects,
            // Which of them apply hangs on the value.
            Shape::Any | Shape::Union(_) => {
                if !all.is_empty() {
                    merged.rules.push(of_constraints(&all));
                }
                return Constraints::default();
            }
            Shape::Reference(_) => return all,
            // Mostly the values listed fit what stands beside them, and nothing is left to demand.
            Shape::Enumeration(enumeration) => {
                let mut values = enumeration.values.iter();
                if enumeration.open && !all.is_empty() || !values.all(|value| fits(&value.value, &all)) {
                    merged.rules.push(of_constraints(&all));
                }
                return Constraints::default();
            }
            Shape::Never => return Constraints::default(),
            Shape::Null | Shape::Boolean => {
                self.report_inapplicable(merged, None);
                return Constraints::default();
            }
        };
        self.report_inapplicable(merged, Some(about));
        about_only(all, about)
    }

    fn report_inapplicable(&mut self, merged: &Merged<'a>, about: Option<About>) {
        for (name, pointer) in &merged.constrained {
            let keyword = KEYWORDS.iter().find(|(known, _)| known == name);
            if keyword.map(|(_, about)| *about) != about {
                let message = format!("`{name}` says nothing of values of this type");
                self.report(Code::NoEffect, pointer, message);
            }
        }
    }
}

/// Whether a keyword with that value demands anything of values that it is about.
fn demands(keyword: &str, value: &Value) -> bool {
    let nothing = matches!(keyword, "minLength" | "minItems" | "minProperties") && value.as_f64() == Some(0.0);
    !nothing && *value != Value::Bool(false)
}

/// Whether a listed value is certain to keep the constraints.
fn fits(value: &Value, constraints: &Constraints) -> bool {
    let c = constraints;
    match value {
        Value::Null | Value::Bool(_) => true,
        Value::String(text) => {
            let length = text.chars().count() as u64;
            c.min_length.is_none_or(|least| length >= least)
                && c.max_length.is_none_or(|most| length <= most)
                && c.pattern.as_ref().is_none_or(|it| pattern::finds(it, text))
        }
        Value::Number(number) => {
            let holds = |bound: &Option<Number>, holds: fn(&f64, &f64) -> bool| {
                let pair = |bound: &Number| Some(holds(&number.as_f64()?, &bound.as_f64()?));
                bound.as_ref().is_none_or(|bound| pair(bound) == Some(true))
            };
            holds(&c.minimum, f64::ge)
                && holds(&c.exclusive_minimum, f64::gt)
                && holds(&c.maximum, f64::le)
                && holds(&c.exclusive_maximum, f64::lt)
                && c.multiple_of.is_none()
        }
        Value::Array(_) | Value::Object(_) => c.is_empty(),
    }
}

/// The constraints of one schema object: 3.0's flags and later versions' bounds both.
fn read(node: &Node<'_>) -> Constraints {
    let count = |key: &str| node.present(key).and_then(whole);
    let number = |key: &str| node.present(key).and_then(Value::as_number).cloned();
    let (minimum, exclusive_minimum) = bound(number("minimum"), node.present("exclusiveMinimum"));
    let (maximum, exclusive_maximum) = bound(number("maximum"), node.present("exclusiveMaximum"));
    Constraints {
        min_length: count("minLength"),
        max_length: count("maxLength"),
        pattern: node.text("pattern"),
        minimum,
        exclusive_minimum,
        maximum,
        exclusive_maximum,
        multiple_of: number("multipleOf"),
        min_items: count("minItems"),
        max_items: count("maxItems"),
        unique_items: node.flag("uniqueItems"),
        min_properties: count("minProperties"),
        max_properties: count("maxProperties"),
    }
}

fn whole(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| crate::lower::schema::keywords::whole(value))
}

fn bound(inclusive: Option<Number>, exclusive: Option<&Value>) -> (Option<Number>, Option<Number>) {
    match exclusive {
        Some(Value::Bool(true)) => (None, inclusive),
        Some(Value::Number(bound)) => (inclusive, Some(bound.clone())),
        Some(_) | None => (inclusive, None),
    }
}

/// Both sets of constraints at once.
fn tighten(all: &mut Constraints, more: Constraints) {
    all.min_length = all.min_length.max(more.min_length);
    all.max_length = least(all.max_length, more.max_length);
    all.min_items = all.min_items.max(more.min_items);
    all.max_items = least(all.max_items, more.max_items);
    all.min_properties = all.min_properties.max(more.min_properties);
    all.max_properties = least(all.max_properties, more.max_properties);
    all.unique_items |= more.unique_items;
    all.minimum = outer(all.minimum.take(), more.minimum, f64::max);
    all.exclusive_minimum = outer(all.exclusive_minimum.take(), more.exclusive_minimum, f64::max);
    all.maximum = outer(all.maximum.take(), more.maximum, f64::min);
    all.exclusive_maximum = outer(all.exclusive_maximum.take(), more.exclusive_maximum, f64::min);
    all.multiple_of = more.multiple_of.or(all.multiple_of.take());
    all.pattern = match (all.pattern.take(), more.pattern) {
        (Some(one), Some(other)) if one != other => Some(both(&one, &other)),
        (one, other) => other.or(one),
    };
}

fn least(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The tighter of two bounds, as it was written.
fn outer(one: Option<Number>, other: Option<Number>, tighter: fn(f64, f64) -> f64) -> Option<Number> {
    let (Some(a), Some(b)) = (&one, &other) else {
        return other.or(one);
    };
    match (a.as_f64(), b.as_f64()) {
        #[expect(clippy::float_cmp, reason = "one of the two is returned as it is")]
        (Some(x), Some(y)) if tighter(x, y) == x => one,
        _ => other,
    }
}

/// A pattern that is found where both are.
fn both(one: &str, other: &str) -> String {
    format!("^(?=[\\s\\S]*?(?:{one}))(?=[\\s\\S]*?(?:{other}))")
}

/// Those about one type of value.
fn about_only(all: Constraints, about: About) -> Constraints {
    let none = Constraints::default();
    match about {
        About::Strings => Constraints {
            min_length: all.min_length,
            max_length: all.max_length,
            pattern: all.pattern,
            ..none
        },
        About::Numbers => Constraints {
            minimum: all.minimum,
            exclusive_minimum: all.exclusive_minimum,
            maximum: all.maximum,
            exclusive_maximum: all.exclusive_maximum,
            multiple_of: all.multiple_of,
            ..none
        },
        About::Arrays => Constraints {
            min_items: all.min_items,
            max_items: all.max_items,
            unique_items: all.unique_items,
            ..none
        },
        About::Objects => Constraints {
            min_properties: all.min_properties,
            max_properties: all.max_properties,
            ..none
        },
    }
}
