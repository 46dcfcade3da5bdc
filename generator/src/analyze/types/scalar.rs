//! The Rust types of texts and numbers: what `format`, bounds and settings amount to.

use serde_json::Number;

use crate::model::{Constraints, IntegerFormat, NumberFormat, Schema, Shape, StringFormat};
use crate::settings::{Dates, Decimals, Integers, Settings};

/// The Rust type of a text or number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// `String`.
    Text,
    /// A UUID.
    Uuid,
    /// A day of the calendar, of the library that settings name.
    Date,
    /// A point in time, of that library.
    DateTime,
    /// A point in time, written as seconds since 1970.
    UnixTime,
    /// A duration, of that library.
    Duration,
    /// Bytes, written in base64.
    Base64,
    /// Bytes, written in base64url.
    Base64Url,
    /// A decimal number, written as text.
    DecimalText,
    /// A decimal number, written as a number.
    DecimalNumber,
    /// A file of a form.
    File,
    /// An address of IP version 4.
    Ipv4,
    /// An address of IP version 6.
    Ipv6,
    /// An integer.
    Integer(Width),
    /// `f32`.
    Float,
    /// `f64`.
    Double,
}

/// The Rust type of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Width {
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    U64,
    I64,
}

impl Width {
    /// From narrow to wide; of two as wide, the one without signs first.
    const ALL: [Self; 8] = [
        Self::U8,
        Self::I8,
        Self::U16,
        Self::I16,
        Self::U32,
        Self::I32,
        Self::U64,
        Self::I64,
    ];

    /// The least and the greatest value.
    pub fn range(self) -> (i128, i128) {
        match self {
            Self::U8 => (0, u8::MAX.into()),
            Self::I8 => (i8::MIN.into(), i8::MAX.into()),
            Self::U16 => (0, u16::MAX.into()),
            Self::I16 => (i16::MIN.into(), i16::MAX.into()),
            Self::U32 => (0, u32::MAX.into()),
            Self::I32 => (i32::MIN.into(), i32::MAX.into()),
            Self::U64 => (0, u64::MAX.into()),
            Self::I64 => (i64::MIN.into(), i64::MAX.into()),
        }
    }

    /// The type's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::U8 => "u8",
            Self::I8 => "i8",
            Self::U16 => "u16",
            Self::I16 => "i16",
            Self::U32 => "u32",
            Self::I32 => "i32",
            Self::U64 => "u64",
            Self::I64 => "i64",
        }
    }

    /// How many bytes it takes.
    pub fn bytes(self) -> usize {
        match self {
            Self::U8 | Self::I8 => 1,
            Self::U16 | Self::I16 => 2,
            Self::U32 | Self::I32 => 4,
            Self::U64 | Self::I64 => 8,
        }
    }
}

impl Scalar {
    /// Whether decoding refuses what is not of the format.
    pub fn is_checked(self) -> bool {
        match self {
            Self::Text | Self::File | Self::Integer(_) | Self::Float | Self::Double | Self::DecimalNumber => false,
            Self::Uuid
            | Self::Date
            | Self::DateTime
            | Self::UnixTime
            | Self::Duration
            | Self::Base64
            | Self::Base64Url
            | Self::DecimalText
            | Self::Ipv4
            | Self::Ipv6 => true,
        }
    }

    /// Whether the type is `f32` or `f64`, which have no exact equality.
    pub fn is_float(self) -> bool {
        matches!(self, Self::Float | Self::Double)
    }

    /// About the size in memory, in bytes.
    pub fn size(self) -> usize {
        match self {
            Self::Integer(width) => width.bytes(),
            Self::Float | Self::Date | Self::Ipv4 => 4,
            Self::Double => 8,
            Self::Uuid | Self::DateTime | Self::UnixTime | Self::Ipv6 => 16,
            Self::DecimalText | Self::DecimalNumber => 16,
            Self::Text | Self::Base64 | Self::Base64Url => 24,
            Self::Duration => 64,
            Self::File => 160,
        }
    }

    /// Whether the type has an order, as items of sorted sets must.
    pub(in crate::analyze) fn is_ordered(self) -> bool {
        !self.is_float() && !matches!(self, Self::Duration | Self::File)
    }
}

