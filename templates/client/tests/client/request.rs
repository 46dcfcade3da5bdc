//! What goes on the wire.

use serde_json::{Value, json};

use super::support::{GET, Recorder, any_json, core, operation, with_parameter};
use specwright_client::__private::{Content, Operation, Parameter, Style};

/// What one parameter with a value makes of a request: its line, or why it was refused.
async fn line(path: &'static str, parameter: Parameter, value: &Value) -> String {
    let recorder = Recorder::default();
    let core = core(&recorder, &[]);
    let mut call = core.call(with_parameter(path, parameter));
    call.set(0, value);
    match any_json(call).await {
        Ok(_) => {
            let line = recorder.sent().remove(0).line;
            let line = line.strip_prefix("GET https://api.example.com/v1").unwrap();
            line.to_owned()
        }
        Err(error) => {
            assert!(recorder.sent().is_empty(), "nothing is sent after an error");
            error.to_string()
        }
    }
}

#[tokio::test]
async fn path_values_never_change_the_path() {
    for (value, expected) in [
        ("a/b", "/orgs/a%2Fb/x"),
        ("é", "/orgs/%C3%A9/x"),
        ("%2F", "/orgs/%252F/x"),
        ("a b", "/orgs/a%20b/x"),
        ("a;b=1?c#d", "/orgs/a%3Bb%3D1%3Fc%23d/x"),
        ("...", "/orgs/.../x"),
        ("~-_.", "/orgs/~-_./x"),
        ("", "parameter `org`: an empty value would change the path"),
        (
            ".",
            "parameter `org`: `.` as a whole path segment would lead to another path",
        ),
        (
            "..",
            "parameter `org`: `..` as a whole path segment would lead to another path",
        ),
    ] {
        assert_eq!(
            line("/orgs/{org}/x", Parameter::path("org"), &json!(value)).await,
            expected
        );
    }
}

#[tokio::test]
async fn segments_of_several_parts_are_judged_as_a_whole() {
    let parameter = Parameter::path("id");
    assert_eq!(line("/a/{id}.json", parameter, &json!("..")).await, "/a/...json");
    let refused = "parameter `id`: `..` as a whole path segment would lead to another path";
    assert_eq!(line("/a/.{id}", parameter, &json!(".")).await, refused);
    assert_eq!(
        line("/a/%2e{id}", parameter, &json!(".")).await,
        refused.replace("..`", "%2e.`")
    );
    assert_eq!(line("/a b/{id}/ü", parameter, &json!(7)).await, "/a%20b/7/%C3%BC");
    assert_eq!(line("/a/{id}?beta=true", parameter, &json!(7)).await, "/a/7?beta=true");
}

fn colours() -> [Value; 4] {
    let object = json!({"R": 100, "G": 200, "B": null});
    [json!(""), json!("blue"), json!(["blue", "black"]), object]
}

#[tokio::test]
async fn path_styles() {
    let refused = "parameter `color`: an empty value would change the path";
    let dot = "parameter `color`: `.` as a whole path segment would lead to another path";
    for (style, explode, expected) in [
        (Style::Simple, false, [refused, "/blue", "/blue,black", "/R,100,G,200"]),
        (Style::Simple, true, [refused, "/blue", "/blue,black", "/R=100,G=200"]),
        (Style::Label, false, [dot, "/.blue", "/.blue,black", "/.R,100,G,200"]),
        (Style::Label, true, [dot, "/.blue", "/.blue.black", "/.R=100.G=200"]),
        (
            Style::Matrix,
            false,
            ["/;color", "/;color=blue", "/;color=blue,black", "/;color=R,100,G,200"],
        ),
        (
            Style::Matrix,
            true,
            ["/;color", "/;color=blue", "/;color=blue;color=black", "/;R=100;G=200"],
        ),
    ] {
        let parameter = Parameter::path("color").style(style, explode);
        for (value, expected) in colours().iter().zip(expected) {
            assert_eq!(
                line("/{color}", parameter, value).await,
                expected,
                "{style:?} {explode}"
            );
        }
    }
}

#[tokio::test]
async fn query_styles() {
    for (style, explode, expected) in [
        (
            Style::Form,
            true,
            ["?color=", "?color=blue", "?color=blue&color=black", "?R=100&G=200"],
        ),
        (
            Style::Form,
            false,
            ["?color=", "?color=blue", "?color=blue,black", "?color=R,100,G,200"],
        ),
        (
            Style::SpaceDelimited,
            false,
            [
                "?color=",
                "?color=blue",
                "?color=blue%20black",
                "?color=R%20100%20G%20200",
            ],
        ),
        (
            Style::PipeDelimited,
            false,
            [
                "?color=",
                "?color=blue",
                "?color=blue%7Cblack",
                "?color=R%7C100%7CG%7C200",
            ],
        ),
        (
            Style::TabDelimited,
            false,
            [
                "?color=",
                "?color=blue",
                "?color=blue%09black",
                "?color=R%09100%09G%09200",
            ],
        ),
        (
            Style::DeepObject,
            true,
            [
                "?color=",
                "?color=blue",
                "?color%5B0%5D=blue&color%5B1%5D=black",
                "?color%5BR%5D=100&color%5BG%5D=200",
            ],
        ),
    ] {
        let parameter = Parameter::query("color").style(style, explode);
        for (value, expected) in colours().iter().zip(expected) {
            assert_eq!(
                line("/x", parameter, value).await,
                format!("/x{expected}"),
                "{style:?} {explode}"
            );
        }
    }
}

