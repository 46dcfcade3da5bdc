//! Tests of loading.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::json;

use super::*;
use crate::pointer::FileId;
use crate::report::Code;

/// The value of a text that has nothing wrong.
fn value(name: &str, text: &str) -> Value {
    let (value, codes) = read(name, text);
    assert_eq!(codes, []);
    value
}

/// The value and the codes of what is wrong.
fn read(name: &str, text: &str) -> (Value, Vec<Code>) {
    let mut sink = Sink::new();
    let mut sources = load_text(name, text, &mut sink);
    let codes = sink.diagnostics().iter().map(|diagnostic| diagnostic.code).collect();
    (sources.files.swap_remove(0).value, codes)
}

/// A folder of its own for a test; removed at the end.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = std::env::temp_dir().join(format!("specwright-load-{name}-{}", std::process::id()));
        for (file, text) in files {
            let file = path.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Self(path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn yaml_scalars_mean_what_their_authors_mean() {
    let text =
        "a: no\nb: on\nc: 0777\nd: 1_000\ne: 2024-01-02\nf: 12:30:45\ng: true\nh: ~\ni: 3.10\nj: !tag x\nk: !!str 5\n";
    assert_eq!(
        value("a.yaml", text),
        json!({
            "a": "no", "b": "on", "c": "0777", "d": "1_000", "e": "2024-01-02", "f": "12:30:45", "g": true, "h": null,
            "i": 3.1, "j": "x", "k": "5",
        })
    );
}

#[test]
fn yaml_keys_are_text() {
    let text = "200: a\ntrue: b\n3.10: c\n~: d\n&k key: e\nother: {*k : f}\n";
    assert_eq!(
        value("a.yaml", text),
        json!({ "200": "a", "true": "b", "3.10": "c", "~": "d", "key": "e", "other": { "key": "f" } })
    );
}

#[test]
fn keys_keep_their_order() {
    let expected = ["z", "a", "m", "b"];
    for (name, text) in [
        ("a.yaml", "z: 1\na: 1\nm: 1\nb: 1\n"),
        ("a.json", r#"{"z":1,"a":1,"m":1,"b":1}"#),
    ] {
        let value = value(name, text);
        assert_eq!(value.as_object().unwrap().keys().collect::<Vec<_>>(), expected);
    }
}

#[test]
fn integers_beyond_64_bits_cost_nothing_else() {
    let big = "340282366920938463463374607431768211455";
    let small = "-170141183460469231731687303715884105728";
    let expected =
        json!({ "a": 340282366920938463463374607431768211455_f64, "b": u64::MAX, "c": small.parse::<f64>().unwrap() });
    assert_eq!(
        value("a.yaml", &format!("a: {big}\nb: 18446744073709551615\nc: {small}\n")),
        expected
    );
    assert_eq!(
        value(
            "a.json",
            &format!("{{\"a\": {big}, \"b\": 18446744073709551615, \"c\": {small}}}")
        ),
        expected
    );
}

#[test]
fn merge_keys_merge_and_own_keys_win() {
    let text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 3\nd: {<<: text}\n";
    let value = value("a.yaml", text);
    assert_eq!(value["c"], json!({ "x": 3, "y": 1, "z": 2 }));
    assert_eq!(value["d"], json!({ "<<": "text" }));
}

#[test]
fn content_decides_the_format_before_the_name() {
    assert_eq!(
        value("a.yaml", "\t{\t\"a\": \"\\ud83d\\ude00\" }"),
        json!({ "a": "😀" })
    );
    assert_eq!(value("a.yaml", "{a: 1, b: [2,],}"), json!({ "a": 1, "b": [2] }));
    assert_eq!(read("a.json", "{a: 1}").1, [Code::Syntax]);
    assert_eq!(read("a.json", "a: 1").1, [Code::Syntax]);
}

#[test]
fn duplicate_keys_are_reported_and_the_last_one_counts() {
    for (name, text) in [
        ("a.yaml", "a: 1\nb: 2\na: 3\n"),
        ("a.json", r#"{"a": 1, "b": 2, "a": 3}"#),
    ] {
        assert_eq!(read(name, text), (json!({ "a": 3, "b": 2 }), vec![Code::DuplicateKey]));
    }
}

#[test]
fn depth_has_a_limit_that_is_the_same_in_both_formats() {
    let most = guard::MAX_DEPTH;
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    let block = |levels: usize| format!("{}a\n", "- ".repeat(levels));
    for (name, text) in [
        ("a.json", nested(most)),
        ("a.yaml", nested(most)),
        ("a.yaml", block(most)),
    ] {
        assert_eq!(read(name, &text).1, []);
    }
    for (name, text) in [
        ("a.json", nested(most + 1)),
        ("a.yaml", nested(most + 1)),
        ("a.yaml", block(most + 1)),
    ] {
        assert_eq!(read(name, &text), (Value::Null, vec![Code::TooLarge]));
    }
}

#[test]
fn hostile_documents_are_refused_at_once() {
    let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, inner) in "bcdefghij".chars().zip("abcdefghi".chars()) {
        let items = vec![format!("*{inner}"); 9].join(", ");
        bomb.push_str(&format!("{name}: &{name} [{items}]\n"));
    }
    let mut ladder = "a0: &a0 [x]\n".to_owned();
    for level in 1..=200 {
        ladder.push_str(&format!("a{level}: &a{level} [*a{}]\n", level - 1));
    }
    let deep = [
        ("a.json", "[".repeat(20_000)),
        ("a.json", "{\"a\":".repeat(20_000)),
        ("a.yaml", format!("a: {}", "[".repeat(20_000))),
        ("a.yaml", format!("a: {}", "{a: ".repeat(20_000))),
        ("a.yaml", "- ".repeat(20_000)),
        ("a.yaml", "? ".repeat(20_000)),
    ];
    let start = Instant::now();
    for (name, text) in deep
        .iter()
        .map(|(name, text)| (*name, text))
        .chain([("a.yaml", &bomb), ("a.yaml", &ladder)])
    {
        let (value, codes) = read(name, text);
        assert_eq!(value, Value::Null);
        assert!(matches!(codes[..], [Code::TooLarge | Code::Syntax]), "{codes:?}");
    }
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    assert_eq!(read("a.yaml", &bomb).1, [Code::TooLarge]);
    assert_eq!(read("a.yaml", &ladder).1, [Code::TooLarge]);
}

#[test]
fn references_lead_from_file_to_file() {
    let files = [
        (
            "api.yaml",
            "a: { $ref: './schemas/my%20pets.yaml#/Pet' }\nb: { $ref: schemas/owner.json }\n",
        ),
        ("schemas/my pets.yaml", "Pet: { $ref: owner.json#/a~1b%7D }\n"),
        (
            "schemas/owner.json",
            r##"{"a/b}": {"$ref": "../api.yaml#/b"}, "c": {"$ref": "#/a~1b}"}, "d": {"$ref": "#name"}}"##,
        ),
    ];
    let mut sink = Sink::new();
    let sources = load_texts(&files, &mut sink);
    assert_eq!(sink.diagnostics(), []);
    let names = sources.files.iter().map(|file| file.name.as_str());
    assert_eq!(
        names.collect::<Vec<_>>(),
        ["api.yaml", "schemas/my pets.yaml", "schemas/owner.json"]
    );

    let resolve = |from, text| {
        let from = Location {
            file: FileId(from),
            pointer: Pointer::root(),
        };
        let target = sources.point(&from, text)?;
        Some((target.file.0, target.pointer.to_string()))
    };
    let at = |file, pointer: &str| Some((file, pointer.to_owned()));
    assert_eq!(resolve(0, "./schemas/my%20pets.yaml#/Pet"), at(1, "/Pet"));
    assert_eq!(resolve(0, "schemas/owner.json"), at(2, ""));
    assert_eq!(resolve(1, "owner.json#/a~1b%7D"), at(2, "/a~1b}"));
    assert_eq!(resolve(2, "../api.yaml#/b"), at(0, "/b"));
    assert_eq!(resolve(2, "#/a~1b}"), at(2, "/a~1b}"));
    assert_eq!(resolve(2, "#name"), None);
    assert_eq!(resolve(2, "owner.json"), None);
}

#[test]
fn files_that_are_not_there_are_reported_where_they_are_referred_to() {
    let text = "a: { $ref: 'b.yaml' }\nc: [{ $ref: 'https://example.com/c.yaml' }]\nx-d: { $ref: d.yaml }\n";
    let mut sink = Sink::new();
    let _ = load_text("api.yaml", text, &mut sink);
    let found = sink
        .diagnostics()
        .iter()
        .map(|found| (found.code, found.location.pointer.as_str()));
    assert_eq!(
        found.collect::<Vec<_>>(),
        [(Code::DanglingRef, "/a/$ref"), (Code::ForeignRef, "/c/0/$ref")]
    );
}

#[test]
fn only_files_below_the_folder_are_read() {
    let folder = Temporary::new(
        "below",
        &[
            ("api/v1/api.yaml", "a: { $ref: ../common.yaml }\n"),
            ("api/common.yaml", "a: 1\n"),
        ],
    );
    let path = folder.0.join("api/v1/api.yaml");
    let mut sink = Sink::new();
    let sources = load(&path, &mut sink);
    assert_eq!(sink.diagnostics().len(), 1);
    assert_eq!(sink.diagnostics()[0].code, Code::ForeignRef);
    assert_eq!(sources.files.len(), 1);

    let mut sink = Sink::new();
    let sources = load_within(&folder.0.join("api"), &path, &mut sink);
    assert_eq!(sink.diagnostics(), []);
    let names = sources.files.iter().map(|file| file.name.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["v1/api.yaml", "common.yaml"]);
}

#[cfg(unix)]
#[test]
fn symbolic_links_do_not_lead_out() {
    let folder = Temporary::new(
        "links",
        &[
            (
                "api/api.yaml",
                "a: { $ref: inside.yaml }\nb: { $ref: outside.yaml }\nc: { $ref: folder/secret.yaml }\n",
            ),
            ("api/real.yaml", "a: 1\n"),
            ("secret.yaml", "a: 1\n"),
        ],
    );
    let link = |to: &str, from: &str| std::os::unix::fs::symlink(folder.0.join(to), folder.0.join(from)).unwrap();
    link("api/real.yaml", "api/inside.yaml");
    link("secret.yaml", "api/outside.yaml");
    link("", "api/folder");
    let mut sink = Sink::new();
    let sources = load(&folder.0.join("api/api.yaml"), &mut sink);
    let found = sink
        .diagnostics()
        .iter()
        .map(|found| (found.code, found.location.pointer.as_str()));
    assert_eq!(
        found.collect::<Vec<_>>(),
        [(Code::ForeignRef, "/b/$ref"), (Code::ForeignRef, "/c/$ref")]
    );
    assert_eq!(sources.files.len(), 2);
}

#[test]
fn a_description_that_cannot_be_read_is_reported() {
    let folder = Temporary::new("unreadable", &[("folder.yaml/file", "")]);
    fs::write(folder.0.join("latin.yaml"), b"a: Caf\xe9\n").unwrap();
    for name in ["none.yaml", "folder.yaml", "latin.yaml"] {
        let mut sink = Sink::new();
        let sources = load(&folder.0.join(name), &mut sink);
        assert_eq!(sink.diagnostics().len(), 1, "{name}");
        assert_eq!(sink.diagnostics()[0].code, Code::Unreadable);
        assert_eq!(sources.files[0].value, Value::Null);
    }
}

#[test]
fn several_files_are_one_value() {
    let api =
        r##"{"a": {"$ref": "b c.json#/x"}, "d": {"mapping": {"m": "b c.json", "n": "other.json", "o": "Name"}}}"##;
    let other = r##"{"x": {"$ref": "#/y"}, "y": [{"$ref": "api.json#/d/%22"}], "z": {"$ref": "#anchor"}}"##;
    let mut sink = Sink::new();
    let sources = load_texts(&[("api.json", api), ("b c.json", other)], &mut sink);
    assert_eq!(
        sources.bundled(),
        json!({
            "a": {"$ref": "#/x-files/b%20c.json/x"},
            "d": {"mapping": {"m": "#/x-files/b%20c.json", "n": "other.json", "o": "Name"}},
            "x-files": {"b c.json": {
                "x": {"$ref": "#/x-files/b%20c.json/y"}, "y": [{"$ref": "#/d/%22"}], "z": {"$ref": "#anchor"},
            }},
        })
    );
    let single = load_text("api.json", r##"{"a": {"$ref": "#/b"}, "b": 1}"##, &mut sink);
    assert_eq!(single.bundled(), json!({"a": {"$ref": "#/b"}, "b": 1}));
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let folder = Temporary::new("mark", &[("api.json", "\u{feff}{\"a\": 1}")]);
    let mut sink = Sink::new();
    let sources = load(&folder.0.join("api.json"), &mut sink);
    assert_eq!(sink.diagnostics(), []);
    assert_eq!(sources.files[0].value, json!({ "a": 1 }));
}
