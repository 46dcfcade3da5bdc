//! The table of an enumeration of strings: a value a line, from which all its impls are made.

/// Implements the text both ways, the codec and the rules of an enum.
///
/// ```text
/// enumeration! {
///     Color {
///         Red = "red",
///         Green = "green",
///         _: unknown Unknown      // the variant that keeps other strings
///     }
/// }
/// ```
///
/// `any` instead of `unknown`: other strings are values too; `ruled`: `Validate` is implemented elsewhere.
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration {
    ($type:ty { $($variant:ident = $text:literal,)* _: $others:ident $other:ident }) => {
        impl $type {
            /// The value as it is written.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$other(text) => text,
                }
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl From<&str> for $type {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    other => Self::$other(other.to_owned()),
                }
            }
        }

        impl From<String> for $type {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl $crate::__private::codec::StringEnum for $type {
            const VALUES: &'static [&'static str] = &[$($text),*];
            $crate::__enumeration!(@open $others);
        }

        $crate::__enumeration!(@rule $others $type);

        impl<'de> $crate::__private::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::__private::codec::read_enum(deserializer)
            }
        }

        impl $crate::__private::serde::Serialize for $type {
            fn serialize<S: $crate::__private::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
    (@open any) => {
        const OPEN: bool = true;
    };
    (@open $others:ident) => {};
    (@rule unknown $type:ty) => {
        impl $crate::__private::codec::Validate for $type {
            fn check(&self, c: &mut $crate::__private::codec::Checker) {
                c.known(self.as_str(), <Self as $crate::__private::codec::StringEnum>::VALUES);
            }
        }
    };
    (@rule $others:ident $type:ty) => {};
}
