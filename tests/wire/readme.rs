//! The README's code, run: what stands between the markers is in the README to the letter.

use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::Notify;
use turso_server::{ListOrganizationInvitesV2Request, ListOrganizationInvitesV2Response, RouterSettings};
use turso_types::{InviteV2, ListOrganizationInvitesV2ResponseBody};
use wiremock_cloud_client::Server;

use crate::generated::negotiation::client::Error;
use crate::generated::negotiation::client::error::ConflictOrFault;
use crate::generated::{negotiation, streams};
use crate::harness::{answer, response};

async fn client(base_url: String) -> Result<usize, Box<dyn std::error::Error>> {
    let mut count = 0;
    let builder = wiremock_cloud_client::Client::builder()
        .base_url(base_url.clone())
        .token_auth("Token x");
    drop(builder.server(Server::Mock).build()?);
    // README: client
    let client = wiremock_cloud_client::Client::builder()
        .server(Server::Production)
        .token_auth("Token 5f2c0de") // named after the scheme `tokenAuth`; redacted in Debug
        .build()?;
    // README: end
    assert!(!format!("{client:?}").contains("5f2c0de"));
    let client = wiremock_cloud_client::Client::builder()
        .base_url(base_url)
        .token_auth("Token 5f2c0de")
        .build()?;
    // README: call
    let page = client
        .organisations() // a tag is a handle
        .get_organisation_invitations("mgk7g") // required inputs are arguments, the path's first
        .q("docs@example.com") // optional inputs are setters
        .send() // or just `.await`
        .await?;
    for invitation in page.invitations {
        println!("{} {}", invitation.recipient_email_address, invitation.role);
        // README: end
        count += 1;
    }
    Ok(count)
}

// README: server
struct Invites;

impl turso_server::Api for Invites {
    async fn list_organization_invites_v2(
        &self,
        request: ListOrganizationInvitesV2Request,
    ) -> ListOrganizationInvitesV2Response {
        let invite = InviteV2 {
            email: Some(format!("someone@{}", request.organization_slug)),
            ..InviteV2::default()
        };
        ListOrganizationInvitesV2Response::Ok(ListOrganizationInvitesV2ResponseBody {
            invites: Some(vec![invite]),
        })
    }
}
// README: end

async fn report(client: negotiation::client::Client) -> Result<(), Box<dyn std::error::Error>> {
    // README: report
    match client.get_report(7).await {
        Ok(report) => println!("{}", report.title),
        Err(Error::Api(error)) => match error.body {
            ConflictOrFault::Conflict(conflict) => println!("{}: {} is at it", error.status, conflict.by),
            ConflictOrFault::Fault(fault) => println!("{}: {}", error.status, fault.message),
        },
        Err(other) => return Err(other.into()),
    }
    // README: end
    Ok(())
}

async fn chat(client: streams::client::Client) -> Result<i64, Box<dyn std::error::Error>> {
    let mut sum = 0;
    // README: chat
    let mut events = client.chat().await?;
    while let Some(event) = events.next().await {
        println!("{}", event?.data.n);
        // README: end
        sum += 1;
    }
    Ok(sum)
}

async fn run<A: turso_server::Api>(
    api: A,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    // README: serve
    let settings = RouterSettings::new() // a layer like any other of tower's
        .body_limit(64 << 10)
        .timeout(Duration::from_secs(30))
        .timeout_of(ListOrganizationInvitesV2Request::OPERATION, Duration::from_secs(5));
    let router = turso_server::router(api).layer(settings);
    axum::serve(listener, router).with_graceful_shutdown(stop).await?;
    // README: end
    Ok(())
}

/// Says when it is called, and answers when it is told to.
#[derive(Clone, Default)]
struct Held {
    called: Arc<Notify>,
    release: Arc<Notify>,
}

impl turso_server::Api for Held {
    async fn list_organization_invites_v2(
        &self,
        request: ListOrganizationInvitesV2Request,
    ) -> ListOrganizationInvitesV2Response {
        self.called.notify_one();
        self.release.notified().await;
        turso_server::Api::list_organization_invites_v2(&Invites, request).await
    }
}

