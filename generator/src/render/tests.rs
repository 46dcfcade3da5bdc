//! Tests of reports.

use super::*;
use crate::load::{Sources, load_text};
use crate::pointer::{Location, Pointer};
use crate::report::{Code, Diagnostic, Sink};

const TEXT: &str =
    "openapi: 3.0.3\ncomponents:\n  schemas:\n    Pét: { type: strin, format: uuid }\n    Dog:\n      type: object\n";

fn sources(name: &str, text: &str) -> Sources {
    load_text(name, text, &mut Sink::new())
}

fn at(pointer: &str) -> Location {
    Location::root(Pointer::parse(pointer).unwrap())
}

#[test]
fn text_shows_place_related_place_pointer_and_help() {
    let sources = sources("api.yaml", TEXT);
    let wrong = Diagnostic::new(
        Code::InvalidValue,
        at("/components/schemas/Pét/type"),
        "`strin` is no type",
    )
    .related(at("/components/schemas/Dog/type"), "this one is")
    .help("did you mean `string`?");
    let note = Diagnostic::new(
        Code::NameCollision,
        at("/components/schemas/Dog/title/deeper"),
        "renamed",
    );
    let expected = "\
error[invalid-value]: `strin` is no type
 --> api.yaml:4:12
  |
4 |     Pét: { type: strin, format: uuid }
  |            ^^^^
5 |     Dog:
6 |       type: object
  |       ---- this one is
  |
  = at: #/components/schemas/Pét/type
  = help: did you mean `string`?

note[name-collision]: renamed
 --> api.yaml:5:5
  |
5 |     Dog:
  |     ^^^
  |
  = at: #/components/schemas/Dog/title/deeper

1 error, 1 note
";
    assert_eq!(text(&[wrong, note], &sources, false), expected);
}

#[test]
fn no_findings_make_no_text() {
    assert_eq!(text(&[], &sources("api.yaml", TEXT), false), "");
    assert_eq!(json(&[], &sources("api.yaml", TEXT)), "");
}

#[test]
fn long_lines_are_cropped_but_columns_are_not() {
    let filler = "\"ü\", ".repeat(200_000);
    let long = format!("{{ \"a\": [{filler} 1], \"wrong\": 1, \"z\": [{filler} 1] }}");
    let sources = sources("api.json", &long);
    let report = text(
        &[Diagnostic::new(Code::Ignored, at("/wrong"), "wrong")],
        &sources,
        false,
    );
    assert!(report.contains("api.json:1:1000014\n"), "{report}");
    assert!(report.contains("\"wrong\": 1"), "{report}");
    assert!(report.len() < 600, "{report}");
    assert!(!report.contains(":::"), "{report}");
}

#[test]
fn a_description_cannot_speak_to_the_terminal() {
    let sources = sources("api.json", "{ \"a\": \"\u{1b}[2J\" }");
    let report = text(
        &[Diagnostic::new(Code::Ignored, at("/a"), "not \u{1b}[2J known")],
        &sources,
        false,
    );
    assert!(!report.contains('\u{1b}'), "{report:?}");
}

#[test]
fn colors_do_not_change_the_words() {
    let sources = sources("api.yaml", TEXT);
    let wrong = Diagnostic::new(Code::InvalidValue, at("/components"), "wrong");
    assert!(text(&[wrong], &sources, true).contains('\u{1b}'));
}

#[test]
fn json_has_one_object_a_line() {
    let sources = sources("api.yaml", TEXT);
    let wrong = Diagnostic::new(Code::InvalidValue, at("/components/schemas/Pét/format"), "wrong")
        .related(at("/components/schemas/Dog"), "like this");
    let note = Diagnostic::new(Code::NameCollision, at("/openapi"), "renamed").help("none");
    let expected = concat!(
        r##"{"code":"invalid-value","severity":"error","message":"wrong","file":"api.yaml","##,
        r##""pointer":"#/components/schemas/Pét/format","line":4,"column":25,"end_line":4,"end_column":31,"help":null,"##,
        r##""related":{"file":"api.yaml","pointer":"#/components/schemas/Dog","line":5,"column":5,"##,
        r##""end_line":5,"end_column":8,"label":"like this"}}"##,
        "\n",
        r##"{"code":"name-collision","severity":"note","message":"renamed","file":"api.yaml","##,
        r##""pointer":"#/openapi","line":1,"column":1,"end_line":1,"end_column":8,"help":"none","related":null}"##,
        "\n",
    );
    assert_eq!(json(&[wrong, note], &sources), expected);
}
