//! From operations to an axum router.

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request;
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, Router};
use futures_util::FutureExt;
use http::{Method, StatusCode};

use super::incoming::Incoming;
use super::path::Template;
use super::problem::Problem;
use super::request_id::RequestId;
use super::settings::{self, Operation};
use super::{refusal, response};

/// The answer of an operation, or the refusal to call it.
pub type Answer = Pin<Box<dyn Future<Output = Result<Response, Problem>> + Send>>;

/// An operation, and where it answers.
#[derive(Debug)]
pub struct Route<A> {
    /// Method and path template.
    operation: Operation,
    /// Reads the request, calls the API's method, writes the answer.
    call: fn(Arc<A>, Incoming) -> Answer,
}

impl<A> Route<A> {
    /// The route of an operation.
    pub fn new(operation: Operation, call: fn(Arc<A>, Incoming) -> Answer) -> Self {
        Self { operation, call }
    }
}

/// The operations of one mount, by method; in each method the more literal templates first.
type Methods<A> = BTreeMap<&'static str, Vec<(Template, Route<A>)>>;

/// Builds a router of the operations. Paths that it does not know are left to other routers: see [`complete`].
pub fn router<A: Send + Sync + 'static>(api: A, routes: impl IntoIterator<Item = Route<A>>) -> Router {
    let api = Arc::new(api);
    let mut mounts: BTreeMap<String, (String, Methods<A>)> = BTreeMap::new();
    for route in routes {
        let template = Template::parse(route.operation.path);
        let (_, methods) = mounts
            .entry(template.structure())
            .or_insert_with(|| (template.mount(), Methods::new()));
        methods
            .entry(route.operation.method)
            .or_default()
            .push((template, route));
    }
    let router = Router::new().without_v07_checks();
    mounts.into_values().fold(router, |router, (mount, methods)| {
        router.route(&mount, mounted(&api, methods))
    })
}

/// Answers paths and methods that no operation has with problems, and `OPTIONS` with what is allowed. Once, after routers
/// are merged.
pub fn complete(router: Router) -> Router {
    router
        .fallback(|request: Request| async move {
            let problem = refusal::not_found(request.uri().path());
            RequestId::of(request.headers()).on(Err(problem))
        })
        // axum adds the methods.
        .method_not_allowed_fallback(|request: Request| async move { other_method(&request, "") })
}

/// The answer to a method that no operation of the path has.
fn other_method(request: &Request, allowed: &str) -> Response {
    let answer = match request.method() {
        &Method::OPTIONS => Ok(response::allowing(StatusCode::NO_CONTENT, allowed)),
        method => Err(refusal::method_not_allowed(method.as_str(), allowed)),
    };
    RequestId::of(request.headers()).on(answer)
}

fn mounted<A: Send + Sync + 'static>(api: &Arc<A>, methods: Methods<A>) -> MethodRouter {
    let allowed = allowed(methods.keys().copied());
    let mut others = Vec::new();
    let mut router = MethodRouter::new();
    for (method, mut candidates) in methods {
        candidates.sort_by_key(|(template, _)| std::cmp::Reverse(template.literal_len()));
        let filter = Method::from_bytes(method.as_bytes()).ok();
        match filter.and_then(|method| MethodFilter::try_from(method).ok()) {
            Some(filter) => {
                let api = Arc::clone(api);
                let candidates: Arc<[_]> = candidates.into();
                router = router.on(filter, move |request| answer(api, &candidates, request));
            }
            None => others.push((method, candidates)),
        }
    }
    if others.is_empty() {
        return router;
    }
    let (api, others) = (Arc::clone(api), Arc::new((others, allowed)));
    router.fallback(move |request: Request| async move {
        let (others, allowed) = &*others;
        let method = request.method().as_str();
        match others.iter().find(|(other, _)| *other == method) {
            Some((_, candidates)) => answer(api, candidates, request).await,
            None => other_method(&request, allowed),
        }
    })
}

/// The methods of a path, as `Allow` lists them: where there is GET, there is HEAD.
fn allowed(methods: impl Iterator<Item = &'static str>) -> String {
    let mut methods: Vec<_> = methods.collect();
    if let Some(get) = methods.iter().position(|method| *method == "GET")
        && !methods.contains(&"HEAD")
    {
        methods.insert(get + 1, "HEAD");
    }
    methods.join(",")
}

/// Finds the operation, and has it called. What is found is found at once, so that the future is small: it is moved often.
fn answer<A>(
    api: Arc<A>,
    candidates: &[(Template, Route<A>)],
    request: Request,
) -> impl Future<Output = Response> + use<A> {
    let id = RequestId::of(request.headers());
    let path = request.uri().path();
    let fitting = candidates.iter().find_map(|(template, route)| {
        let captures = template.captures(path)?;
        Some((route, captures))
    });
    let found = match fitting {
        Some((route, captures)) => {
            let (operation, call) = (route.operation, route.call);
            let limits = settings::limits(operation, &request);
            let (parts, body) = request.into_parts();
            let incoming = Incoming {
                parts: Box::new(parts),
                body,
                captures,
                limit: limits.body,
            };
            Ok((call(api, incoming), limits.timeout))
        }
        None => Err(refusal::not_found(path)),
    };
    async move {
        match found {
            Ok((answer, timeout)) => id.around(limited(answer, timeout)).await,
            Err(problem) => id.on(Err(problem)),
        }
    }
}

/// The answer, if it comes in time. A panic is the end of this request only.
async fn limited(answer: Answer, timeout: Option<Duration>) -> Result<Response, Problem> {
    let in_time = async {
        match timeout {
            // Boxed, for those who set no limit.
            Some(timeout) => match Box::pin(tokio::time::timeout(timeout, answer)).await {
                Ok(answer) => answer,
                Err(_) => Err(refusal::too_slow()),
            },
            None => answer.await,
        }
    };
    match AssertUnwindSafe(in_time).catch_unwind().await {
        Ok(answer) => answer,
        // The panic hook has told what happened; the client is not to know.
        Err(_) => Err(refusal::broken()),
    }
}
