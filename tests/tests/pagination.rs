//! What is inferred of the ways in which APIs give pages: parameters and an answer, and what asks for the next page.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

use specwright::analyze::{PageInput, PageStep};
use specwright::pipeline::Description;
use specwright::plan::Plan;
use specwright::report::Sink;
use specwright::settings::Settings;

/// What is inferred for an operation with these query parameters (`name: schema`) and properties of its answer.
fn inferred(parameters: &[&str], answer: &str, headers: &str) -> String {
    let parameters = parameters.iter().map(|parameter| {
        let (name, schema) = parameter.split_once(": ").unwrap();
        format!("{{in: query, name: \"{name}\", schema: {schema}}}")
    });
    let parameters: Vec<String> = parameters.collect();
    of_operation(
        "get",
        &format!("parameters: [{}]", parameters.join(", ")),
        answer,
        headers,
    )
}

/// What is inferred for a search with these properties of its body and of its answer.
fn searched(body: &str, answer: &str) -> String {
    let schema = format!("{{type: object, properties: {{{body}}}}}");
    let body = format!("requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}");
    of_operation("post", &body, answer, "")
}

fn of_operation(method: &str, inputs: &str, answer: &str, headers: &str) -> String {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n  /things:\n    {method}:\n      {inputs}\n      \
         responses: {{'200': {{description: A page., headers: {{{headers}}}, content: {{application/json: {{schema: \
         {answer}}}}}}}}}\n"
    );
    let read = Description::parse("spec.yaml", &text);
    let mut sink = Sink::new();
    let facts = Plan::new(read.api, Settings::default(), &mut sink).facts;
    let Some(found) = &facts.operations[0].pagination else {
        return sink
            .into_diagnostics()
            .iter()
            .any(|found| found.code.as_str() == "unpaged")
            .to_string();
    };
    let by = |input: &PageInput| match input {
        PageInput::Parameter(index) => index.to_string(),
        PageInput::Body(path) => path.join("."),
    };
    let step = match &found.step {
        PageStep::Page { input, first } => format!("page {} from {first}", by(input)),
        PageStep::Offset { input, first } => format!("offset {} from {first}", by(input)),
        PageStep::Cursor { input, next } => format!("cursor {} = {}", by(input), next.join(".")),
        PageStep::Link { next } => format!("link {}", next.join(".")),
        PageStep::LinkHeader => "header".to_owned(),
    };
    let ends = [("more", &found.more), ("pages", &found.pages)];
    let ends = ends
        .iter()
        .filter_map(|(name, path)| Some(format!(", {name} {}", path.as_ref()?.join("."))));
    format!("{step}; {}{}", found.items.join("."), ends.collect::<String>())
}

const N: &str = "{type: integer}";
const T: &str = "{type: string}";

/// An object with such properties beside an array of objects.
fn page(items: &str, others: &str) -> String {
    let item = "{type: object, properties: {id: {type: string}}}";
    format!("{{type: object, properties: {{{items}: {{type: array, items: {item}}}, {others}}}}}")
}

fn all(cases: &[(&[&str], String, &str)]) {
    for (parameters, answer, expected) in cases {
        assert_eq!(inferred(parameters, answer, ""), *expected, "{parameters:?} {answer}");
    }
}

#[test]
fn numbers_of_pages_in_all_spellings() {
    for (page, size) in [
        ("page", "per_page"),
        ("page", "perPage"),
        ("Page", "PageSize"),
        ("page_num", "page_size"),
        ("pageNumber", "pageSize"),
        ("page-number", "limit"),
        ("page[number]", "page[size]"),
        ("$page", "$top"),
    ] {
        let parameters = [format!("{page}: {N}"), format!("{size}: {N}")];
        let parameters = [parameters[0].as_str(), parameters[1].as_str()];
        let array = format!("{{type: array, items: {T}}}");
        assert_eq!(inferred(&parameters, &array, ""), "page 0 from 1; ", "{page} {size}");
    }
}

