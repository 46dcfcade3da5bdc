//! Codecs without derives: a type lists its properties, the rest is shared.
//!
//! Derived code is generic over the format for every field of every type, and takes longer to compile than all else in a
//! crate of types. Here, what depends on the format is written once, in [`Reader`] and [`Writer`].

mod adapter;
#[cfg(feature = "base64")]
mod base64;
#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "chrono")]
mod chrono_unix;
#[cfg(feature = "decimal")]
mod decimal_number;
#[cfg(feature = "decimal")]
mod decimal_text;
mod enumeration;
mod enumeration_table;
mod float;
#[cfg(feature = "indexmap")]
mod index_map;
#[cfg(feature = "indexmap")]
mod index_set;
mod integer;
mod integer_enumeration;
#[cfg(feature = "jiff")]
mod jiff;
mod map;
mod object;
mod object_table;
mod reader;
mod rfc3339;
mod set;
mod tag;
#[cfg(feature = "time")]
mod time;
mod tuple;
mod union;
mod union_table;
mod unix_time;
mod writer;

pub use self::adapter::{Adapter, As, Boxed, Each, Nullable, Plain};
#[cfg(feature = "base64")]
pub use self::base64::{Base64, Base64Url};
#[cfg(feature = "decimal")]
pub use self::decimal_number::DecimalNumber;
#[cfg(feature = "decimal")]
pub use self::decimal_text::DecimalText;
pub use self::enumeration::{StringEnum, read_enum};
pub use self::float::Float;
pub use self::integer::Integer;
pub use self::integer_enumeration::{IntegerEnum, read_integer_enum};
#[cfg(feature = "jiff")]
pub use self::jiff::Iso8601;
pub use self::map::{Map, Values};
pub use self::object::{Object, read_object, write_object};
pub use self::reader::Reader;
pub use self::rfc3339::Rfc3339;
pub use self::set::{Distinct, Set};
pub use self::tag::{Tag, write_tagged, write_with_default};
pub use self::tuple::Tuple;
pub use self::union::{Test, Union, no_member, read_member, read_union};
pub use self::unix_time::{Instant, UnixTime};
pub use self::writer::Writer;
pub use crate::__enumeration as enumeration;
pub use crate::__integer_enumeration as integer_enumeration;
pub use crate::__object as object;
pub use crate::__union as union;
// What the rules of an enumeration are made of.
pub use super::validate::{Checker, Validate};
