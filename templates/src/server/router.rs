//! From operations to an axum router.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, Router};
use http::Method;

use super::incoming::Incoming;
use super::path::Template;
use super::problem::Problem;
use super::refusal;

/// The answer of an operation, or the refusal to call it.
pub type Answer = Pin<Box<dyn Future<Output = Result<Response, Problem>> + Send>>;

/// An operation, and where it answers.
#[derive(Debug)]
pub struct Route<A> {
    /// The HTTP method.
    method: &'static str,
    /// The path template, as in the description.
    path: &'static str,
    /// Reads the request, calls the API's method, writes the answer.
    call: fn(Arc<A>, Incoming) -> Answer,
}

impl<A> Route<A> {
    /// A route by method, path template and handler.
    pub fn new(method: &'static str, path: &'static str, call: fn(Arc<A>, Incoming) -> Answer) -> Self {
        Self { method, path, call }
    }
}

/// The operations of one mount, by method; in each method the more literal templates first.
type Methods<A> = BTreeMap<&'static str, Vec<(Template, Route<A>)>>;

/// Builds a router of the operations. Paths that it does not know are left to other routers: see [`complete`].
pub fn router<A: Send + Sync + 'static>(api: A, routes: impl IntoIterator<Item = Route<A>>) -> Router {
    let api = Arc::new(api);
    let mut mounts: BTreeMap<String, (String, Methods<A>)> = BTreeMap::new();
    for route in routes {
        let template = Template::parse(route.path);
        let (_, methods) = mounts
            .entry(template.structure())
            .or_insert_with(|| (template.mount(), Methods::new()));
        methods.entry(route.method).or_default().push((template, route));
    }
    let router = Router::new().without_v07_checks();
    mounts.into_values().fold(router, |router, (mount, methods)| {
        router.route(&mount, mounted(&api, methods))
    })
}

/// Answers paths and methods that no operation has with problems. Once, after routers are merged.
pub fn complete(router: Router) -> Router {
    router
        .fallback(|request: Request| async move { refusal::not_found(request.uri().path()) })
        .method_not_allowed_fallback(|request: Request| async move {
            // axum adds the methods.
            refusal::method_not_allowed(request.method().as_str(), "")
        })
}

fn mounted<A: Send + Sync + 'static>(api: &Arc<A>, methods: Methods<A>) -> MethodRouter {
    let allowed: Vec<_> = methods.keys().copied().collect();
    let allowed = allowed.join(", ");
    let mut others = Vec::new();
    let mut router = MethodRouter::new();
    for (method, mut candidates) in methods {
        candidates.sort_by_key(|(template, _)| std::cmp::Reverse(template.literal_len()));
        let filter = Method::from_bytes(method.as_bytes()).ok();
        match filter.and_then(|method| MethodFilter::try_from(method).ok()) {
            Some(filter) => {
                let api = Arc::clone(api);
                let candidates: Arc<[_]> = candidates.into();
                router = router.on(filter, move |request| dispatch(api, candidates, request));
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
            None => refusal::method_not_allowed(method, allowed).into_response(),
        }
    })
}

async fn dispatch<A>(api: Arc<A>, candidates: Arc<[(Template, Route<A>)]>, request: Request) -> Response {
    answer(api, &candidates, request).await
}

async fn answer<A>(api: Arc<A>, candidates: &[(Template, Route<A>)], request: Request) -> Response {
    let path = request.uri().path();
    let fitting = candidates.iter().find_map(|(template, route)| {
        let captures = template.captures(path)?;
        Some((route, captures))
    });
    let Some((route, captures)) = fitting else {
        return refusal::not_found(path).into_response();
    };
    let call = route.call;
    let (parts, body) = request.into_parts();
    let incoming = Incoming { parts, body, captures };
    match call(api, incoming).await {
        Ok(response) => response,
        Err(problem) => problem.into_response(),
    }
}
