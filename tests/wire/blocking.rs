//! Clients without async code, against servers over sockets: a call, a list in pages, a download, an upload.

use std::io::Read;

use gorules_client::Client;
use gorules_client::blocking::{self, BlockOn, Blocking};

use crate::harness::{answer, response};

const PAGE: &str = r#"{"results": [{
    "id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "email": "EMAIL", "expiresAt": null, "createdAt": "yesterday",
    "acceptedAt": null, "status": "pending"
}], "paginate": {"current": 1, "from": 1, "to": 1, "total": 3, "pageSize": 1}}"#;

/// Lets a thread wait while the server runs on this one.
async fn on_a_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.unwrap()
}

fn client(url: &str) -> Client {
    Client::builder()
        .base_url(url)
        .personal_access_token("pat")
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_call_waits_for_its_answer() {
    let (server, seen) = answer(|| response(200, &[("content-type", "application/json")], PAGE)).await;
    let client = client(&server.url);
    let page = on_a_thread(move || client.invitation().list_invitations().search("a").block_on()).await;
    assert_eq!(page.unwrap().results[0].email, "EMAIL");
    assert_eq!(seen.target(), "/api/invitations?search=a");
}

#[tokio::test]
async fn an_error_is_the_one_of_the_call() {
    let client = client("http://127.0.0.1:1");
    let error = on_a_thread(move || client.invitation().list_invitations().block_on()).await;
    assert_eq!(error.unwrap_err().to_string(), "cannot connect to the server");
}

#[tokio::test]
async fn the_items_of_all_pages_are_an_iterator() {
    let count = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let (server, seen) = answer(move || {
        let body = match count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
            page @ 0..3 => PAGE.replace("EMAIL", &format!("{page}@example.com")),
            _ => r#"{"results": [], "paginate": {"current": 4, "from": 0, "to": 0, "total": 3, "pageSize": 1}}"#.into(),
        };
        response(200, &[("content-type", "application/json")], &body)
    })
    .await;
    let client = client(&server.url);
    let emails = on_a_thread(move || {
        let invitations = Blocking::new(client.invitation().list_invitations().per_page(1.0).items());
        let emails: Result<Vec<String>, _> = invitations
            .map(|one| Ok::<_, gorules_client::Error<_>>(one?.email))
            .collect();
        emails
    })
    .await;
    assert_eq!(emails.unwrap(), ["0@example.com", "1@example.com", "2@example.com"]);
    assert_eq!(
        (seen.count(), seen.target().as_str()),
        (4, "/api/invitations?page=4&perPage=1")
    );
}

#[tokio::test]
async fn bodies_are_read_and_written_as_files_are() {
    let body = blocking::body(std::io::Cursor::new("x".repeat(200_000)));
    let length = on_a_thread(move || {
        let mut text = String::new();
        Blocking::new(body).read_to_string(&mut text).unwrap();
        text.len()
    });
    assert_eq!(length.await, 200_000);
}
