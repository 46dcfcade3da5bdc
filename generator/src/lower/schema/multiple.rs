//! `multipleOf` of several parts at once (JSON Schema 2020-12 validation §6.2.1): exact, also with fractions.

use serde_json::Number;

/// The number whose multiples are those of both; `None` if it is too large to tell.
pub(in crate::lower) fn common(one: &Number, other: &Number) -> Option<Number> {
    let (one, other) = (Decimal::of(one)?, Decimal::of(other)?);
    let places = one.places.max(other.places);
    let (one, other) = (one.digits_at(places)?, other.digits_at(places)?);
    let (mut x, mut y) = (one, other);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    let digits = one.checked_div(x)?.checked_mul(other)?;
    Decimal { digits, places }.number()
}

/// Digits, and how many of them follow the point.
#[derive(Clone, Copy, Debug)]
struct Decimal {
    digits: u128,
    places: u32,
}

impl Decimal {
    /// A positive number as it is written.
    fn of(number: &Number) -> Option<Self> {
        let text = number.to_string();
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((&text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let fraction = fraction.trim_end_matches('0');
        let digits: u128 = format!("{whole}{fraction}").parse().ok()?;
        let places = i32::try_from(fraction.len()).ok()? - exponent.parse::<i32>().ok()?;
        let decimal = Self {
            digits,
            places: u32::try_from(places).unwrap_or(0),
        };
        match u32::try_from(-places) {
            Ok(zeros) => Some(Self {
                digits: digits.checked_mul(10_u128.checked_pow(zeros)?)?,
                places: 0,
            }),
            Err(_) => Some(decimal),
        }
    }

    fn digits_at(self, places: u32) -> Option<u128> {
        let zeros = 10_u128.checked_pow(places - self.places)?;
        self.digits.checked_mul(zeros).filter(|digits| *digits > 0)
    }

    fn number(self) -> Option<Number> {
        let (mut digits, mut places) = (self.digits, self.places);
        while places > 0 && digits % 10 == 0 {
            (digits, places) = (digits / 10, places - 1);
        }
        let text = match places {
            0 => digits.to_string(),
            _ => format!("{digits}e-{places}"),
        };
        let number: Number = serde_json::from_str(&text).ok()?;
        // Beyond what a number can say exactly, another one would be meant.
        let exact = places > 0 && digits < 1 << 53 || number.is_u64();
        exact.then_some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_of_both_are_multiples_of_one_number() {
        for (one, other, both) in [
            ("4", "6", Some("12")),
            ("0.1", "0.25", Some("0.5")),
            ("1.5", "2", Some("6")),
            ("2", "1.50", Some("6")),
            ("0.01", "1e-3", Some("0.01")),
            ("1e3", "30", Some("3000")),
            ("0.7", "0.7", Some("0.7")),
            ("18446744073709551615", "2", None),
            ("1e300", "3", None),
            ("0", "3", None),
        ] {
            let number = |text: &str| serde_json::from_str::<Number>(text).unwrap();
            let found = common(&number(one), &number(other)).map(|number| number.to_string());
            assert_eq!(found.as_deref(), both, "{one} {other}");
        }
    }
}