#[test]
fn where_counting_starts() {
    let first = |schema: &str| {
        inferred(
            &[&format!("page: {schema}"), "size: {type: integer}"],
            &page("data", ""),
            "",
        )
    };
    assert_eq!(first("{type: integer, default: 0}"), "page 0 from 0; data");
    assert_eq!(first("{type: integer, minimum: 0}"), "page 0 from 0; data");
    assert_eq!(first("{type: integer, minimum: 0, default: 1}"), "page 0 from 1; data");
    assert_eq!(
        first("{type: integer, default: 1, description: The 0-based page.}"),
        "page 0 from 0; data"
    );
    assert_eq!(first("{type: number, default: 1}"), "page 0 from 1; data");
    // A page that the server chooses is not the first.
    assert_eq!(first("{type: integer, default: 7}"), "page 0 from 1; data");
}

#[test]
fn what_ends_a_list() {
    all(&[
        (
            &["page: {type: integer}"],
            page(
                "data",
                "meta: {type: object, properties: {totalPages: {type: integer}}}",
            ),
            "page 0 from 1; data, pages meta.totalPages",
        ),
        (
            &["page: {type: integer, default: 0}"],
            page("data", "total_pages: {type: integer}, has_more: {type: boolean}"),
            "page 0 from 0; data, more has_more",
        ),
        // What is called a total may be that of the page.
        (
            &["offset: {type: integer}", "limit: {type: integer}"],
            page("data", "total: {type: integer}"),
            "offset 0 from 0; data",
        ),
    ]);
}

