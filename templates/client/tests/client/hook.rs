//! Those who look on.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::support::{Answer, Clock, GET, Recorder, SCHEMES, any_json};
use specwright_client::__private::{Config, Operation};
use specwright_client::Timer;

const GUARDED: Operation = Operation {
    security: &[&[0, 2]],
    ..GET
};

#[tokio::test]
async fn they_see_every_request_and_what_came_of_it() {
    let answers = [
        Answer::lost(),
        Answer::redirect(307, "/other?api%20key=k3y&page=2"),
        Answer::json(200, "null"),
    ];
    let (recorder, clock) = (Recorder::answering(answers), Clock::default());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let note = move |seen: &Arc<Mutex<Vec<String>>>, line: String| seen.lock().unwrap().push(line);
    let mut config = Config::new(SCHEMES, Some("https://api.example.com/v1".to_owned()));
    config.transport(recorder.clone());
    config.timer(clock.clone());
    for index in [0, 2] {
        config.credential(index, Ok("k3y".to_owned()));
    }
    let to = seen.clone();
    let pass = clock.clone();
    config.on_request(move |request| {
        let mut sleep = pass.sleep(Duration::from_secs(3));
        let _ = sleep
            .as_mut()
            .poll(&mut std::task::Context::from_waker(std::task::Waker::noop()));
        request.headers.insert("x-attempt", request.attempt.into());
        note(
            &to,
            format!(
                "> {} {} {} {}",
                request.attempt, request.method, request.path, request.url
            ),
        );
        assert!(!format!("{request:?}").contains("k3y"), "{request:?}");
    });
    let to = seen.clone();
    config.on_response(move |answer| {
        assert!(!format!("{answer:?}").contains("\"k3y\""), "{answer:?}");
        let result = match answer.result {
            Ok((status, headers)) => format!("{} {}", status.as_u16(), headers.len()),
            Err(error) => error.to_string(),
        };
        note(
            &to,
            format!("< {} {} {result} {:?}", answer.attempt, answer.url, answer.duration),
        );
    });
    assert!(format!("{config:?}").contains("Config"));
    any_json(config.build("x/1").unwrap().call(&GUARDED)).await.unwrap();
    let (things, other) = (
        "https://api.example.com/v1/things?api%20key=REDACTED",
        "https://api.example.com/other?api%20key=REDACTED&page=2",
    );
    assert_eq!(
        *seen.lock().unwrap(),
        [
            format!("> 1 GET /things {things}"),
            format!("< 1 {things} cannot connect to the server Some(0ns)"),
            format!("> 2 GET /things {things}"),
            format!("< 2 {things} 307 1 Some(0ns)"),
            format!("> 2 GET /things {other}"),
            format!("< 2 {other} 200 1 Some(0ns)"),
        ]
    );
    let sent: Vec<_> = recorder
        .sent()
        .into_iter()
        .map(|sent| sent.headers["x-attempt"].clone())
        .collect();
    assert_eq!(sent, ["1", "2", "2"]);
}
