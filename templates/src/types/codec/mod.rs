//! Codecs without derives: a type lists its properties, the rest is shared.
//!
//! Derived code is generic over the format for every field of every type, and takes longer to compile than all else in a
//! crate of types. Here, what depends on the format is written once, in [`Reader`] and [`Writer`].

mod adapter;
mod base64;
mod enumeration;
mod float;
mod integer;
mod object;
mod reader;
mod tuple;
mod union;
mod writer;

pub use self::adapter::{Adapter, As, Boxed, Each, Nullable, Plain, Values};
pub use self::base64::Base64;
pub use self::enumeration::{StringEnum, read_enum};
pub use self::float::Float;
pub use self::integer::Integer;
pub use self::object::{Object, read_object, write_object};
pub use self::reader::Reader;
pub use self::tuple::Tuple;
pub use self::union::{Test, Union, read_member, read_union};
pub use self::writer::Writer;
