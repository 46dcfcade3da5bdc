//! `format` (OAS 3.1.1 §4.4.2 and the OpenAPI format registry), by type.

/// `format` of an integer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum IntegerFormat {
    /// None given.
    Unspecified,
    /// int8
    Int8,
    /// int16
    Int16,
    /// int32
    Int32,
    /// int64
    Int64,
    /// uint8
    UInt8,
    /// uint16
    UInt16,
    /// uint32
    UInt32,
    /// uint64
    UInt64,
    /// unix-time: seconds since 1970
    UnixTime,
    /// Any other, as written.
    Other(String),
}

/// `format` of a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum NumberFormat {
    /// None given.
    Unspecified,
    /// float
    Float,
    /// double
    Double,
    /// decimal
    Decimal,
    /// Any other, as written.
    Other(String),
}

/// `format` of a string.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum StringFormat {
    /// None given.
    Unspecified,
    /// uuid (RFC 9562)
    Uuid,
    /// date (RFC 3339 full-date)
    Date,
    /// date-time (RFC 3339)
    DateTime,
    /// time (RFC 3339 full-time)
    Time,
    /// duration (ISO 8601)
    Duration,
    /// byte, or `contentEncoding: base64`
    Byte,
    /// base64url, or `contentEncoding: base64url`
    Base64Url,
    /// binary: octets, not JSON text
    Binary,
    /// binary, as a part of a form: a file
    File,
    /// decimal
    Decimal,
    /// uri
    Uri,
    /// uri-reference
    UriReference,
    /// hostname
    Hostname,
    /// email
    Email,
    /// ipv4
    Ipv4,
    /// ipv6
    Ipv6,
    /// password: not to be shown
    Password,
    /// Any other, as written.
    Other(String),
}

impl IntegerFormat {
    /// The format as descriptions write it; empty where none is given.
    pub fn name(&self) -> &str {
        match self {
            Self::Unspecified => "",
            Self::Int8 => "int8",
            Self::Int16 => "int16",
            Self::Int32 => "int32",
            Self::Int64 => "int64",
            Self::UInt8 => "uint8",
            Self::UInt16 => "uint16",
            Self::UInt32 => "uint32",
            Self::UInt64 => "uint64",
            Self::UnixTime => "unix-time",
            Self::Other(name) => name,
        }
    }
}

impl NumberFormat {
    /// The format as descriptions write it; empty where none is given.
    pub fn name(&self) -> &str {
        match self {
            Self::Unspecified => "",
            Self::Float => "float",
            Self::Double => "double",
            Self::Decimal => "decimal",
            Self::Other(name) => name,
        }
    }
}

impl StringFormat {
    /// The format as descriptions write it; empty where none is given.
    pub fn name(&self) -> &str {
        match self {
            Self::Unspecified => "",
            Self::Uuid => "uuid",
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Byte => "byte",
            Self::Base64Url => "base64url",
            Self::Binary | Self::File => "binary",
            Self::Decimal => "decimal",
            Self::Uri => "uri",
            Self::UriReference => "uri-reference",
            Self::Hostname => "hostname",
            Self::Email => "email",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Password => "password",
            Self::Other(name) => name,
        }
    }
}
