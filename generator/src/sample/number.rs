//! Numbers within bounds.

use serde_json::{Number, Value};

use super::value::Maker;
use crate::model::{Constraints, IntegerFormat, NumberFormat};

/// Numbers that nothing bounds are below this.
const USUAL: i128 = 1_000;

impl Maker<'_, '_> {
    pub(super) fn integer(&mut self, format: &IntegerFormat, constraints: &Constraints) -> Value {
        let (least, most) = range(format);
        let bound = |number: &Option<Number>, round: fn(f64) -> f64| number.as_ref().and_then(|n| whole(n, round));
        let lower = [
            bound(&constraints.minimum, f64::ceil),
            bound(&constraints.exclusive_minimum, f64::floor).map(|n| n + 1),
        ];
        let upper = [
            bound(&constraints.maximum, f64::floor),
            bound(&constraints.exclusive_maximum, f64::ceil).map(|n| n - 1),
        ];
        let has_lower = lower.iter().any(Option::is_some);
        let lower = lower.into_iter().flatten().fold(least, i128::max);
        let upper = upper.into_iter().flatten().fold(most, i128::min);
        // Small and not negative where it may be.
        let lower = if has_lower { lower } else { lower.max(upper.min(0)) };
        let upper = upper.min(lower.saturating_add(USUAL));
        let span = u64::try_from(upper.saturating_sub(lower).saturating_add(1)).unwrap_or(1);
        let mut number = lower + i128::from(self.random.below(span));
        if let Some(step) = constraints.multiple_of.as_ref().and_then(|step| whole(step, f64::ceil)) {
            number = multiple(number, step, lower, upper);
        }
        i64::try_from(number).map_or_else(|_| Value::from(u64::try_from(number).unwrap_or_default()), Value::from)
    }

    pub(super) fn number(&mut self, format: &NumberFormat, constraints: &Constraints) -> Value {
        let bound = |number: &Option<Number>| number.as_ref().and_then(Number::as_f64);
        let (minimum, above) = (bound(&constraints.minimum), bound(&constraints.exclusive_minimum));
        let (maximum, below) = (bound(&constraints.maximum), bound(&constraints.exclusive_maximum));
        let lower = [minimum, above].into_iter().flatten().reduce(f64::max);
        let upper = [maximum, below].into_iter().flatten().reduce(f64::min);
        let (lower, upper) = match (lower, upper) {
            (Some(lower), Some(upper)) => (lower, upper),
            (Some(lower), None) => (lower, lower + 100.0),
            (None, Some(upper)) => ((upper - 100.0).max(upper.min(0.0)), upper),
            (None, None) => (0.0, 100.0),
        };
        if let Some(step) = constraints
            .multiple_of
            .as_ref()
            .and_then(Number::as_f64)
            .filter(|step| *step > 0.0)
        {
            let steps = (lower / step).floor() + 1.0;
            return float(if steps * step <= upper {
                steps * step
            } else {
                (lower / step).ceil() * step
            });
        }
        // A fraction that both f32 and f64 hold, strictly inside.
        let part = (1 + self.random.below(15)) as f64 / 16.0;
        let inside = lower + (upper - lower) * part;
        match format {
            NumberFormat::Float if upper - lower > 1.0 => float((inside * 4.0).round() / 4.0),
            _ if upper - lower > 1.0 => float((inside * 4.0).floor() / 4.0),
            _ if lower == upper => float(lower),
            _ => float(inside),
        }
    }
}

/// A number as JSON; whole ones without a fraction.
fn float(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 9e15 {
        return Value::from(number as i64);
    }
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

/// A bound as an integer.
fn whole(number: &Number, round: fn(f64) -> f64) -> Option<i128> {
    number.as_i128().or_else(|| Some(round(number.as_f64()?) as i128))
}

/// The multiple of `step` next to a number, within bounds if one is.
fn multiple(number: i128, step: i128, lower: i128, upper: i128) -> i128 {
    let step = step.max(1);
    let below = number.div_euclid(step) * step;
    if (lower..=upper).contains(&below) {
        below
    } else {
        below + step
    }
}

/// What a format holds; whole numbers of JSON are told apart up to 2^53 everywhere.
pub(super) fn range(format: &IntegerFormat) -> (i128, i128) {
    match format {
        IntegerFormat::Int8 => (i8::MIN.into(), i8::MAX.into()),
        IntegerFormat::Int16 => (i16::MIN.into(), i16::MAX.into()),
        IntegerFormat::Int32 => (i32::MIN.into(), i32::MAX.into()),
        IntegerFormat::UInt8 => (0, u8::MAX.into()),
        IntegerFormat::UInt16 => (0, u16::MAX.into()),
        IntegerFormat::UInt32 => (0, u32::MAX.into()),
        IntegerFormat::UInt64 => (0, u64::MAX.into()),
        IntegerFormat::UnixTime => (0, 4_000_000_000),
        IntegerFormat::Unspecified | IntegerFormat::Int64 | IntegerFormat::Other(_) => {
            (i64::MIN.into(), i64::MAX.into())
        }
    }
}
