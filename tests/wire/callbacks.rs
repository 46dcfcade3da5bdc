//! Callbacks: a handler finds out where to send them, sends them, and its caller receives them, each with generated code.

use std::sync::{Arc, Mutex};

use crate::generated::callbacks::client::Client as Caller;
use crate::generated::callbacks::client::callbacks::{
    self as receiver, Authenticate, Callbacks, DeleteProgressRequest, DeleteProgressResponse, Denied, OnDataRequest,
    OnDataResponse, OrderChangedRequest, OrderChangedResponse, ProgressMonitorExampleComRequest,
    ProgressMonitorExampleComResponse, ProgressRequest, ProgressResponse, ReorderProgressRequest,
    ReorderProgressResponse,
};
use crate::generated::callbacks::server::callbacks::api::{
    DeleteProgress, OnData, OrderChanged, Progress, ProgressMonitorExampleCom, ReorderProgress,
};
use crate::generated::callbacks::server::callbacks::{Client as Sender, Exchange};
use crate::generated::callbacks::server::{
    self, Api, OrderRequest, OrderResponse, ReorderRequest, ReorderResponse, SubscribeRequest, SubscribeResponse,
};
use crate::generated::callbacks::types::order_operation::LocationHeaders;
use crate::generated::callbacks::types::{
    Data, Order, OrderChangedRequestBody, ProgressResponseBody, SubscribeResponseBody, order_changed,
};
use crate::harness::{answer, response, serve};

