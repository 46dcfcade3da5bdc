//! Calls that hold the thread: with and without a runtime around them.

use std::convert::Infallible;
use std::io::Read;

use http_body_util::BodyExt;
use serde_json::{Value, json};

use super::support::{Answer, GET, Recorder, any_json, core, operation};
use specwright_client::__private::{Operation, Paging, Parameter, Reply};
use specwright_client::blocking::{BlockOn, Blocking, body};
use specwright_client::{Body, BoxError, TransportError};

const LIST: Operation = Operation {
    parameters: &[Parameter::query("page")],
    ..GET
};

/// A call that waits for a timer, which needs a runtime.
async fn late() -> Result<u8, TransportError> {
    tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    Ok(7)
}

#[test]
fn a_call_on_a_thread_without_a_runtime() {
    let recorder = Recorder::answering([Answer::json(200, "[1]"), Answer::json(500, "{}")]);
    let core = core(&recorder, &[]);
    let call = || any_json(core.call(operation(GET)));
    assert_eq!(call().block_on().unwrap(), json!([1]));
    assert_eq!(call().block_on().unwrap_err().status().unwrap(), 500);
    assert_eq!(late().block_on().unwrap(), 7);
}

#[test]
fn calls_on_threads_of_runtimes() {
    let single = tokio::runtime::Builder::new_current_thread().build().unwrap();
    assert_eq!(single.block_on(async { late().block_on() }).unwrap(), 7);
    let spawned = single.block_on(async { tokio::task::spawn_blocking(|| late().block_on()).await });
    assert_eq!(spawned.unwrap().unwrap(), 7);
}

#[test]
fn calls_from_many_threads() {
    let threads: Vec<_> = (0..8).map(|_| std::thread::spawn(|| late().block_on())).collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap().unwrap(), 7);
    }
}

#[test]
fn items_of_all_pages_as_an_iterator() {
    let recorder = Recorder::answering(["[1,2]", "[3]", "[]"].map(|body| Answer::json(200, body)));
    let core = core(&recorder, &[]);
    const PAGING: Paging = Paging::page(0, 1);
    let call = core.call(operation(LIST));
    let pages = call.pages::<Vec<Value>, Infallible>(&PAGING, Reply::json, Reply::unexpected);
    let items: Result<Vec<Value>, _> = Blocking::new(pages.items(|page| page)).collect();
    assert_eq!(items.unwrap(), [1, 2, 3]);
}

#[test]
fn a_body_is_read_in_pieces_of_any_size() {
    let chunks = ["abc", "", "defg"].map(|chunk| Ok::<_, BoxError>(bytes::Bytes::from(chunk)));
    let mut left = Vec::from(chunks).into_iter();
    let stream = http_body_util::StreamBody::new(Frames(std::iter::from_fn(move || left.next())));
    let mut reader = Blocking::new(Body::new(stream));
    let mut start = [0; 2];
    reader.read_exact(&mut start).unwrap();
    let mut rest = String::new();
    reader.read_to_string(&mut rest).unwrap();
    assert_eq!((&start, rest.as_str()), (b"ab", "cdefg"));
}

#[test]
fn a_body_of_a_reader() {
    let text = "x".repeat(100_000);
    let sent = body(std::io::Cursor::new(text.clone()));
    let collected = sent.collect().block_on().unwrap().to_bytes();
    assert_eq!(collected, text);
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("gone"))
        }
    }
    assert_eq!(body(Broken).collect().block_on().unwrap_err().to_string(), "gone");
}

/// Bytes as a stream of frames.
struct Frames<I>(I);

impl<I: Iterator<Item = Result<bytes::Bytes, BoxError>> + Unpin> futures_core::Stream for Frames<I> {
    type Item = Result<http_body::Frame<bytes::Bytes>, BoxError>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.next().map(|chunk| chunk.map(http_body::Frame::data)))
    }
}
