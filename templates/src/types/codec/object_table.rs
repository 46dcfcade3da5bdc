//! The table of an object: a property a line, from which its codec is made.

/// Implements `Object`, `Deserialize` and `Serialize` for a struct. Needs `codec` in scope.
///
/// ```text
/// object! {
///     Invitation {
///         0: id = required "id",                          // index: field = kind, name of the property
///         1: age = optional "age" as Integer,             // through an adapter
///         2: closed_at = nullable "closedAt",             // optional, and null is one of its values
///         3: owner = collapsed "owner",                   // optional, and null is the same as no property
///         _: other additional_properties                  // or `skip`, or `refuse`: properties with other names
///     }
/// }
/// ```
///
/// Expands to plain code without `?` or closures: branches are what takes long to compile.
macro_rules! object {
    ($type:ty { _: $rest:ident }) => {
        impl codec::Object for $type {
            const NAMES: &'static [&'static str] = &[];
            const REQUIRED: &'static [bool] = &[];

            fn read<'de, A: ::serde::de::MapAccess<'de>>(reader: &mut codec::Reader<'de, A>) -> Option<Self> {
                while reader.next().is_some() {
                    reader.$rest();
                }
                Some(Self {})
            }

            fn write<S: ::serde::ser::SerializeMap>(&self, _: &mut codec::Writer<S>) {}
        }

        codec::object!(@serde $type);
    };
    ($type:ty {
        $($index:literal: $field:ident = $kind:ident $name:literal $(as $adapter:ty)?,)*
        _: $rest:ident $($others:ident $(as $values:ty)?)?
    }) => {
        impl codec::Object for $type {
            const NAMES: &'static [&'static str] = &[$($name),*];
            const REQUIRED: &'static [bool] = &[$(codec::object!(@required $kind)),*];

            fn read<'de, A: ::serde::de::MapAccess<'de>>(reader: &mut codec::Reader<'de, A>) -> Option<Self> {
                $(let mut $field = None;)*
                $(let mut $others = Default::default();)?
                while let Some(index) = reader.next() {
                    match index {
                        $($index => reader$(.with::<$adapter>())?.$kind(&mut $field),)*
                        _ => reader$($(.with::<$values>())?)?.$rest($(&mut $others)?),
                    }
                }
                // Refutable unless nothing is required.
                #[allow(irrefutable_let_patterns)]
                let ($(codec::object!(@slot $kind $field),)*) = ($($field,)*) else {
                    return None;
                };
                Some(Self { $($field,)* $($others)? })
            }

            fn write<S: ::serde::ser::SerializeMap>(&self, writer: &mut codec::Writer<S>) {
                $(writer$(.with::<$adapter>())?.$kind($name, &self.$field);)*
                $(writer$(.with::<$values>())?.$rest(&self.$others);)?
            }
        }

        codec::object!(@serde $type);
    };
    (@required required) => { true };
    (@required $kind:ident) => { false };
    (@slot required $field:ident) => { Some($field) };
    (@slot $kind:ident $field:ident) => { $field };
    (@serde $type:ty) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                codec::read_object(deserializer)
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                codec::write_object(self, serializer)
            }
        }
    };
}

pub(crate) use object;
