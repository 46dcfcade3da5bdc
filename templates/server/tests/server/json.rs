//! Where decoding stopped: always where `serde_path_to_error`, which keeps every name on the way, says so too.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_path_to_error::Segment;

use specwright_server::__private::json;

type Rows = BTreeMap<String, Vec<BTreeMap<String, Option<i8>>>>;

/// Refuses what it has read, as unions and adapters do: the error knows no place in the text.
#[derive(Debug)]
struct Small;

impl<'de> Deserialize<'de> for Small {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Number(number) if number.as_u64().is_some_and(|number| number < 10) => Ok(Self),
            _ => Err(D::Error::custom("is not small")),
        }
    }
}

fn ours<T: DeserializeOwned>(text: &str) -> Option<(String, String)> {
    let (pointer, error) = json::decode::<T>(text.as_bytes()).err()?;
    Some((pointer, error.to_string()))
}

fn theirs<T: DeserializeOwned>(text: &str) -> Option<(String, String)> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let error = match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
        Ok(_) => return Some((String::new(), deserializer.end().err()?.to_string())),
        Err(error) => error,
    };
    let segments = error.path().iter().filter_map(|segment| match segment {
        Segment::Seq { index } => Some(format!("/{index}")),
        Segment::Map { key } => Some(format!("/{}", key.replace('~', "~0").replace('/', "~1"))),
        Segment::Enum { .. } | Segment::Unknown => None,
    });
    Some((segments.collect(), error.inner().to_string()))
}

fn fails_at<T: DeserializeOwned>(text: &str, pointer: &str) {
    let (found, error) = ours::<T>(text).unwrap_or_else(|| panic!("{text} can be decoded"));
    assert_eq!(found, pointer, "{text}: {error}");
    assert_eq!(theirs::<T>(text), Some((found, error)), "{text}");
}

#[test]
fn a_value_that_does_not_fit_is_found() {
    fails_at::<Rows>(r#"{"a":[],"b":[{"x":1},{"y":2,"z":300}]}"#, "/b/1/z");
    fails_at::<Rows>(r#"{"a/b":[{"~":"1"}]}"#, "/a~1b/0/~0");
    fails_at::<Rows>(r#"{"\u00e9\"":[{"x":true}]}"#, "/é\"/0/x");
    fails_at::<Rows>(r#"{"a":[null]}"#, "/a/0");
    fails_at::<Rows>(r#"{"a":{}}"#, "/a");
    fails_at::<Rows>("[]", "");
    fails_at::<(i8, [String; 2])>(r#"[1,["a",2]]"#, "/1/1");
    fails_at::<(i8, i8)>("[1]", "");
    fails_at::<Option<Vec<bool>>>("[true,0]", "/1");
    fails_at::<BTreeMap<String, Vec<Small>>>(r#"{"a":[1,2],"b":[3,12]}"#, "/b/1");
    fails_at::<Vec<Small>>(r#"[{"a":[1,{"b":x}]}]"#, "/0/a/1/b");
}

#[test]
fn what_is_no_json_is_found() {
    let text = r#"{"a":[{"x":1},{"y":2,"z":3}],"b":[ ]}"#;
    let cut = (0..text.len()).filter_map(|end| text.get(..end)).map(str::to_owned);
    let marks = (0..=text.len()).filter_map(|at| Some((text.get(..at)?, text.get(at..)?)));
    let marked = marks.flat_map(|(before, after)| {
        [",", ":", "{", "]", "x", "\"", "1", " "].map(|mark| format!("{before}{mark}{after}"))
    });
    let mut faults = 0;
    for text in cut.chain(marked) {
        assert_eq!(ours::<Rows>(&text), theirs::<Rows>(&text), "{text}");
        assert_eq!(ours::<Value>(&text), theirs::<Value>(&text), "{text}");
        faults += usize::from(ours::<Rows>(&text).is_some());
    }
    assert!(faults > 200, "{faults}");
    assert_eq!(ours::<Rows>(text), None);
}
