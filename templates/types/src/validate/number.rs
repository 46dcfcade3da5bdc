//! The rules for numbers (JSON Schema 2020-12, validation §6.2).

use std::fmt::{Display, LowerExp};

use super::checker::Checker;

impl Checker {
    /// `minimum`.
    pub fn at_least<T: PartialOrd + Display>(&mut self, value: T, bound: T) {
        if value < bound {
            self.report(format!("is {value}, but must be at least {bound}"));
        }
    }

    /// `maximum`.
    pub fn at_most<T: PartialOrd + Display>(&mut self, value: T, bound: T) {
        if value > bound {
            self.report(format!("is {value}, but must be at most {bound}"));
        }
    }

    /// `exclusiveMinimum`.
    pub fn above<T: PartialOrd + Display>(&mut self, value: T, bound: T) {
        if value <= bound {
            self.report(format!("is {value}, but must be greater than {bound}"));
        }
    }

    /// `exclusiveMaximum`.
    pub fn below<T: PartialOrd + Display>(&mut self, value: T, bound: T) {
        if value >= bound {
            self.report(format!("is {value}, but must be less than {bound}"));
        }
    }

    /// `multipleOf`, exact on the decimals: 0.3 is a multiple of 0.1.
    pub fn multiple_of<T: Display + LowerExp>(&mut self, value: T, divisor: T) {
        let (dividend, by) = (
            Decimal::parse(&format!("{value:e}")),
            Decimal::parse(&format!("{divisor:e}")),
        );
        if let (Some(dividend), Some(by)) = (dividend, by)
            && !dividend.is_multiple_of(by)
        {
            self.report(format!("is {value}, but must be a multiple of {divisor}"));
        }
    }
}

/// A decimal number without its sign: `digits` times ten to the power of `exponent`.
#[derive(Clone, Copy)]
struct Decimal {
    digits: u128,
    exponent: i32,
}

impl Decimal {
    /// Reads `1.25e-3`. `None` for what has more digits than any number type.
    fn parse(text: &str) -> Option<Self> {
        let (mantissa, exponent) = text.trim_start_matches('-').split_once('e')?;
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        Some(Self {
            digits: format!("{whole}{fraction}").parse().ok()?,
            exponent: exponent.parse::<i32>().ok()? - i32::try_from(fraction.len()).ok()?,
        })
    }

    fn is_multiple_of(self, divisor: Self) -> bool {
        if self.digits == 0 || divisor.digits == 0 {
            return self.digits == 0;
        }
        let shift = self.exponent - divisor.exponent;
        if shift >= 0 {
            // The remainder of digits * 10^shift, one power at a time so that nothing overflows.
            let mut rest = self.digits % divisor.digits;
            for _ in 0..shift {
                match rest.checked_mul(10) {
                    Some(product) => rest = product % divisor.digits,
                    None => return false,
                }
            }
            return rest == 0;
        }
        // A divisor that overflows is larger than the value.
        let scale = 10_u128.checked_pow(shift.unsigned_abs());
        scale
            .and_then(|scale| divisor.digits.checked_mul(scale))
            .is_some_and(|divisor| self.digits.is_multiple_of(divisor))
    }
}
