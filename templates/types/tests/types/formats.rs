//! Formats and containers: what is read, what is written, and what is refused.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Debug;

use chrono::{DateTime, Utc};
use indexmap::{IndexMap, IndexSet};
use jiff::{SpanFieldwise, Timestamp};
use rust_decimal::Decimal;
use serde_json::Value;
use time::{Date, OffsetDateTime};

use specwright_types::__private::codec::{
    Adapter, As, Base64, Base64Url, DecimalNumber, DecimalText, Distinct, Each, Iso8601, Nullable, Plain, Rfc3339,
    UnixTime, Values, read_member,
};
use specwright_types::__private::strict;

fn read<A: Adapter<T>, T>(json: &str) -> Result<T, String> {
    serde_json::from_str::<As<T, A>>(json)
        .map(As::into_inner)
        .map_err(|error| error.to_string())
}

fn write<A: Adapter<T>, T>(value: &T) -> String {
    serde_json::to_string(&As::<_, A>::new(value)).unwrap()
}

/// Reads and writes: the text that comes of a text.
fn again<A: Adapter<T>, T: Debug + PartialEq>(json: &str) -> String {
    let value: T = read::<A, T>(json).unwrap();
    let text = write::<A, T>(&value);
    assert_eq!(read::<A, T>(&text).unwrap(), value, "{json}");
    text
}

#[test]
fn unix_time_is_a_point_in_time_of_each_library() {
    for seconds in ["0", "1700000000", "-1"] {
        assert_eq!(again::<UnixTime, DateTime<Utc>>(seconds), seconds);
        assert_eq!(again::<UnixTime, Timestamp>(seconds), seconds);
        assert_eq!(again::<UnixTime, OffsetDateTime>(seconds), seconds);
    }
    let at: DateTime<Utc> = read::<UnixTime, _>("1700000000").unwrap();
    assert_eq!(at.to_rfc3339(), "2023-11-14T22:13:20+00:00");
    for far in ["9223372036854775807", "-9223372036854775808"] {
        assert!(
            read::<UnixTime, DateTime<Utc>>(far)
                .unwrap_err()
                .contains("out of range")
        );
        assert!(read::<UnixTime, Timestamp>(far).unwrap_err().contains("out of range"));
        assert!(
            read::<UnixTime, OffsetDateTime>(far)
                .unwrap_err()
                .contains("out of range")
        );
    }
    assert!(read::<UnixTime, Timestamp>("\"2023-01-01T00:00:00Z\"").is_err());
}

#[test]
fn times_of_day_in_utc_keep_their_text() {
    for text in [r#""2024-02-29T12:30:00Z""#, r#""2024-02-29T12:30:00.125Z""#] {
        assert_eq!(again::<Plain, DateTime<Utc>>(text), text);
        assert_eq!(again::<Rfc3339, DateTime<Utc>>(text), text);
        assert_eq!(again::<Plain, Timestamp>(text), text);
        assert_eq!(again::<Rfc3339, OffsetDateTime>(text), text);
    }
}

