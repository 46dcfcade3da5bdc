//! Lists that come page by page: what is asked for, in which order, and where it ends.

use std::convert::Infallible;

use serde_json::{Value, json};

use super::support::{Answer, GET, Recorder, core, operation};
use specwright_client::__private::{Operation, Paging, Parameter, Reply};

const LIST: Operation = Operation {
    parameters: &[Parameter::query("page"), Parameter::query("size")],
    ..GET
};

/// All pages, with the targets that were asked for, and the error that they end with.
async fn pages(paging: Paging, set: &[(usize, Value)], answers: &[&'static str]) -> (Vec<Value>, Vec<String>, String) {
    let answers = answers.iter().map(|body| Answer::json(200, body));
    walk(LIST, paging, set, answers.collect()).await
}

async fn walk(
    list: Operation,
    paging: Paging,
    set: &[(usize, Value)],
    answers: Vec<Answer>,
) -> (Vec<Value>, Vec<String>, String) {
    let recorder = Recorder::answering(answers);
    let core = core(&recorder, &[0, 2]);
    let mut call = core.call(operation(list));
    for (index, value) in set {
        call.set(*index, value);
    }
    let paging = Box::leak(Box::new(paging));
    let mut pages = call.pages::<Value, Infallible>(paging, Reply::json, Reply::unexpected);
    let (mut found, mut end) = (Vec::new(), String::new());
    while let Some(page) = pages.next().await {
        match page {
            Ok(page) => found.push(page),
            Err(error) => end = error.to_string(),
        }
    }
    let lines = recorder.sent().into_iter().map(|sent| sent.line);
    let lines = lines.map(|line| line.replace("GET https://api.example.com/v1/things", ""));
    (found, lines.collect(), end)
}

#[tokio::test]
async fn pages_are_counted_up_to_an_empty_one() {
    let (found, asked, _) = pages(Paging::page(0, 1), &[(1, json!(2))], &["[1,2]", "[3]", "[]"]).await;
    assert_eq!(found, [json!([1, 2]), json!([3]), json!([])]);
    assert_eq!(asked, ["?size=2", "?page=2&size=2", "?page=3&size=2"]);
    let (_, asked, _) = pages(Paging::page(0, 0), &[], &["[1]", "[2]", "[]"]).await;
    assert_eq!(asked, ["", "?page=1", "?page=2"]);
    let (_, asked, _) = pages(Paging::page(0, 1), &[(0, json!(7))], &["[1]", "[]"]).await;
    assert_eq!(asked, ["?page=7", "?page=8"]);
}

#[tokio::test]
async fn numbers_in_the_page_save_the_last_request() {
    let total = Paging::page(0, 1).items("/data").total("/meta/total");
    let bodies = [
        r#"{"data":[1,2],"meta":{"total":3}}"#,
        r#"{"data":[3],"meta":{"total":3}}"#,
    ];
    assert_eq!(pages(total, &[], &bodies).await.1, ["", "?page=2"]);
    let last = Paging::page(0, 1).items("/data").pages("/pages");
    let bodies = [r#"{"data":[1],"pages":2}"#, r#"{"data":[2],"pages":2}"#];
    assert_eq!(pages(last, &[], &bodies).await.1, ["", "?page=2"]);
    assert_eq!(pages(last, &[(0, json!(2))], &bodies[1..]).await.1, ["?page=2"]);
    let more = Paging::offset(0, 0).items("/data").more("/more");
    let bodies = [r#"{"data":[1,2],"more":true}"#, r#"{"data":[3],"more":false}"#];
    assert_eq!(pages(more, &[], &bodies).await.1, ["", "?page=2"]);
}

#[tokio::test]
async fn a_server_that_knows_no_pages_is_asked_twice() {
    let (found, asked, _) = pages(Paging::page(0, 1), &[], &["[1,2]", "[1,2]", "[1,2]"]).await;
    assert_eq!(
        (found, asked),
        (vec![json!([1, 2])], vec![String::new(), "?page=2".to_owned()])
    );
}

#[tokio::test]
async fn offsets_go_on_by_what_came() {
    let (_, asked, _) = pages(Paging::offset(0, 0), &[(0, json!(10))], &["[1,2]", "[3]", "[]"]).await;
    assert_eq!(asked, ["?page=10", "?page=12", "?page=13"]);
    let (_, asked, _) = pages(Paging::offset(0, 1), &[], &["[1,2]", "[3]", "[]"]).await;
    assert_eq!(asked, ["", "?page=3", "?page=4"]);
    let total = Paging::offset(0, 0).items("/data").total("/total");
    let (_, asked, _) = pages(total, &[(0, json!(1))], &[r#"{"data":[2,3],"total":3}"#]).await;
    assert_eq!(asked, ["?page=1"]);
}

#[tokio::test]
async fn cursors_end_where_they_lead_nowhere() {
    let paging = Paging::cursor(0, "/next").items("/data");
    for end in [r#""""#, "null", "0", "false", r#""a""#, r#"{"a":1}"#] {
        let last: &'static str = format!(r#"{{"data":[],"next":{end}}}"#).leak();
        let bodies = [r#"{"next":"a","data":[]}"#, r#"{"data":[2],"next":"b c"}"#, last];
        let (found, asked, error) = pages(paging, &[], &bodies).await;
        assert_eq!((found.len(), error.as_str()), (3, ""), "{end}");
        assert_eq!(asked, ["", "?page=a", "?page=b%20c"], "{end}");
    }
    let (_, asked, _) = pages(paging, &[(0, json!("a"))], &[r#"{"next":"a"}"#]).await;
    assert_eq!(asked, ["?page=a"]);
    let more = paging.more("/has_more");
    let (_, asked, _) = pages(more, &[], &[r#"{"next":"a","has_more":false}"#]).await;
    assert_eq!(asked, [""]);
}

#[tokio::test]
async fn the_last_item_is_a_cursor() {
    let paging = Paging::cursor(0, "/data/-/id").items("/data").more("/more");
    let bodies = [
        r#"{"data":[{"id":"x"},{"id":"y"}],"more":true}"#,
        r#"{"data":[{"id":"z"}],"more":false}"#,
    ];
    assert_eq!(pages(paging, &[], &bodies).await.1, ["", "?page=y"]);
    let nothing = [r#"{"data":[],"more":true}"#];
    assert_eq!(pages(paging, &[], &nothing).await.1, [""]);
}

#[tokio::test]
async fn an_error_is_the_end() {
    let (found, asked, error) = pages(Paging::page(0, 1), &[], &["[1]", "{", "[2]"]).await;
    assert_eq!((found.len(), asked.len()), (1, 2));
    assert_eq!(error, "cannot read the body of the answer 200 OK");
}

#[tokio::test]
async fn links_are_followed() {
    let paging = Paging::link("/links/next").items("/data");
    for (link, second) in [
        ("https://api.example.com/v1/things?page=2", "?page=2"),
        ("/v1/things?page=2", "?page=2"),
        ("?page=2", "?page=2"),
        ("things?page=2#there", "?page=2"),
    ] {
        let first: &'static str = format!(r#"{{"data":[],"links":{{"next":"{link}"}}}}"#).leak();
        let (found, asked, _) = pages(paging, &[(1, json!(2))], &[first, r#"{"data":[],"links":{}}"#]).await;
        assert_eq!(
            (found.len(), asked),
            (2, vec!["?size=2".to_owned(), second.to_owned()]),
            "{link}"
        );
    }
    let (_, asked, error) = pages(paging, &[], &[r#"{"links":{"next":"http://api.example.com/"}}"#]).await;
    assert_eq!(
        (asked.len(), error.as_str()),
        (1, "link to the next page refused: from https to http")
    );
    let (_, _, error) = pages(paging, &[], &[r#"{"links":{"next":"file:///etc/passwd"}}"#]).await;
    assert_eq!(error, "link to the next page refused: it is not a URL of http or https");
}

#[tokio::test]
async fn links_in_the_header() {
    for field in [
        r#"<?page=2>; rel="next", <?page=9>; rel="last""#,
        r#"<?page=1>; rel=prev,<?page=2>;rel=next"#,
        r#"<?page=9>; title="a, <b>; rel=next"; rel="last", <?page=2>; title="x"; REL="start Next""#,
        "<?page=2>;rel=next",
    ] {
        let first = Answer {
            status: 200,
            headers: vec![("link", r#"<?page=7>; rel="nextish""#), ("link", field)],
            body: "[1]",
        };
        let (_, asked, _) = walk(LIST, Paging::link_header(), &[], vec![first]).await;
        assert_eq!(asked, ["", "?page=2"], "{field}");
    }
}

#[tokio::test]
async fn credentials_do_not_follow_links_to_other_origins() {
    const GUARDED: Operation = Operation {
        security: &[&[0, 2]],
        ..LIST
    };
    for (link, line, keeps) in [
        ("/v1/x?a=b", "GET https://api.example.com/v1/x?a=b&api%20key=k3y", true),
        (
            "/v1/x?api%20key=k3y&b=c",
            "GET https://api.example.com/v1/x?api%20key=k3y&b=c",
            true,
        ),
        (
            "https://api.example.com:444/x",
            "GET https://api.example.com:444/x",
            false,
        ),
        ("//example.com/x?a=b", "GET https://example.com/x?a=b", false),
        (
            "https://api.example.com@example.com/x",
            "GET https://example.com/x",
            false,
        ),
    ] {
        let body: &'static str = format!(r#"{{"next":"{link}"}}"#).leak();
        let recorder = Recorder::answering([Answer::json(200, body)]);
        let core = core(&recorder, &[0, 2]);
        let call = core.call(operation(GUARDED));
        let paging = Box::leak(Box::new(Paging::link("/next")));
        let mut pages = call.pages::<Value, Infallible>(paging, Reply::json, Reply::unexpected);
        while pages.next().await.is_some() {}
        let sent = recorder.sent();
        assert!(sent[0].headers.contains_key("x-access-token"));
        assert_eq!(sent[1].headers.contains_key("x-access-token"), keeps, "{link}");
        assert_eq!(sent[1].line.replace("api.example.com@", ""), line, "{link}");
    }
}

#[tokio::test]
async fn items_of_all_pages() {
    let recorder = Recorder::answering(["[1,2]", "[]", "[3]"].map(|body| Answer::json(200, body)));
    let core = core(&recorder, &[]);
    const PAGING: Paging = Paging::page(0, 1);
    let pages = || {
        core.call(operation(LIST))
            .pages::<Vec<i64>, Infallible>(&PAGING, Reply::json, Reply::unexpected)
    };
    let mut items = pages().items(|page| page);
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!(recorder.sent().len(), 1, "nothing is asked for before it is wanted");
    assert_eq!(items.all().await.unwrap(), [2]);
}

#[tokio::test]
async fn what_asks_for_a_page_may_be_in_the_body() {
    let search = |paging: Paging, body: Option<Value>, answers: &[&'static str]| {
        let answers: Vec<_> = answers.iter().map(|body| Answer::json(200, body)).collect();
        async move {
            let recorder = Recorder::answering(answers);
            let core = core(&recorder, &[0, 2]);
            let mut call = core.call(operation(Operation { method: "POST", ..GET }));
            if let Some(body) = body {
                call.json(&body, "application/json");
            }
            let paging = Box::leak(Box::new(paging));
            let pages = call.pages::<Value, Infallible>(paging, Reply::json, Reply::unexpected);
            let number = pages.items(|page| vec![page]).all().await.unwrap().len();
            let sent = recorder.sent();
            assert_eq!(sent.len(), number);
            assert!(
                sent.iter()
                    .skip(1)
                    .all(|sent| sent.headers["content-type"] == "application/json")
            );
            let bodies = sent.iter().map(|sent| String::from_utf8(sent.body.clone()).unwrap());
            bodies.collect::<Vec<_>>()
        }
    };
    let cursor = Paging::cursor_in_body("/page/after", "/next");
    let answers = [r#"{"next":"a"}"#, r#"{"next":"b"}"#, r#"{"next":null}"#];
    let asked = search(cursor, Some(json!({"q": "x", "page": null})), &answers).await;
    assert_eq!(
        asked,
        [
            r#"{"q":"x","page":null}"#,
            r#"{"q":"x","page":{"after":"a"}}"#,
            r#"{"q":"x","page":{"after":"b"}}"#
        ]
    );
    assert_eq!(
        search(cursor, None, &answers[1..]).await,
        ["", r#"{"page":{"after":"b"}}"#]
    );
    // A cursor that came before leads nowhere; nor does a body that has no place for it.
    let again = search(cursor, Some(json!({"page": {"after": "a"}})), &answers).await;
    assert_eq!(again.len(), 1);
    assert_eq!(search(cursor, Some(json!([])), &answers).await, ["[]"]);
    let offset = Paging::offset_in_body("/from", 0);
    let asked = search(offset, Some(json!({"size": 2})), &["[1,2]", "[3]", "[]"]).await;
    assert_eq!(asked[1..], [r#"{"size":2,"from":2}"#, r#"{"size":2,"from":3}"#]);
    let page = Paging::page_in_body("/page", 1).items("/hits").more("/more");
    let answers = [r#"{"hits":[1],"more":true}"#, r#"{"hits":[2],"more":false}"#];
    let asked = search(page, Some(json!({"page": 4})), &answers).await;
    assert_eq!(asked, [r#"{"page":4}"#, r#"{"page":5}"#]);
}
