//! Which representation of an answer is sent, and what the client makes of each status.

use http::StatusCode;

use crate::generated::negotiation::client::error::{ConflictOrFault, FaultOrEmpty};
use crate::generated::negotiation::client::{Client, Error};
use crate::generated::negotiation::server::{
    self, Api, GetReportAccept, GetReportRequest, GetReportResponse, LatestExistsRequest, LatestExistsResponse,
    LatestRequest, LatestResponse, NotesRequest, NotesResponse, PutReportRequest, PutReportResponse,
};
use crate::generated::negotiation::types::{Conflict, Fault, Report};
use crate::harness::{Running, answer, response, serve};

struct Reports;

fn report(title: &str) -> Report {
    Report {
        title: title.to_owned(),
    }
}

fn fault(message: &str) -> Fault {
    Fault {
        message: message.to_owned(),
    }
}

impl Api for Reports {
    async fn get_report(&self, request: GetReportRequest) -> GetReportResponse {
        match (request.id, request.accept) {
            (404, _) => GetReportResponse::NotFound(fault("none")),
            (409, _) => GetReportResponse::Conflict(Conflict { by: "me".to_owned() }),
            (_, GetReportAccept::Json) => GetReportResponse::Ok(report("json")),
            (_, GetReportAccept::Csv) => GetReportResponse::OkCsv("a;b".to_owned()),
            (_, GetReportAccept::Png) => GetReportResponse::OkPng(vec![1, 2, 3].into()),
        }
    }

    async fn put_report(&self, request: PutReportRequest) -> PutReportResponse {
        match request.id {
            1 => PutReportResponse::Ok(request.body),
            2 => PutReportResponse::Created(request.body),
            _ => PutReportResponse::ClientError(StatusCode::GONE, fault("gone")),
        }
    }

    async fn latest(&self, _: LatestRequest) -> LatestResponse {
        LatestResponse::Found
    }

    async fn latest_exists(&self, _: LatestExistsRequest) -> LatestExistsResponse {
        LatestExistsResponse::Ok
    }

    async fn notes(&self, _: NotesRequest) -> NotesResponse {
        NotesResponse::Success(StatusCode::NON_AUTHORITATIVE_INFORMATION, "größer".to_owned())
    }
}

async fn start() -> (Running, Client) {
    let server = serve(server::router(Reports)).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    (server, client)
}

#[tokio::test]
async fn each_representation_has_a_method_of_its_own() {
    let (_server, client) = start().await;
    assert_eq!(client.get_report(1).await.unwrap(), report("json"));
    assert_eq!(client.get_report(1).send_csv().await.unwrap(), "a;b");
    let png = client.get_report(1).send_png().await.unwrap();
    assert_eq!(&png.bytes().await.unwrap()[..], [1, 2, 3]);
}

#[tokio::test]
async fn the_server_answers_by_weight_and_refuses_what_it_does_not_have() {
    let (server, _) = start().await;
    for (accept, status, content_type) in [
        ("*/*", 200, "application/json"),
        ("text/csv", 200, "text/csv; charset=utf-8"),
        ("text/csv;q=0.5, image/*", 200, "image/png"),
        ("application/json;q=0.1, text/*;q=0.2", 200, "text/csv; charset=utf-8"),
        (
            "application/*;q=0.9, application/json;q=0",
            200,
            "application/vnd.report+json",
        ),
        ("application/vnd.report+json", 200, "application/vnd.report+json"),
        ("Application/JSON", 200, "application/json"),
        ("text/html, */*;q=0", 406, "application/problem+json"),
        ("application/pdf", 406, "application/problem+json"),
    ] {
        let raw = server.raw("GET /reports/1", &[&format!("Accept: {accept}")], "").await;
        assert_eq!(
            (raw.status, raw.header("content-type")),
            (status, Some(content_type)),
            "{accept}"
        );
    }
    let raw = server.raw("GET /reports/1", &[], "").await;
    assert_eq!(raw.header("content-type"), Some("application/json"));
    let raw = server.raw("GET /notes", &["Accept: text/plain"], "").await;
    assert_eq!(raw.header("content-type"), Some("text/plain; charset=utf-8"));
}

#[tokio::test]
async fn statuses_are_told_apart_and_kept() {
    let (_server, client) = start().await;
    for id in [1, 2] {
        assert_eq!(client.put_report(id, report("x")).await.unwrap(), report("x"));
    }
    let error = client.put_report(3, report("x")).await.unwrap_err();
    let Error::Api(gone) = error else { panic!("{error:?}") };
    assert_eq!(
        (gone.status, gone.body),
        (StatusCode::GONE, ConflictOrFault::Fault(fault("gone")))
    );

    for (id, expected) in [
        (404, ConflictOrFault::Fault(fault("none"))),
        (409, ConflictOrFault::Conflict(Conflict { by: "me".to_owned() })),
    ] {
        let error = client.get_report(id).await.unwrap_err();
        assert_eq!(
            error.to_string().split(':').next(),
            Some(["the API answered 404 Not Found", "the API answered 409 Conflict"][usize::from(id == 409)])
        );
        let Error::Api(error) = error else { panic!("{error:?}") };
        assert_eq!((i64::from(error.status.as_u16()), error.body), (id, expected));
    }
    assert_eq!(client.notes().await.unwrap(), "größer");
}

#[tokio::test]
async fn documented_redirects_and_heads_are_answers() {
    let (_server, client) = start().await;
    client.latest().await.unwrap();
    client.latest_exists().await.unwrap();
}

#[tokio::test]
async fn answers_are_taken_by_status_and_content_type() {
    let problem = [("content-type", "application/problem+json"), ("x-request-id", "7")];
    let (server, _) = answer(move || response(503, &problem, r#"{"message":"later"}"#)).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    let error = client.notes().await.unwrap_err();
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!(error.body, FaultOrEmpty::Fault(fault("later")));
    assert_eq!(
        (error.status.as_u16(), &error.headers["x-request-id"]),
        (503, &"7".parse().unwrap())
    );
    // 503 is documented for no other operation.
    let error = client.get_report(1).await.unwrap_err();
    let Error::Unexpected(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.status.as_u16(), 503);
    assert_eq!(&error.headers["x-request-id"], "7");
    assert_eq!(error.body, r#"{"message":"later"}"#);

    let (server, seen) = answer(|| response(200, &[("content-type", "text/html")], "<p>")).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    let error = client.get_report(1).await.unwrap_err();
    assert_eq!(error.to_string(), "unexpected answer 200 OK of type text/html: <p>");
    let accept = "application/json, application/vnd.report+json, application/problem+json;q=0.5";
    assert_eq!(seen.header("accept").as_deref(), Some(accept));
}