#[test]
fn cursors_of_well_known_apis() {
    let strings = |names: &[&str]| {
        names
            .iter()
            .map(|name| format!("{name}: {T}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let within = |outer: &str, inner: &str| format!("{outer}: {{type: object, properties: {{{inner}: {T}}}}}");
    all(&[
        (
            &["cursor: {type: string}"],
            page("members", &within("response_metadata", "next_cursor")),
            "cursor 0 = response_metadata.next_cursor; members",
        ),
        (
            &["pageToken: {type: string}"],
            page("files", &strings(&["nextPageToken"])),
            "cursor 0 = nextPageToken; files",
        ),
        (
            &["marker: {type: string}"],
            page("entries", &strings(&["next_marker"])),
            "cursor 0 = next_marker; entries",
        ),
        (
            &["continue: {type: string}"],
            page("items", &within("metadata", "continue")),
            "cursor 0 = metadata.continue; items",
        ),
        (
            &["after: {type: string}"],
            page(
                "data",
                "paging: {type: object, properties: {cursors: {type: object, properties: {after: {type: string}}}}}",
            ),
            "cursor 0 = paging.cursors.after; data",
        ),
        (
            &["after: {type: string}"],
            page("data", "last_id: {type: string}, has_more: {type: boolean}"),
            "cursor 0 = last_id; data, more has_more",
        ),
        (
            &["starting_after: {type: string}"],
            page("data", "has_more: {type: boolean}"),
            "cursor 0 = data.-.id; data, more has_more",
        ),
        (
            &["from: {type: integer}", "limit: {type: integer}"],
            page("results", "next: {type: integer}"),
            "cursor 0 = next; results",
        ),
        (
            &["page: {type: integer}"],
            page("results", "next_page: {type: integer}"),
            "cursor 0 = next_page; results",
        ),
    ]);
}

#[test]
fn links() {
    all(&[
        (
            &[],
            page("results", "next: {type: string, format: uri}"),
            "link next; results",
        ),
        (
            &[],
            page("value", "'@odata.nextLink': {type: string}"),
            "link @odata.nextLink; value",
        ),
        (
            &[],
            page("data", "links: {type: object, properties: {next: {type: string}}}"),
            "link links.next; data",
        ),
        (
            &[],
            page(
                "data",
                "_links: {type: object, properties: {next: {type: object, properties: {href: {type: string}}}}}",
            ),
            "link _links.next.href; data",
        ),
        (
            &["cursor: {type: string}"],
            page("data", "next: {type: string, format: uri}"),
            "link next; data",
        ),
    ]);
    let array = "{type: array, items: {type: string}}";
    let header = "Link: {schema: {type: string}}";
    assert_eq!(inferred(&["page: {type: integer}"], array, header), "header; ");
    assert_eq!(inferred(&["q: {type: string}"], array, header), "false");
}

#[test]
fn what_is_no_list_or_in_doubt() {
    let one = "{type: object, properties: {text: {type: string}}}".to_owned();
    let two = "{type: object, properties: {a: {type: array, items: {type: string}}, b: {type: array, items: {type: string}}}}";
    all(&[
        // Nothing hints at pages, or there is nothing to go through: no word is lost.
        (&["q: {type: string}"], page("data", ""), "false"),
        (&["limit: {type: integer}"], page("data", ""), "false"),
        (&["page: {type: integer}"], one, "false"),
        (
            &["after: {type: string, format: date-time}", "limit: {type: integer}"],
            page("data", ""),
            "false",
        ),
        // Reported.
        (&["page: {type: integer}"], two.to_owned(), "true"),
        (&["page: {type: integer}"], page("data", ""), "true"),
        (
            &["pageIndex: {type: integer}", "size: {type: integer}"],
            page("data", ""),
            "true",
        ),
        (
            &["start: {type: integer}", "limit: {type: integer}"],
            page("data", ""),
            "true",
        ),
        (
            &["after: {type: string}", "limit: {type: integer}"],
            page("data", ""),
            "true",
        ),
        // The cursor that was sent, perhaps.
        (
            &["cursor: {type: string}", "limit: {type: integer}"],
            page("data", "cursor: {type: string}"),
            "true",
        ),
        // Cursors only come when they are asked for; offsets do by themselves.
        (
            &[
                "marker: {type: string}",
                "usemarker: {type: boolean}",
                "offset: {type: integer}",
                "limit: {type: integer}",
            ],
            page("entries", "next_marker: {type: string}"),
            "offset 2 from 0; entries",
        ),
    ]);
}

#[test]
fn searches_ask_by_their_body() {
    for (body, answer, expected) in [
        (
            "after: {type: string}, q: {type: string}",
            page("hits", "nextAfter: {type: string}"),
            "cursor after = nextAfter; hits",
        ),
        (
            "page: {type: object, properties: {cursor: {type: string}}}",
            page("hits", "page: {type: object, properties: {cursor: {type: string}}}"),
            "cursor page.cursor = page.cursor; hits",
        ),
        (
            "offset: {type: integer}, limit: {type: integer}",
            page("hits", "total: {type: integer}"),
            "offset offset from 0; hits",
        ),
        // Numbers in a body may be anything, and a page may be that of a book.
        (
            "offset: {type: integer}, limit: {type: integer}",
            page("hits", ""),
            "false",
        ),
        ("page: {type: integer}", page("hits", "total: {type: integer}"), "false"),
        (
            "q: {type: string}",
            page("hits", "next: {type: string, format: uri}"),
            "false",
        ),
    ] {
        assert_eq!(searched(body, &answer), expected, "{body} {answer}");
    }
}

#[test]
fn a_boolean_is_enough_to_tell_that_there_are_more() {
    let more = || page("data", "has_more: {type: boolean}");
    let object = "after: {type: string, description: An object ID that defines your place in the list.}";
    all(&[
        (
            &["offset: {type: integer}"],
            more(),
            "offset 0 from 0; data, more has_more",
        ),
        (&["page: {type: integer}"], more(), "page 0 from 1; data, more has_more"),
        (&[object], more(), "cursor 0 = data.-.id; data, more has_more"),
        // Which may as well be a time.
        (&["after: {type: string}"], more(), "true"),
    ]);
}
