//! Enumerations of integers, and their table: a value a line, from which all their impls are made.

use serde::de::{Deserializer, Error};

use super::super::strict::{Mode, at_least};
use super::adapter::Adapter;
use super::integer::Integer;

/// An enumeration of integers that keeps those it does not know.
pub trait IntegerEnum: From<i64> {
    /// The integers that it knows.
    const VALUES: &'static [i64];
}

/// Decodes an integer into an enumeration.
///
/// # Errors
/// When it is no integer.
pub fn read_integer_enum<'de, T: IntegerEnum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let number = <Integer as Adapter<i64>>::deserialize(deserializer)?;
    if at_least(Mode::Exact) && !T::VALUES.contains(&number) {
        return Err(D::Error::custom(format_args!("{number} is not one of {:?}", T::VALUES)));
    }
    Ok(T::from(number))
}

/// Implements the number both ways, the codec and the rules of an enum.
///
/// ```text
/// integer_enumeration! {
///     Level {
///         Low = 1,
///         High = 2,
///         _: unknown Unknown      // the variant that keeps other integers
///     }
/// }
/// ```
///
/// `ruled` instead of `unknown`: `Validate` is implemented elsewhere.
#[doc(hidden)]
#[macro_export]
macro_rules! __integer_enumeration {
    ($type:ty { $($variant:ident = $number:literal,)* _: $others:ident $other:ident }) => {
        impl $type {
            /// The value as it is written.
            pub fn as_i64(self) -> i64 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::$other(number) => number,
                }
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl From<i64> for $type {
            fn from(number: i64) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    other => Self::$other(other),
                }
            }
        }

        impl $crate::__private::codec::IntegerEnum for $type {
            const VALUES: &'static [i64] = &[$($number),*];
        }

        $crate::__integer_enumeration!(@rule $others $type);

        impl<'de> $crate::__private::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::__private::codec::read_integer_enum(deserializer)
            }
        }

        impl $crate::__private::serde::Serialize for $type {
            fn serialize<S: $crate::__private::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }
    };
    (@rule unknown $type:ty) => {
        impl $crate::__private::codec::Validate for $type {
            fn check(&self, c: &mut $crate::__private::codec::Checker) {
                c.known_integer(self.as_i64(), <Self as $crate::__private::codec::IntegerEnum>::VALUES);
            }
        }
    };
    (@rule $others:ident $type:ty) => {};
}