#[tokio::test]
async fn query_values() {
    let query = Parameter::query("q&");
    for (parameter, value, expected) in [
        (query, json!("a&b=c +é"), "?q%26=a%26b%3Dc%20%2B%C3%A9"),
        (
            query.reserved(),
            json!("a/b?c:&+#%41%4"),
            "?q%26=a/b?c:%26%2B%23%41%254",
        ),
        (query, json!(1.0), "?q%26=1"),
        (query, json!(0.5), "?q%26=0.5"),
        (query, json!(true), "?q%26=true"),
        (query, json!(u64::MAX), "?q%26=18446744073709551615"),
        (query, json!(null), ""),
        (query, json!([]), ""),
        (
            query.content(Content::Json),
            json!({"a": [1]}),
            "?q%26=%7B%22a%22%3A%5B1%5D%7D",
        ),
        (
            Parameter::query_string("all"),
            json!({"a": "x y", "b": 2}),
            "?a=x%20y&b=2",
        ),
    ] {
        assert_eq!(line("/x", parameter, &value).await, format!("/x{expected}"));
    }
    // Values in values are JSON, where its commas are told from those between values.
    assert_eq!(line("/x", query, &json!([["a", 1]])).await, "/x?q%26=%5B%22a%22%2C1%5D");
    assert_eq!(
        line("/x", query.reserved(), &json!([["a", 1]])).await,
        "parameter `q&`: arrays and objects inside a value cannot be sent in this style"
    );
}

#[tokio::test]
async fn narrow_floats_keep_their_text() {
    let recorder = Recorder::default();
    let core = core(&recorder, &[]);
    let mut call = core.call(with_parameter("/x", Parameter::query("q")));
    call.set(0, &0.1_f32);
    any_json(call).await.unwrap();
    assert_eq!(recorder.sent()[0].line, "GET https://api.example.com/v1/x?q=0.1");
}

#[tokio::test]
async fn headers_and_cookies() {
    let recorder = Recorder::default();
    let core = core(&recorder, &[]);
    const OPERATION: Operation = Operation {
        parameters: &[
            Parameter::header("X-Ids"),
            Parameter::cookie("ids"),
            Parameter::cookie("raw").style(Style::Cookie, true),
        ],
        ..GET
    };
    let mut call = core.call(&OPERATION);
    call.set(0, &["a/b", "c d"]);
    call.set(1, &["a;", "b"]);
    call.set(2, "x=y%");
    any_json(call).await.unwrap();
    let headers = &recorder.sent()[0].headers;
    assert_eq!(headers["x-ids"], "a/b,c d");
    assert_eq!(headers["cookie"], "ids=a%3B; ids=b; raw=x=y%");
    assert_eq!(headers["accept"], "application/json");
    assert_eq!(headers["user-agent"], "things-client/1.0");

    let mut call = core.call(&OPERATION);
    call.set(0, "a\r\nX-Evil: 1");
    let error = any_json(call).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "parameter `X-Ids`: a header cannot hold line breaks or control characters"
    );
}

#[tokio::test]
async fn bodies_carry_their_media_type() {
    let recorder = Recorder::default();
    let core = core(&recorder, &[]);
    let post = operation(Operation {
        method: "POST",
        body_required: true,
        ..GET
    });
    let mut call = core.call(post);
    call.json(&json!({"a": 1}), "application/json");
    any_json(call).await.unwrap();
    let sent = recorder.sent().remove(0);
    assert_eq!(sent.line, "POST https://api.example.com/v1/things");
    assert_eq!(sent.headers["content-type"], "application/json");
    assert_eq!(sent.body, br#"{"a":1}"#);

    let error = any_json(core.call(post)).await.unwrap_err();
    assert_eq!(error.to_string(), "the body: it is required, and none was given");
}

#[tokio::test]
async fn required_parameters_without_value_are_named() {
    let core = core(&Recorder::default(), &[]);
    let call = core.call(with_parameter("/x", Parameter::query("q").required()));
    let error = any_json(call).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "parameter `q`: it is required, and no value was given"
    );
}

#[tokio::test]
async fn operations_may_have_servers_of_their_own() {
    for (server, expected) in [
        ("https://files.example.com", "GET https://files.example.com/things"),
        ("/v2", "GET https://api.example.com/v2/things"),
        ("v2", "GET https://api.example.com/v1/v2/things"),
    ] {
        let recorder = Recorder::default();
        let call = operation(Operation {
            server: Some(server),
            ..GET
        });
        any_json(core(&recorder, &[]).call(call)).await.unwrap();
        assert_eq!(recorder.sent()[0].line, expected);
    }
}
