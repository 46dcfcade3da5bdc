//! The table of a union: a member a line, from which its codec is made.

/// Implements `Union`, `Deserialize` and `Serialize` for an enum of members.
///
/// ```text
/// union! {
///     Event {
///         0: Created = Test::Key("created"),         // index: variant = how the member is known
///         1: Count as Integer = Test::Type("number"), // through an adapter
///         2: Gone from(Gone) = Test::Try,            // with `From<Gone>`
///         3: Moved writes "type" Text("moved") = …,  // the union writes the tag
///         4: Paid defaults "type" Text("paid") = …,  // and here where the member's own field is empty
///         _: Unknown                                 // the variant that keeps other values
///     }
///     on "type" {                                    // the discriminator, and which member its values stand for
///         Text("created") = 0,
///         _ = 1                                      // other values
///     } guessed true,                                // with other values told as if there were no discriminator
///     order [1, 0],                                  // the rest as in `Union`
///     one_only true,
///     validated codec::Validate,
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    (
        $type:ty {
            $(
                $index:literal: $variant:ident
                $(from($from:ty))?
                $(writes $property_of:literal $tag_of:ident($value_of:literal))?
                $(defaults $property_or:literal $tag_or:ident($value_or:literal))?
                $(as $adapter:ty)?
                = $test:expr,
            )*
            $(_: $unknown:ident)?
        }
        $(
            on $property:literal { $($tag:ident($value:literal) = $member:literal,)* $(_ = $other:literal)? }
            $(guessed $guessed:literal,)?
        )?
        $(order [$($order:literal),*],)?
        $(one_only $one_only:literal,)?
        $(validated $validate:path,)?
    ) => {
        impl $crate::__private::codec::Union for $type {
            const TESTS: &'static [$crate::__private::codec::Test] = &[$($test),*];
            $(
                const DISCRIMINATOR: Option<(&'static str, &'static [($crate::__private::codec::Tag, usize)])> =
                    Some(($property, &[$(($crate::__private::codec::Tag::$tag($value), $member)),*]));
                $(const OTHER: Option<usize> = Some($other);)?
                $(const GUESSED: bool = $guessed;)?
            )?
            $(const ORDER: &'static [usize] = &[$($order),*];)?
            $(const ONE_ONLY: bool = $one_only;)?
            $(
                fn is_valid(&self) -> bool {
                    <Self as $validate>::validate(self).is_ok()
                }
            )?
            $(
                fn unknown(value: $crate::__private::serde_json::Value) -> Option<Self> {
                    Some(Self::$unknown(value))
                }
            )?

            fn member(index: usize, value: &$crate::__private::serde_json::Value) -> $crate::__private::serde_json::Result<Self> {
                match index {
                    $($index => $crate::__union!(@read value $($adapter)?).map(Self::$variant),)*
                    _ => $crate::__private::codec::no_member(),
                }
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::__private::codec::read_union(deserializer)
            }
        }

        impl $crate::__private::serde::Serialize for $type {
            fn serialize<S: $crate::__private::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(
                        Self::$variant(value) => $crate::__union!(
                            @write value, serializer
                            $(, as $adapter)?
                            $(, write_tagged $property_of $tag_of $value_of)?
                            $(, write_with_default $property_or $tag_or $value_or)?
                        ),
                    )*
                    $(Self::$unknown(value) => $crate::__private::serde::Serialize::serialize(value, serializer),)?
                }
            }
        }

        $($(
            impl From<$from> for $type {
                fn from(value: $from) -> Self {
                    Self::$variant(value.into())
                }
            }
        )?)*
    };
    (@read $value:ident) => { $crate::__private::serde::Deserialize::deserialize($value) };
    (@read $value:ident $adapter:ty) => { $crate::__private::codec::read_member::<$adapter, _>($value) };
    (@write $value:ident, $serializer:ident) => { $crate::__private::serde::Serialize::serialize($value, $serializer) };
    (@write $value:ident, $serializer:ident, as $adapter:ty) => {
        <$adapter as $crate::__private::codec::Adapter<_>>::serialize($value, $serializer)
    };
    (@write $value:ident, $serializer:ident, $write:ident $property:literal $tag:ident $content:literal) => {
        $crate::__private::codec::$write($value, $property, $crate::__private::codec::Tag::$tag($content), $serializer)
    };
}