/// The scalar that a schema is; `None` for what is neither text nor number.
pub(in crate::analyze) fn of(schema: &Schema, settings: &Settings) -> Option<Scalar> {
    match &schema.shape {
        Shape::String(format) => Some(text(format, settings)),
        Shape::Integer(format) => Some(integer(format, &schema.constraints, settings)),
        Shape::Number(format) => Some(number(format, settings)),
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Enumeration(_)
        | Shape::Array(_)
        | Shape::Tuple(_)
        | Shape::Object(_)
        | Shape::Union(_)
        | Shape::Reference(_) => None,
    }
}

/// The scalar that a Rust type without a path is, where the schema has such values.
pub(in crate::analyze) fn named(schema: &Schema, path: &str) -> Option<Scalar> {
    match (&schema.shape, path) {
        (Shape::String(_), "String") => Some(Scalar::Text),
        (Shape::Integer(_), name) => {
            let mut widths = Width::ALL.into_iter();
            widths.find(|width| width.name() == name).map(Scalar::Integer)
        }
        (Shape::Number(_), "f64") => Some(Scalar::Double),
        (Shape::Number(_), "f32") => Some(Scalar::Float),
        _ => None,
    }
}

fn text(format: &StringFormat, settings: &Settings) -> Scalar {
    let dates = settings.dates != Dates::String;
    match format {
        StringFormat::Uuid => Scalar::Uuid,
        StringFormat::Date if dates => Scalar::Date,
        StringFormat::DateTime if dates => Scalar::DateTime,
        // The durations of the other libraries hold neither months nor years.
        StringFormat::Duration if settings.dates == Dates::Jiff => Scalar::Duration,
        StringFormat::Byte => Scalar::Base64,
        StringFormat::Base64Url => Scalar::Base64Url,
        StringFormat::Decimal if settings.decimal == Decimals::RustDecimal => Scalar::DecimalText,
        StringFormat::File => Scalar::File,
        StringFormat::Ipv4 => Scalar::Ipv4,
        StringFormat::Ipv6 => Scalar::Ipv6,
        StringFormat::Unspecified
        | StringFormat::Date
        | StringFormat::DateTime
        // No library's time of day holds the offset that RFC 3339 demands.
        | StringFormat::Time
        | StringFormat::Duration
        | StringFormat::Binary
        | StringFormat::Decimal
        | StringFormat::Uri
        | StringFormat::UriReference
        | StringFormat::Hostname
        | StringFormat::Email
        | StringFormat::Password
        | StringFormat::Other(_) => Scalar::Text,
    }
}

fn number(format: &NumberFormat, settings: &Settings) -> Scalar {
    match format {
        NumberFormat::Float => Scalar::Float,
        NumberFormat::Decimal if settings.decimal == Decimals::RustDecimal => Scalar::DecimalNumber,
        NumberFormat::Unspecified | NumberFormat::Double | NumberFormat::Decimal | NumberFormat::Other(_) => {
            Scalar::Double
        }
    }
}

fn integer(format: &IntegerFormat, constraints: &Constraints, settings: &Settings) -> Scalar {
    let width = match format {
        IntegerFormat::Int8 => Some(Width::I8),
        IntegerFormat::Int16 => Some(Width::I16),
        IntegerFormat::Int32 => Some(Width::I32),
        IntegerFormat::Int64 => Some(Width::I64),
        IntegerFormat::UInt8 => Some(Width::U8),
        IntegerFormat::UInt16 => Some(Width::U16),
        IntegerFormat::UInt32 => Some(Width::U32),
        IntegerFormat::UInt64 => Some(Width::U64),
        IntegerFormat::UnixTime if settings.dates != Dates::String => return Scalar::UnixTime,
        IntegerFormat::UnixTime | IntegerFormat::Unspecified | IntegerFormat::Other(_) => None,
    };
    let (low, high) = bounds(constraints);
    let plain = match width {
        Some(width) => width,
        // What does not fit the usual type, for which there is room elsewhere.
        None if low.is_some_and(|low| low >= 0) && high.is_some_and(|high| high > i64::MAX.into()) => Width::U64,
        None => Width::I64,
    };
    Scalar::Integer(match settings.integers {
        Integers::Format => plain,
        Integers::Bounds => narrowest(plain, low, high),
    })
}

