//! `format` (OAS 3.1.1 §4.4.2 and the OpenAPI format registry).

use crate::model::{IntegerFormat, NumberFormat, Shape, StringFormat};

/// The shape of `type: string`.
pub(super) fn string(format: Option<&str>) -> Shape {
    Shape::String(match format {
        None | Some("") => StringFormat::Unspecified,
        Some("uuid") => StringFormat::Uuid,
        Some("date") => StringFormat::Date,
        Some("date-time") => StringFormat::DateTime,
        Some("time") => StringFormat::Time,
        Some("duration") => StringFormat::Duration,
        Some("byte") => StringFormat::Byte,
        Some("binary") => StringFormat::Binary,
        Some("decimal") => StringFormat::Decimal,
        Some("uri") => StringFormat::Uri,
        Some("uri-reference") => StringFormat::UriReference,
        Some("hostname") => StringFormat::Hostname,
        Some("email") => StringFormat::Email,
        Some("ipv4") => StringFormat::Ipv4,
        Some("ipv6") => StringFormat::Ipv6,
        Some("password") => StringFormat::Password,
        Some(other) => StringFormat::Other(other.to_owned()),
    })
}

/// The shape of `type: integer`.
pub(super) fn integer(format: Option<&str>) -> Shape {
    Shape::Integer(format.and_then(integer_format).unwrap_or(IntegerFormat::Unspecified))
}

/// The shape of `type: number`: a whole number where an integer format says so.
pub(super) fn number(format: Option<&str>) -> Shape {
    Shape::Number(match format {
        Some("float") => NumberFormat::Float,
        Some("double") => NumberFormat::Double,
        Some("decimal") => NumberFormat::Decimal,
        Some(other) => match integer_format(other) {
            Some(format) => return Shape::Integer(format),
            None => NumberFormat::Unspecified,
        },
        None => NumberFormat::Unspecified,
    })
}

fn integer_format(format: &str) -> Option<IntegerFormat> {
    Some(match format {
        "int8" => IntegerFormat::Int8,
        "int16" => IntegerFormat::Int16,
        "int32" => IntegerFormat::Int32,
        "int64" => IntegerFormat::Int64,
        "uint8" => IntegerFormat::UInt8,
        "uint16" => IntegerFormat::UInt16,
        "uint32" => IntegerFormat::UInt32,
        "uint64" => IntegerFormat::UInt64,
        "unixtime" | "unix-time" => IntegerFormat::UnixTime,
        _ => return None,
    })
}
