//! `format` (OAS 3.1.1 §4.4.2 and the OpenAPI format registry).

use crate::model::{IntegerFormat, NumberFormat, Shape, StringFormat};

/// The shape of `type: string`.
pub(in crate::lower) fn string(format: Option<&str>) -> Shape {
    Shape::String(match format {
        None | Some("") => StringFormat::Unspecified,
        Some("uuid") => StringFormat::Uuid,
        Some("date") => StringFormat::Date,
        Some("date-time") => StringFormat::DateTime,
        Some("time") => StringFormat::Time,
        Some("duration") => StringFormat::Duration,
        Some("byte") => StringFormat::Byte,
        Some("base64url") => StringFormat::Base64Url,
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
pub(in crate::lower) fn integer(format: Option<&str>) -> Shape {
    Shape::Integer(match format {
        None | Some("") => IntegerFormat::Unspecified,
        Some("unix-time" | "unixtime") => IntegerFormat::UnixTime,
        Some(other) => width(other).unwrap_or_else(|| IntegerFormat::Other(other.to_owned())),
    })
}

/// The shape of `type: number`: a whole number where the format of one says so. Seconds may have a fraction.
pub(in crate::lower) fn number(format: Option<&str>) -> Shape {
    Shape::Number(match format {
        None | Some("") => NumberFormat::Unspecified,
        Some("float") => NumberFormat::Float,
        Some("double") => NumberFormat::Double,
        Some("decimal") => NumberFormat::Decimal,
        Some(other) => match width(other) {
            Some(format) => return Shape::Integer(format),
            None => NumberFormat::Other(other.to_owned()),
        },
    })
}

fn width(format: &str) -> Option<IntegerFormat> {
    Some(match format {
        "int8" => IntegerFormat::Int8,
        "int16" => IntegerFormat::Int16,
        "int32" => IntegerFormat::Int32,
        "int64" => IntegerFormat::Int64,
        "uint8" => IntegerFormat::UInt8,
        "uint16" => IntegerFormat::UInt16,
        "uint32" => IntegerFormat::UInt32,
        "uint64" => IntegerFormat::UInt64,
        _ => return None,
    })
}
