//! Redirects, and where credentials go.

use super::support::{Answer, GET, Recorder, Sent, any_json, core, operation};
use specwright_client::__private::{Operation, Parameter, Reply, Response};

const GUARDED: Operation = Operation {
    security: &[&[0, 1, 3]],
    parameters: &[Parameter::header("X-Session")],
    ..GET
};

/// Sends one call and returns what went out, and how it ended.
async fn send(operation: &'static Operation, answers: Vec<Answer>) -> (Vec<Sent>, Result<(), String>) {
    let recorder = Recorder::answering(answers);
    let core = core(&recorder, &[0, 1, 3]);
    let mut call = core.call(operation);
    if !operation.parameters.is_empty() {
        call.set(0, "s3ss10n");
    }
    let end = any_json(call).await;
    (recorder.sent(), end.map(|_| ()).map_err(|error| error.to_string()))
}

#[tokio::test]
async fn credentials_stay_with_their_origin() {
    for (location, keeps) in [
        ("https://api.example.com/other", true),
        ("https://API.example.com:443/other", true),
        ("/other?a=b", true),
        ("other", true),
        ("https://api.example.com:8443/other", false),
        ("https://evil.example.net/other", false),
        ("//evil.example.net/other", false),
        ("https://api.example.com.evil.net/", false),
        ("https://api.example.com@evil.net/", false),
    ] {
        let (sent, end) = send(operation(GUARDED), vec![Answer::redirect(302, location)]).await;
        assert_eq!(end, Ok(()), "{location}");
        for name in ["authorization", "cookie", "x-access-token", "x-session"] {
            assert!(sent[0].headers.contains_key(name));
            assert_eq!(sent[1].headers.contains_key(name), keeps, "{name} at {location}");
        }
        assert_eq!(sent[1].headers["accept"], "application/json");
    }
}

#[tokio::test]
async fn credentials_do_not_come_back_after_a_detour() {
    let answers = vec![
        Answer::redirect(307, "https://evil.example.net/"),
        Answer::redirect(307, "https://api.example.com/v1/things"),
    ];
    let (sent, _) = send(operation(GUARDED), answers).await;
    assert_eq!(sent[2].line, "GET https://api.example.com/v1/things");
    assert!(!sent[2].headers.contains_key("authorization"));
}

#[tokio::test]
async fn relative_addresses() {
    for (location, expected) in [
        ("/other?a=b#c", "GET https://api.example.com/other?a=b"),
        ("other", "GET https://api.example.com/v1/other"),
        ("../other/./x/..", "GET https://api.example.com/other/"),
        ("?page=2", "GET https://api.example.com/v1/things?page=2"),
    ] {
        let (sent, _) = send(operation(GET), vec![Answer::redirect(301, location)]).await;
        assert_eq!(sent[1].line, expected);
    }
}

#[tokio::test]
async fn only_see_other_is_followed_for_unsafe_methods() {
    let post = operation(Operation { method: "POST", ..GET });
    for status in [301, 302, 307, 308] {
        let (sent, end) = send(post, vec![Answer::redirect(status, "/other")]).await;
        assert_eq!(sent.len(), 1);
        assert!(end.unwrap_err().starts_with(&format!("unexpected answer {status}")));
    }
    let (sent, end) = send(post, vec![Answer::redirect(303, "/other")]).await;
    assert_eq!(sent[1].line, "GET https://api.example.com/other");
    assert_eq!(end, Ok(()));
}

#[tokio::test]
async fn some_redirects_are_refused() {
    let (_, end) = send(operation(GET), vec![Answer::redirect(302, "http://api.example.com/")]).await;
    assert_eq!(end, Err("redirect refused: from https to http".to_owned()));
    let (_, end) = send(operation(GET), vec![Answer::redirect(302, "file:///etc/passwd")]).await;
    assert_eq!(
        end,
        Err("redirect refused: its address is not a URL of http or https".to_owned())
    );
    let (sent, end) = send(operation(GET), vec![Answer::redirect(302, "/again"); 11]).await;
    assert_eq!(end, Err("redirect refused: there were more than ten".to_owned()));
    assert_eq!(sent.len(), 11);
}

#[tokio::test]
async fn documented_redirects_are_answers() {
    let found = operation(Operation {
        success: const { &[Response::empty(&[302])] },
        ..GET
    });
    let recorder = Recorder::answering([Answer::redirect(302, "/other")]);
    let core = core(&recorder, &[]);
    let status = core
        .call(found)
        .send(|reply| Ok(reply.status()), Reply::unexpected::<()>);
    assert_eq!(status.await.unwrap(), 302);
    assert_eq!(recorder.sent().len(), 1);
}