/// The adapter is there to be fast: it takes and writes what chrono's own codecs do.
#[test]
fn times_of_chrono_are_read_and_written_as_by_chrono() {
    let texts = [
        "2024-02-29T12:30:00.000001Z",
        "2024-02-29 12:30:00Z",
        "2024-02-29t12:30:00.5z",
        "2024-02-29T12:30:60+05:30",
        "1969-12-31T23:59:59.999999999-00:00",
        "+12024-02-29T12:30:00Z",
        "-0001-02-28T12:30:00Z",
        "2024-02-29T12:30:00 +02:00",
        "2024-2-9T1:3:0Z",
        "2024-02-29T12:30:00",
        "2023-02-29T12:30:00Z",
        "2024-02-29T24:00:00Z",
        "2024-02-29",
        "",
    ];
    for text in texts {
        let json = serde_json::to_string(text).unwrap();
        let (own, ours) = (
            read::<Plain, DateTime<Utc>>(&json),
            read::<Rfc3339, DateTime<Utc>>(&json),
        );
        assert_eq!(own.as_ref().ok(), ours.as_ref().ok(), "{text}");
        if let (Ok(own), Ok(ours)) = (own, ours) {
            assert_eq!(write::<Plain, _>(&own), write::<Rfc3339, _>(&ours));
        }
    }
    let error = read::<Rfc3339, DateTime<Utc>>(r#""2024-02-29""#).unwrap_err();
    assert!(
        error.starts_with("not a time such as 2024-02-29T12:00:00Z: premature end of input"),
        "{error}"
    );
}

#[test]
fn offsets_and_zeros_keep_the_instant() {
    let (offset, zeros) = (r#""2024-02-29T12:30:00+02:00""#, r#""2024-02-29T10:30:00.000Z""#);
    let utc = r#""2024-02-29T10:30:00Z""#;
    for text in [offset, zeros] {
        assert_eq!(again::<Plain, DateTime<Utc>>(text), utc);
        assert_eq!(again::<Plain, Timestamp>(text), utc);
    }
    // The only one that keeps the offset.
    assert_eq!(again::<Rfc3339, OffsetDateTime>(offset), offset);
    assert_eq!(again::<Rfc3339, OffsetDateTime>(zeros), utc);
}

#[test]
fn dates_are_written_as_they_came() {
    for text in [r#""2024-02-29""#, r#""0001-01-01""#, r#""9999-12-31""#] {
        assert_eq!(again::<Plain, chrono::NaiveDate>(text), text);
        assert_eq!(again::<Plain, jiff::civil::Date>(text), text);
        assert_eq!(again::<Rfc3339, Date>(text), text);
    }
    let error = read::<Rfc3339, Date>(r#""2023-02-29""#).unwrap_err();
    assert!(error.starts_with("not a date such as 2024-02-29: "), "{error}");
    assert!(read::<Rfc3339, Date>("20240229").is_err());
    assert!(read::<Rfc3339, OffsetDateTime>(r#""2024-02-29""#).is_err());
}

#[test]
fn durations_keep_their_units() {
    for text in ["P1Y2M3DT4H5M6S", "P1W", "PT36H", "PT0.5S", "-P1D", "P2Y6M"] {
        let json = format!("\"{text}\"");
        assert_eq!(again::<Iso8601, SpanFieldwise>(&json), json);
    }
    // Equal lengths in other units are other values.
    let of = |text| read::<Iso8601, SpanFieldwise>(text).unwrap();
    assert_ne!(of(r#""PT60M""#), of(r#""PT1H""#));
    for text in [r#""1 day""#, r#""P""#, "5"] {
        assert!(read::<Iso8601, SpanFieldwise>(text).is_err(), "{text}");
    }
}

#[test]
fn both_alphabets_of_base64_are_read_with_or_without_padding() {
    assert_eq!(again::<Base64, Vec<u8>>(r#""+/8=""#), r#""+/8=""#);
    assert_eq!(again::<Base64, Vec<u8>>(r#""+/8""#), r#""+/8=""#);
    assert_eq!(again::<Base64Url, Vec<u8>>(r#""-_8=""#), r#""-_8""#);
    assert_eq!(again::<Base64Url, Vec<u8>>(r#""-_8""#), r#""-_8""#);
    assert!(read::<Base64, Vec<u8>>(r#""-_8=""#).is_err());
    assert!(read::<Base64Url, Vec<u8>>(r#""+/8=""#).is_err());
}

#[test]
fn decimals_keep_every_digit() {
    for text in [
        "1.50",
        "-0.05",
        "12345678901234567890.12345678",
        "0",
        "79228162514264337593543950335",
    ] {
        let json = format!("\"{text}\"");
        assert_eq!(again::<DecimalText, Decimal>(&json), json);
        assert_eq!(again::<DecimalNumber, Decimal>(text), text);
    }
    assert_eq!(again::<DecimalText, Decimal>(r#""1e3""#), r#""1000""#);
    assert_eq!(again::<DecimalNumber, Decimal>("1.5E-2"), "0.015");
    for other in [r#""1,5""#, r#""""#, r#""NaN""#] {
        assert!(read::<DecimalText, Decimal>(other).is_err(), "{other}");
    }
    // More digits than there is room for are refused, not rounded.
    assert!(read::<DecimalNumber, Decimal>("0.12345678901234567890123456789012345").is_err());
    assert!(read::<DecimalNumber, Decimal>(r#""1.5""#).is_err());
    assert!(read::<DecimalText, Decimal>("1.5").is_err());
}

#[test]
fn decimals_go_through_json_values_too() {
    let value = serde_json::to_value(As::<_, DecimalNumber>::new(&Decimal::new(125, 2))).unwrap();
    assert_eq!(value, serde_json::json!(1.25));
    assert_eq!(
        read_member::<DecimalNumber, Decimal>(&value).unwrap(),
        Decimal::new(125, 2)
    );
    let mut reader = serde_json::Deserializer::from_str("[1.10, null]");
    let list: As<Vec<Option<Decimal>>, Each<Nullable<DecimalNumber>>> =
        serde_path_to_error::deserialize(&mut reader).unwrap();
    assert_eq!(list.into_inner(), [Some(Decimal::new(110, 2)), None]);
}

#[test]
fn maps_of_every_kind_go_through_their_values() {
    let json = r#"{"b":1700000000,"a":0}"#;
    assert_eq!(
        again::<Values<UnixTime>, BTreeMap<String, Timestamp>>(json),
        r#"{"a":0,"b":1700000000}"#
    );
    assert_eq!(again::<Values<UnixTime>, IndexMap<String, Timestamp>>(json), json);
    let map = read::<Values<UnixTime>, HashMap<String, Timestamp>>(json).unwrap();
    let value: Value = serde_json::from_str(&write::<Values<UnixTime>, _>(&map)).unwrap();
    assert_eq!(value, serde_json::from_str::<Value>(json).unwrap());
}

#[test]
fn sets_hold_everything_once() {
    let json = r#"["b","a"]"#;
    assert_eq!(again::<Distinct<Plain>, BTreeSet<String>>(json), r#"["a","b"]"#);
    assert_eq!(again::<Distinct<Plain>, IndexSet<String>>(json), json);
    let set = read::<Distinct<Base64>, HashSet<Vec<u8>>>(r#"["AA==","AQ=="]"#).unwrap();
    assert_eq!(set, HashSet::from([vec![0], vec![1]]));
}

#[test]
fn what_comes_twice_is_refused_in_strict_decoding_only() {
    let twice = "[1,2,1]";
    assert_eq!(
        read::<Distinct<Plain>, BTreeSet<i64>>(twice).unwrap(),
        BTreeSet::from([1, 2])
    );
    let error = strict(|| read::<Distinct<Plain>, IndexSet<i64>>(twice)).unwrap_err();
    assert!(error.starts_with("holds an item twice"), "{error}");
    assert!(strict(|| read::<Distinct<Plain>, HashSet<i64>>("[1,2]")).is_ok());
}