/// Takes note of what it receives.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Notes {
    fn add(&self, note: impl Into<String>) {
        self.0.lock().unwrap().push(note.into());
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Authenticate for Notes {
    type Principal = ();

    async fn secret(&self, secret: &str) -> Result<(), Denied> {
        match secret {
            "s3cret" => Ok(()),
            _ => Err(Denied::Unauthenticated("wrong".into())),
        }
    }
}

impl Callbacks for Notes {
    async fn on_data(&self, request: OnDataRequest) -> OnDataResponse {
        self.add(format!("data {:?}", request.body.values));
        match request.body.values.as_slice() {
            [] => OnDataResponse::Gone("no more".to_owned()),
            _ => OnDataResponse::NoContent,
        }
    }

    async fn progress(&self, request: ProgressRequest) -> ProgressResponse {
        self.add(format!("progress {}", request.percent));
        ProgressResponse::Ok(ProgressResponseBody { stop: Some(true) })
    }

    async fn delete_progress(&self, _: DeleteProgressRequest) -> DeleteProgressResponse {
        self.add("given up");
        DeleteProgressResponse::NoContent
    }

    async fn progress_monitor_example_com(
        &self,
        _: ProgressMonitorExampleComRequest,
    ) -> ProgressMonitorExampleComResponse {
        ProgressMonitorExampleComResponse::NoContent
    }

    async fn order_changed(&self, (): (), request: OrderChangedRequest) -> OrderChangedResponse {
        self.add(format!("changed {:?}", request.body.map(|body| body.state)));
        OrderChangedResponse::NoContent
    }

    async fn reorder_progress(&self, _: ReorderProgressRequest) -> ReorderProgressResponse {
        self.add("again");
        ReorderProgressResponse::NoContent
    }
}

/// Sends the callbacks before it answers.
struct Shop(Sender);

impl Api for Shop {
    async fn subscribe(&self, request: SubscribeRequest) -> SubscribeResponse {
        let url = OnData::TARGET.url(&Exchange::from(&request)).unwrap();
        let data = |values: &[f64]| Data {
            at: "2026-01-01T00:00:00Z".parse().unwrap(),
            values: values.to_vec(),
        };
        self.0.on_data(&url, data(&[1.5])).await.unwrap();
        let error = self.0.on_data(&url, data(&[])).await.unwrap_err();
        SubscribeResponse::Created(SubscribeResponseBody {
            id: format!("{url}: {error}"),
        })
    }

    async fn order(&self, request: OrderRequest) -> OrderResponse {
        let exchange = Exchange::from(&request).response_header("Location", "a/17");
        let url = Progress::TARGET.url(&exchange).unwrap();
        let answer = self.0.progress(&url, 50).await.unwrap();
        if answer.stop == Some(true) {
            let url = DeleteProgress::TARGET.url(&exchange).unwrap();
            self.0.delete_progress(url).await.unwrap();
        }
        OrderResponse::Accepted(LocationHeaders { location: url })
    }

    async fn reorder(&self, request: ReorderRequest) -> ReorderResponse {
        let exchange = Exchange::from(&request);
        let url = OrderChanged::TARGET.url(&exchange).unwrap();
        let body = OrderChangedRequestBody {
            state: order_changed::State::Sent,
        };
        self.0.order_changed(url).body(body).await.unwrap();
        let url = ReorderProgress::TARGET.url(&exchange).unwrap();
        let error = self.0.reorder_progress(url).await.unwrap_err();
        // The path of the other callback.
        assert_eq!(error.status().unwrap(), 405);
        ReorderResponse::Accepted
    }
}

fn order(hook: String) -> Order {
    Order {
        hook,
        token: Some("a&b".to_owned()),
        item: None,
    }
}

#[tokio::test]
async fn callbacks_go_where_the_caller_said() {
    let notes = Notes::default();
    let receiving = serve(axum::Router::new().nest("/hooks", receiver::router(notes.clone()))).await;
    let sender = Sender::builder().secret("s3cret").build().unwrap();
    let serving = serve(server::router(Shop(sender))).await;
    let caller = Caller::builder().base_url(&serving.url).build().unwrap();
    let hooks = format!("{}/hooks", receiving.url);

    let created = caller.subscribe(format!("{hooks}/onData")).await.unwrap();
    let refused = "the API answered 410 Gone: \"no more\"";
    assert_eq!(created.id, format!("{hooks}/onData/data: {refused}"));
    assert_eq!(notes.take(), ["data [1.5]", "data []"]);

    let accepted = caller
        .order(order(format!("{hooks}/progress")))
        .send_for_headers()
        .await
        .unwrap();
    let location = format!("{hooks}/progress/steps/a%2F17?token=a%26b");
    assert_eq!(accepted.headers.location, location);
    assert_eq!(notes.take(), ["progress 50", "given up"]);

    caller.reorder("7", order(format!("{hooks}/changed"))).await.unwrap();
    assert_eq!(notes.take(), ["changed Some(Sent)"]);
}

#[tokio::test]
async fn what_is_not_as_described_is_refused() {
    let running = serve(receiver::router(Notes::default())).await;
    let json = ["Content-Type: application/json"];
    let body = format!(
        "{{\"at\": \"2026-01-01T00:00:00Z\", \"values\": [{}1]}}",
        "1, ".repeat(10)
    );
    let refused = running.raw("POST /onData/data", &json, &body).await;
    assert_eq!(refused.problem()["violations"][0]["pointer"], "/values");
    let sender = Sender::builder().secret("wrong").build().unwrap();
    let error = sender
        .order_changed(format!("{}/changed", running.url))
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
}

#[tokio::test]
async fn the_url_has_what_the_expression_says() {
    let (running, seen) = answer(|| response(204, &[], "")).await;
    let exchange = Exchange::new().method("POST");
    let url = ProgressMonitorExampleCom::TARGET.url(&exchange).unwrap();
    assert_eq!(url, "https://monitor.example.com/POST");
    let sender = Sender::builder().build().unwrap();
    let url = url.replace("https://monitor.example.com", &running.url);
    sender.progress_monitor_example_com(url).await.unwrap();
    assert_eq!(seen.target(), "/POST");
    let error = OnData::TARGET.url(&exchange).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no URL for the callback to `{$request.query.callbackUrl}/data`: `$request.query.callbackUrl`: the query parameter \
         is not known"
    );
}
