//! Tests of positions.

use super::*;

/// The text that a place is shown by.
fn shown<'a>(text: &'a str, pointer: &str) -> (usize, &'a str) {
    let span = Index::of(text).locate(&Pointer::parse(pointer).unwrap());
    (text[..span.start].matches('\n').count() + 1, &text[span])
}

const YAML: &str = "\
# Größen
openapi: 3.0.3
paths:
  /pets/{id}: &pets
    get:
      tags: [a, 'ö', \"c\"]
      parameters:
        - name: id
          in: path
        -
          name: q
      'x-quoted': {one: 1, \"two\": 2}
  /animals: *pets
components:
  base: &base { type: object }
  more: &more
    title: More
  Pet:
    <<: [*base, *more]
    description: |
      many
      lines
";

#[test]
fn yaml_entries_are_shown_by_key_and_items_by_value() {
    assert_eq!(shown(YAML, "/paths/~1pets~1{id}/get"), (5, "get"));
    assert_eq!(shown(YAML, "/paths/~1pets~1{id}/get/tags/1"), (6, "'ö'"));
    assert_eq!(shown(YAML, "/paths/~1pets~1{id}/get/parameters/0"), (8, "name"));
    assert_eq!(shown(YAML, "/paths/~1pets~1{id}/get/parameters/0/in"), (9, "in"));
    assert_eq!(shown(YAML, "/paths/~1pets~1{id}/get/parameters/1"), (11, "name"));
    assert_eq!(shown(YAML, "/paths/~1pets~1{id}/get/x-quoted"), (12, "'x-quoted'"));
    assert_eq!(shown(YAML, "/paths/~1pets~1{id}/get/x-quoted/two"), (12, "\"two\""));
    assert_eq!(shown(YAML, "/components/Pet/description"), (20, "description"));
}

#[test]
fn aliases_and_merges_lead_to_what_they_stand_for() {
    assert_eq!(shown(YAML, "/paths/~1animals"), (13, "/animals"));
    assert_eq!(shown(YAML, "/paths/~1animals/get"), (5, "get"));
    assert_eq!(shown(YAML, "/components/Pet/type"), (15, "type"));
    assert_eq!(shown(YAML, "/components/Pet/title"), (17, "title"));
}

#[test]
fn what_is_not_there_is_shown_by_its_nearest_ancestor() {
    assert_eq!(shown(YAML, "/paths/~1pets~1{id}/get/responses/200"), (5, "get"));
    assert_eq!(shown(YAML, "/info/title"), (2, "openapi"));
    assert_eq!(shown(YAML, ""), (2, "openapi"));
    assert_eq!(shown(YAML, "/paths/~1pets~1{id}/get/tags/7"), (6, "tags"));
}

const JSON: &str = "{\n\t\"a\\/b\": [1, -2.5e3, \"\\\"}\", true, {\"x\": null}],\n\t\"\\u0063\\ud83d\\ude00\": {}\n}";

#[test]
fn json_may_have_tabs_and_escapes() {
    assert_eq!(shown(JSON, "/a~1b"), (2, "\"a\\/b\""));
    assert_eq!(shown(JSON, "/a~1b/1"), (2, "-2.5e3"));
    assert_eq!(shown(JSON, "/a~1b/2"), (2, "\"\\\"}\""));
    assert_eq!(shown(JSON, "/a~1b/3"), (2, "true"));
    assert_eq!(shown(JSON, "/a~1b/4"), (2, "{"));
    assert_eq!(shown(JSON, "/a~1b/4/x"), (2, "\"x\""));
    assert_eq!(shown(JSON, "/c😀"), (3, "\"\\u0063\\ud83d\\ude00\""));
    assert_eq!(shown(JSON, ""), (1, "{"));
}

#[test]
fn long_text_beyond_ascii_keeps_its_offsets() {
    let padding = "ä".repeat(1000);
    let text = format!("a: {padding}\nb: {padding}\r\nc:\n  - {padding}é\n");
    assert_eq!(shown(&text, "/b"), (2, "b"));
    assert_eq!(shown(&text, "/c/0").1, format!("{padding}é"));
}

#[test]
fn duplicates_are_found_at_every_level_but_for_merges() {
    let text = "a: {x: 1}\nb: &b\n  - x: 1\n    y: 2\n    x: 3\n    x: 4\nc:\n  <<: *b\n  <<: *b\na: 2\n";
    let duplicates = Index::of_yaml(text).unwrap().duplicates();
    let lines = duplicates.iter().map(|fault| {
        let line = |byte: usize| text[..byte].matches('\n').count() + 1;
        let first = fault.related.as_ref().map(|(span, _)| line(span.start)).unwrap();
        (fault.pointer.as_str(), first, line(fault.span.start))
    });
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [("/b/0/x", 3, 5), ("/b/0/x", 3, 6), ("/a", 1, 10)]
    );
}

#[test]
fn brackets_may_close_at_the_margin() {
    let text = "a:\n  b: {\n    \"c\": [\n    1, 2\n  ]\n\n  }\n  d: |\n    }\n  e: [\n    1 # one\n    ]\n";
    assert_eq!(shown(text, "/a/b/c/1"), (4, "2"));
    assert_eq!(shown(text, "/a/d"), (8, "d"));
    assert_eq!(shown(text, "/a/e"), (10, "e"));
}