#[tokio::test]
async fn the_readmes_server_answers_what_it_has_begun_and_stops() {
    let held = Held::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = tokio::spawn(run(held.clone(), listener, async { stopped.await.unwrap_or_default() }));
    let client = turso_client::Client::builder().base_url(&url).build().unwrap();
    let call = tokio::spawn(async move { client.list_organization_invites_v2("a").await });
    held.called.notified().await;
    stop.send(()).unwrap();
    tokio::task::yield_now().await;
    assert!(!server.is_finished());
    held.release.notify_one();
    assert!(call.await.unwrap().unwrap().invites.is_some());
    server.await.unwrap().unwrap();
    let client = turso_client::Client::builder().base_url(&url).build().unwrap();
    assert!(client.list_organization_invites_v2("a").await.is_err());
}

#[tokio::test]
async fn the_readmes_answers_are_read() {
    for (status, body) in [
        (200, r#"{"title":"t"}"#),
        (409, r#"{"by":"b"}"#),
        (404, r#"{"message":"m"}"#),
    ] {
        let media = if status == 404 {
            "application/problem+json"
        } else {
            "application/json"
        };
        let (server, _) = answer(move || response(status, &[("content-type", media)], body)).await;
        let client = negotiation::client::Client::builder()
            .base_url(&server.url)
            .build()
            .unwrap();
        report(client).await.unwrap();
    }
    let (server, _) = answer(|| response(500, &[], "")).await;
    let client = negotiation::client::Client::builder()
        .base_url(&server.url)
        .build()
        .unwrap();
    assert!(report(client).await.is_err());

    let events = "data: {\"n\":1}\n\ndata: {\"n\":2}\n\n";
    let (server, _) = answer(move || response(200, &[("content-type", "text/event-stream")], events)).await;
    let client = streams::client::Client::builder()
        .base_url(&server.url)
        .build()
        .unwrap();
    assert_eq!(chat(client).await.unwrap(), 2);
}

async fn settings(secret: &str) -> Result<(), Box<dyn std::error::Error>> {
    use std::time::Duration;

    use crate::generated::oauth::client::{CallExt, Client, Grant, Retry};

    // README: settings
    let client = Client::builder()
        .app_grant(Grant::client_credentials("reports", secret).scope("read")) // named after the scheme `app`
        .timeout(Duration::from_secs(10))
        .retry(Retry::times(3))
        .on_response(|answer| println!("{} took {:?}", answer.url, answer.duration))
        .build()?;
    let call = client.machine().header("X-Request-Id", "8e03978e"); // of `CallExt`, as `timeout` and `retry` are
    // README: end
    drop(call);
    Ok(())
}

#[tokio::test]
async fn the_readmes_settings_can_be() {
    settings("s3cret").await.unwrap();
}

#[tokio::test]
async fn the_readmes_client_runs() {
    let body = serde_json::json!({"invitations": [{
        "id": "neqek", "senderId": "9gd5l", "recipientEmailAddress": "a@example.com", "newUser": true,
        "role": "organisation_admin", "created": "", "links": {"self": ""},
    }]});
    let body = body.to_string();
    let (server, _) = answer(move || response(200, &[("content-type", "application/json")], &body)).await;
    assert_eq!(client(server.url.clone()).await.unwrap(), 1);
}

#[tokio::test]
async fn the_readmes_server_runs() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move { axum::serve(listener, turso_server::router(Invites)).await });
    let client = turso_client::Client::builder().base_url(url).build().unwrap();
    let page = client.list_organization_invites_v2("a").await.unwrap();
    assert_eq!(page.invites.unwrap()[0].email.as_deref(), Some("someone@a"));
    server.abort();
}

/// Every marked block of this file, of the build script and of its crate is in the README, indentation aside.
#[test]
fn the_readme_shows_this_code() {
    let flat = |text: &str| {
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join("\n")
    };
    let readme = flat(include_str!("../../README.md"));
    let mut blocks = 0;
    for block in include_str!("readme.rs").split("// README: ").skip(1) {
        let (name, code) = block.split_once('\n').unwrap();
        let code = flat(code);
        if !matches!(
            name,
            "client" | "call" | "server" | "serve" | "report" | "chat" | "settings"
        ) {
            continue;
        }
        assert!(
            readme.contains(code.trim()),
            "the README does not show the block `{name}`:\n{code}"
        );
        blocks += 1;
    }
    assert_eq!(blocks, 7);
    let lib = include_str!("../downstream/src/lib.rs");
    let start = lib.find("pub mod turso {").unwrap();
    let end = start + lib[start..].find("\n}").unwrap();
    assert!(
        readme.contains(&flat(&lib[start..end])),
        "the README does not show how code is included"
    );
    let report = include_str!("../negative/readme-report/report.txt");
    assert!(
        readme.contains(&flat(report)),
        "the README does not show this report:\n{report}"
    );
}
