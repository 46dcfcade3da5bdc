//! The usual transport.

use std::net::Ipv4Addr;

use axum::extract::OriginalUri;

use specwright_client::{Body, Connection, Reqwest, Transport};

/// What a server is asked for when a client asks for a URL.
async fn asked(transport: &Reqwest, url: &str) -> String {
    let request = http::Request::get(url).body(Body::empty()).unwrap();
    let answer = transport.send(request).await.unwrap();
    String::from_utf8(answer.into_body().bytes().await.unwrap().into()).unwrap()
}

#[tokio::test]
async fn urls_of_an_origin_seen_before_come_out_as_those_of_a_new_one() {
    let echo = |host: axum::http::HeaderMap, OriginalUri(uri): OriginalUri| async move {
        format!("{} {uri}", host["host"].to_str().unwrap())
    };
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move { axum::serve(listener, axum::Router::new().fallback(echo)).await });
    let connection = Connection::new().no_proxy();
    let kept = Reqwest::with(&connection).unwrap();
    for (host, path, expected) in [
        ("127.0.0.1", "/a?x=y", "/a?x=y"),
        ("127.0.0.1", "", "/"),
        ("127.0.0.1", "?x=y", "/?x=y"),
        ("127.0.0.1", "//b//?", "//b//?"),
        (
            "127.0.0.1",
            "/a%2Fb%zz/it's;c=d,e?f='g'&h[]=%20",
            "/a%2Fb%zz/it's;c=d,e?f=%27g%27&h[]=%20",
        ),
        ("127.0.0.1", "/caf%C3%A9/../d", "/d"),
        ("localhost", "/a?x=y", "/a?x=y"),
        ("LOCALHOST", "/a", "/a"),
    ] {
        let url = format!("http://{host}:{port}{path}");
        let expected = format!("{}:{port} {expected}", host.to_lowercase());
        assert_eq!(asked(&kept, &url).await, expected, "{url}");
        assert_eq!(
            asked(&Reqwest::with(&connection).unwrap(), &url).await,
            expected,
            "{url}"
        );
    }
}