/// The narrowest type for the values of `width` that keep within bounds.
fn narrowest(width: Width, low: Option<i128>, high: Option<i128>) -> Width {
    let (least, most) = width.range();
    let (bounded, low) = (high.is_some(), low.unwrap_or(least).max(least));
    let high = match high {
        Some(high) => high.min(most),
        // Counts, without an end that is said.
        None if low >= 0 && width == Width::I64 => u64::MAX.into(),
        None => most,
    };
    if low > high || (!bounded && low < 0) {
        return width;
    }
    let fits = |width: &Width| width.range().0 <= low && high <= width.range().1;
    Width::ALL.into_iter().find(fits).unwrap_or(width)
}

/// The least and the greatest integer that the constraints allow.
fn bounds(constraints: &Constraints) -> (Option<i128>, Option<i128>) {
    let least = inner(
        whole(constraints.minimum.as_ref(), f64::ceil),
        whole(constraints.exclusive_minimum.as_ref(), f64::floor).map(|bound| bound.saturating_add(1)),
        i128::max,
    );
    let most = inner(
        whole(constraints.maximum.as_ref(), f64::floor),
        whole(constraints.exclusive_maximum.as_ref(), f64::ceil).map(|bound| bound.saturating_sub(1)),
        i128::min,
    );
    (least, most)
}

fn inner(a: Option<i128>, b: Option<i128>, pick: fn(i128, i128) -> i128) -> Option<i128> {
    match (a, b) {
        (Some(a), Some(b)) => Some(pick(a, b)),
        (a, b) => a.or(b),
    }
}

fn whole(bound: Option<&Number>, round: fn(f64) -> f64) -> Option<i128> {
    let bound = bound?;
    let exact = bound
        .as_i64()
        .map(i128::from)
        .or_else(|| bound.as_u64().map(i128::from));
    // The cast saturates: far outside any type is all that matters there.
    exact.or_else(|| Some(round(bound.as_f64()?) as i128))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(minimum: Option<i64>, maximum: Option<u64>, format: IntegerFormat, integers: Integers) -> Width {
        let constraints = Constraints {
            minimum: minimum.map(Number::from),
            maximum: maximum.map(Number::from),
            ..Constraints::default()
        };
        let settings = Settings {
            integers,
            ..Settings::default()
        };
        match integer(&format, &constraints, &settings) {
            Scalar::Integer(width) => width,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn bounds_make_integers_as_narrow_as_they_can_be() {
        for (minimum, maximum, format, width) in [
            (Some(0), Some(255), IntegerFormat::Unspecified, Width::U8),
            (Some(0), Some(256), IntegerFormat::Unspecified, Width::U16),
            (Some(-1), Some(127), IntegerFormat::Unspecified, Width::I8),
            (Some(-1), Some(128), IntegerFormat::Unspecified, Width::I16),
            (Some(1), None, IntegerFormat::Unspecified, Width::U64),
            (Some(1), None, IntegerFormat::Int32, Width::U32),
            (None, Some(10), IntegerFormat::Unspecified, Width::I64),
            (None, None, IntegerFormat::Int16, Width::I16),
            (Some(0), Some(9), IntegerFormat::Int64, Width::U8),
            (Some(5), Some(4), IntegerFormat::Int32, Width::I32),
        ] {
            assert_eq!(
                with(minimum, maximum, format.clone(), Integers::Bounds),
                width,
                "{minimum:?}..={maximum:?} {format:?}"
            );
        }
    }

    #[test]
    fn by_format_only_what_i64_cannot_hold_is_wider() {
        let of = |minimum, maximum| with(minimum, maximum, IntegerFormat::Unspecified, Integers::Format);
        assert_eq!(of(Some(0), Some(255)), Width::I64);
        assert_eq!(of(Some(0), Some(u64::MAX)), Width::U64);
        assert_eq!(of(None, Some(u64::MAX)), Width::I64);
    }
}
