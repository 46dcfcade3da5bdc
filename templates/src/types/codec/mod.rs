//! Codecs without derives: a type lists its properties, the rest is shared.
//!
//! Derived code is generic over the format for every field of every type, and takes longer to compile than all else in a
//! crate of types. Here, what depends on the format is written once, in [`Reader`] and [`Writer`].

mod adapter;
mod base64;
mod chrono;
mod chrono_unix;
mod decimal_number;
mod decimal_text;
mod enumeration;
mod enumeration_table;
mod float;
mod index_map;
mod index_set;
mod integer;
mod integer_enumeration;
mod jiff;
mod map;
mod object;
mod object_table;
mod reader;
mod rfc3339;
mod set;
mod tag;
mod time;
mod tuple;
mod union;
mod union_table;
mod unix_time;
mod writer;

pub use self::adapter::{Adapter, As, Boxed, Each, Nullable, Plain};
pub use self::base64::{Base64, Base64Url};
pub use self::decimal_number::DecimalNumber;
pub use self::decimal_text::DecimalText;
pub use self::enumeration::{StringEnum, read_enum};
pub(crate) use self::enumeration_table::enumeration;
pub use self::float::Float;
pub use self::integer::Integer;
pub(crate) use self::integer_enumeration::integer_enumeration;
pub use self::integer_enumeration::{IntegerEnum, read_integer_enum};
pub use self::jiff::Iso8601;
pub use self::map::{Map, Values};
pub use self::object::{Object, read_object, write_object};
pub(crate) use self::object_table::object;
pub use self::reader::Reader;
pub use self::rfc3339::Rfc3339;
pub use self::set::{Distinct, Set};
pub use self::tag::{Tag, write_tagged, write_with_default};
pub use self::tuple::Tuple;
pub use self::union::{Test, Union, no_member, read_member, read_union};
pub(crate) use self::union_table::union;
pub use self::unix_time::{Instant, UnixTime};
pub use self::writer::Writer;
// What the rules of an enumeration are made of.
pub use super::validate::{Checker, Validate};
