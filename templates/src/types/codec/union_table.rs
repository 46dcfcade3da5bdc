//! The table of a union: a member a line, from which its codec is made.

/// Implements `Union`, `Deserialize` and `Serialize` for an enum of members. Needs `codec` in scope.
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
macro_rules! union {
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
        impl codec::Union for $type {
            const TESTS: &'static [codec::Test] = &[$($test),*];
            $(
                const DISCRIMINATOR: Option<(&'static str, &'static [(codec::Tag, usize)])> =
                    Some(($property, &[$((codec::Tag::$tag($value), $member)),*]));
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
                fn unknown(value: ::serde_json::Value) -> Option<Self> {
                    Some(Self::$unknown(value))
                }
            )?

            fn member(index: usize, value: &::serde_json::Value) -> ::serde_json::Result<Self> {
                match index {
                    $($index => codec::union!(@read value $($adapter)?).map(Self::$variant),)*
                    _ => codec::no_member(),
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                codec::read_union(deserializer)
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(
                        Self::$variant(value) => codec::union!(
                            @write value, serializer
                            $(, as $adapter)?
                            $(, write_tagged $property_of $tag_of $value_of)?
                            $(, write_with_default $property_or $tag_or $value_or)?
                        ),
                    )*
                    $(Self::$unknown(value) => ::serde::Serialize::serialize(value, serializer),)?
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
    (@read $value:ident) => { ::serde::Deserialize::deserialize($value) };
    (@read $value:ident $adapter:ty) => { codec::read_member::<$adapter, _>($value) };
    (@write $value:ident, $serializer:ident) => { ::serde::Serialize::serialize($value, $serializer) };
    (@write $value:ident, $serializer:ident, as $adapter:ty) => {
        <$adapter as codec::Adapter<_>>::serialize($value, $serializer)
    };
    (@write $value:ident, $serializer:ident, $write:ident $property:literal $tag:ident $content:literal) => {
        codec::$write($value, $property, codec::Tag::$tag($content), $serializer)
    };
}

pub(crate) use union;
