//! The table of an object: a property a line, from which its codec is made.

/// Implements `Object`, `Deserialize` and `Serialize` for a struct.
///
/// ```text
/// object! {
///     Invitation {
///         0: id = required "id",                          // index: field = kind, name of the property
///         1: age = optional "age" as Integer,             // through an adapter
///         2: closed_at = nullable "closedAt",             // optional, and null is one of its values
///         3: owner = collapsed "owner",                   // optional, and null is the same as no property
///         tag 4: "type" = Text("person"),                 // no field: by this a union tells the object from others
///         _: other additional_properties                  // or `skip`, or `refuse`: properties with other names
///     }
/// }
/// ```
///
/// Expands to plain code without `?` or closures: branches are what takes long to compile.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($type:ty { _: $rest:ident }) => {
        impl $crate::__private::codec::Object for $type {
            const NAMES: &'static [&'static str] = &[];
            const REQUIRED: &'static [bool] = &[];

            fn read<'de, A: $crate::__private::serde::de::MapAccess<'de>>(reader: &mut $crate::__private::codec::Reader<'de, A>) -> Option<Self> {
                while reader.next().is_some() {
                    reader.$rest();
                }
                Some(Self {})
            }

            fn write<S: $crate::__private::serde::ser::SerializeMap>(&self, _: &mut $crate::__private::codec::Writer<S>) {}
        }

        $crate::__object!(@serde $type);
    };
    ($type:ty { tag 0: $tag:literal $(= $kind_of:ident($value:literal))?, _: $rest:ident }) => {
        impl $crate::__private::codec::Object for $type {
            const NAMES: &'static [&'static str] = &[$tag];
            const REQUIRED: &'static [bool] = &[];

            fn read<'de, A: $crate::__private::serde::de::MapAccess<'de>>(reader: &mut $crate::__private::codec::Reader<'de, A>) -> Option<Self> {
                while let Some(index) = reader.next() {
                    match index {
                        0 => reader.tag(),
                        _ => reader.$rest(),
                    }
                }
                Some(Self {})
            }

            fn write<S: $crate::__private::serde::ser::SerializeMap>(&self, writer: &mut $crate::__private::codec::Writer<S>) {
                // Without a value there is nothing to write.
                let _ = &writer;
                $(writer.required($tag, &$crate::__private::codec::Tag::$kind_of($value));)?
            }
        }

        $crate::__object!(@serde $type);
    };
    ($type:ty {
        $($index:literal: $field:ident = $kind:ident $name:literal $(as $adapter:ty)?,)*
        $(tag $at:literal: $tag:literal $(= $kind_of:ident($value:literal))?,)?
        _: $rest:ident $($others:ident $(as $values:ty)?)?
    }) => {
        impl $crate::__private::codec::Object for $type {
            const NAMES: &'static [&'static str] = &[$($name,)* $($tag)?];
            const REQUIRED: &'static [bool] = &[$($crate::__object!(@required $kind)),*];

            fn read<'de, A: $crate::__private::serde::de::MapAccess<'de>>(reader: &mut $crate::__private::codec::Reader<'de, A>) -> Option<Self> {
                $(let mut $field = None;)*
                $(let mut $others = Default::default();)?
                while let Some(index) = reader.next() {
                    match index {
                        $($index => reader$(.with::<$adapter>())?.$kind(&mut $field),)*
                        $($at => reader.tag(),)?
                        _ => reader$($(.with::<$values>())?)?.$rest($(&mut $others)?),
                    }
                }
                // Refutable unless nothing is required.
                #[allow(irrefutable_let_patterns)]
                let ($($crate::__object!(@slot $kind $field),)*) = ($($field,)*) else {
                    return None;
                };
                Some(Self { $($field,)* $($others)? })
            }

            fn write<S: $crate::__private::serde::ser::SerializeMap>(&self, writer: &mut $crate::__private::codec::Writer<S>) {
                $($(writer.required($tag, &$crate::__private::codec::Tag::$kind_of($value));)?)?
                $(writer$(.with::<$adapter>())?.$kind($name, &self.$field);)*
                $(writer$(.with::<$values>())?.$rest(&self.$others);)?
            }
        }

        $crate::__object!(@serde $type);
    };
    (@required required) => { true };
    (@required $kind:ident) => { false };
    (@slot required $field:ident) => { Some($field) };
    (@slot $kind:ident $field:ident) => { $field };
    (@serde $type:ty) => {
        impl<'de> $crate::__private::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::__private::codec::read_object(deserializer)
            }
        }

        impl $crate::__private::serde::Serialize for $type {
            fn serialize<S: $crate::__private::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::__private::codec::write_object(self, serializer)
            }
        }
    };
}
