//! Arrays whose items have types by position.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use serde::ser::{SerializeTuple, Serializer};

use super::adapter::{Adapter, As};

/// An array of as many items as there are adapters, each item by its own.
pub struct Tuple<A>(PhantomData<A>);

/// The visitor of tuples.
struct Items<A, T>(PhantomData<(A, T)>);

/// The next item, by an adapter.
fn next<'de, A: Adapter<T>, T, S: SeqAccess<'de>>(items: &mut S, index: usize, count: usize) -> Result<T, S::Error> {
    let item = items.next_element::<As<T, A>>()?;
    item.map(As::into_inner).ok_or_else(|| {
        let items = if index == 1 { "item" } else { "items" };
        S::Error::custom(format_args!("has {index} {items}, but must have {count}"))
    })
}

/// The two impls for tuples of one length.
macro_rules! tuple {
    ($count:literal: $($index:tt $T:ident $A:ident),+) => {
        impl<$($T, $A: Adapter<$T>),+> Adapter<($($T,)+)> for Tuple<($($A,)+)> {
            fn serialize<S: Serializer>(value: &($($T,)+), serializer: S) -> Result<S::Ok, S::Error> {
                let mut tuple = serializer.serialize_tuple($count)?;
                $(tuple.serialize_element(&As::<_, $A>::new(&value.$index))?;)+
                tuple.end()
            }

            fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<($($T,)+), D::Error> {
                deserializer.deserialize_tuple($count, Items::<($($A,)+), ($($T,)+)>(PhantomData))
            }
        }

        impl<'de, $($T, $A: Adapter<$T>),+> Visitor<'de> for Items<($($A,)+), ($($T,)+)> {
            type Value = ($($T,)+);

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "an array of {} items", $count)
            }

            fn visit_seq<S: SeqAccess<'de>>(self, mut items: S) -> Result<Self::Value, S::Error> {
                Ok(($(next::<$A, $T, S>(&mut items, $index, $count)?,)+))
            }
        }
    };
}

tuple!(1: 0 T0 A0);
tuple!(2: 0 T0 A0, 1 T1 A1);
tuple!(3: 0 T0 A0, 1 T1 A1, 2 T2 A2);
tuple!(4: 0 T0 A0, 1 T1 A1, 2 T2 A2, 3 T3 A3);
tuple!(5: 0 T0 A0, 1 T1 A1, 2 T2 A2, 3 T3 A3, 4 T4 A4);
tuple!(6: 0 T0 A0, 1 T1 A1, 2 T2 A2, 3 T3 A3, 4 T4 A4, 5 T5 A5);
tuple!(7: 0 T0 A0, 1 T1 A1, 2 T2 A2, 3 T3 A3, 4 T4 A4, 5 T5 A5, 6 T6 A6);
tuple!(8: 0 T0 A0, 1 T1 A1, 2 T2 A2, 3 T3 A3, 4 T4 A4, 5 T5 A5, 6 T6 A6, 7 T7 A7);
