//! The rules for numbers, in the number's own type so that they are exact.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Number;

use super::place::Place;
use crate::analyze::{Scalar, Width};
use crate::model::Constraints;

/// The rules for an integer. Bounds that its type implies are left out.
pub(super) fn integer(width: Width, c: &Constraints, value: &Place, checker: &TokenStream) -> Vec<TokenStream> {
    let (low, high) = width.range();
    let copy = value.copy();
    let bounds = [
        ("at_least", &c.minimum, f64::ceil as fn(f64) -> f64),
        ("above", &c.exclusive_minimum, f64::floor),
        ("at_most", &c.maximum, f64::floor),
        ("below", &c.exclusive_maximum, f64::ceil),
    ];
    let mut rules = Vec::new();
    for (method, bound, round) in bounds {
        let Some(bound) = bound.as_ref().and_then(|bound| whole(bound, round)) else {
            continue;
        };
        let implied = match method {
            "at_least" => bound <= low,
            "above" => bound < low,
            "at_most" => bound >= high,
            _ => bound > high,
        };
        if implied {
            continue;
        }
        let (method, literal) = (format_ident!("{method}"), integer_literal(bound));
        rules.push(if (low..=high).contains(&bound) {
            quote!(#checker.#method(#copy, #literal);)
        } else {
            quote!(#checker.#method(i128::from(#copy), #literal);)
        });
    }
    rules.extend(multiple_of_integer(c.multiple_of.as_ref(), (low, high), &copy, checker));
    rules
}

fn multiple_of_integer(
    divisor: Option<&Number>,
    (low, high): (i128, i128),
    value: &TokenStream,
    checker: &TokenStream,
) -> Option<TokenStream> {
    let divisor = divisor?;
    let float = divisor.as_f64().filter(|divisor| *divisor > 0.0)?;
    let exact = integral(divisor);
    match exact {
        // Every integer is.
        Some(1) => None,
        Some(divisor) if (low..=high).contains(&divisor) => {
            let divisor = integer_literal(divisor);
            Some(quote!(#checker.multiple_of(#value, #divisor);))
        }
        _ => {
            let divisor = Literal::f64_unsuffixed(float);
            Some(quote!(#checker.multiple_of(#value as f64, #divisor);))
        }
    }
}

/// The rules for a number.
pub(super) fn number(scalar: Scalar, c: &Constraints, value: &Place, checker: &TokenStream) -> Vec<TokenStream> {
    let copy = value.copy();
    let rules = [
        ("at_least", &c.minimum),
        ("above", &c.exclusive_minimum),
        ("at_most", &c.maximum),
        ("below", &c.exclusive_maximum),
        ("multiple_of", &c.multiple_of),
    ];
    let rule = |(method, bound): (&str, &Option<Number>)| {
        let bound = bound.as_ref()?.as_f64()?;
        if method == "multiple_of" && bound <= 0.0 {
            return None;
        }
        let (method, bound) = (format_ident!("{method}"), float_literal(scalar, bound)?);
        Some(quote!(#checker.#method(#copy, #bound);))
    };
    rules.into_iter().filter_map(rule).collect()
}

/// The rules for a decimal number. Bounds of more digits than a literal takes are not checked.
pub(super) fn decimal(c: &Constraints, value: &Place, checker: &TokenStream) -> Vec<TokenStream> {
    let copy = value.copy();
    let rule = |(method, bound): (&str, &Option<Number>)| {
        let (digits, scale) = digits(bound.as_ref()?)?;
        if method == "multiple_of" && digits <= 0 {
            return None;
        }
        let (method, scale) = (format_ident!("{method}"), Literal::u32_unsuffixed(scale));
        let digits = integer_literal(digits.into());
        Some(quote!(#checker.#method(#copy, rust_decimal::Decimal::new(#digits, #scale));))
    };
    let rules = [
        ("at_least", &c.minimum),
        ("above", &c.exclusive_minimum),
        ("at_most", &c.maximum),
        ("below", &c.exclusive_maximum),
        ("multiple_of", &c.multiple_of),
    ];
    rules.into_iter().filter_map(rule).collect()
}

/// A number as digits and how many of them are behind the point; `None` if it is written with an exponent.
fn digits(number: &Number) -> Option<(i64, u32)> {
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let scale = u32::try_from(fraction.len()).ok().filter(|scale| *scale <= 28)?;
    Some((format!("{whole}{fraction}").parse().ok()?, scale))
}

/// The bound as an integer: rounded, where it is none, so that the same integers are beyond it.
fn whole(bound: &Number, round: fn(f64) -> f64) -> Option<i128> {
    // The cast saturates: far outside any type is all that matters there.
    integral(bound).or_else(|| Some(round(bound.as_f64()?) as i128))
}

fn integral(number: &Number) -> Option<i128> {
    let integer = number
        .as_i64()
        .map(i128::from)
        .or_else(|| number.as_u64().map(i128::from));
    let float = || {
        number
            .as_f64()
            .filter(|float| float.fract() == 0.0 && float.abs() < 1e18)
    };
    integer.or_else(|| float().map(|float| float as i128))
}

fn integer_literal(value: i128) -> TokenStream {
    let digits = Literal::u128_unsuffixed(value.unsigned_abs());
    if value < 0 { quote!(-#digits) } else { quote!(#digits) }
}

fn float_literal(scalar: Scalar, value: f64) -> Option<TokenStream> {
    let digits = if scalar == Scalar::Float {
        let value = value.abs() as f32;
        value.is_finite().then(|| Literal::f32_unsuffixed(value))?
    } else {
        value.is_finite().then(|| Literal::f64_unsuffixed(value.abs()))?
    };
    Some(if value < 0.0 { quote!(-#digits) } else { quote!(#digits) })
}
