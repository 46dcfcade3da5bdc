//! The request core: request parts in, answer out. Nothing here is generic.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, Uri};

use super::body::Body;
use super::call::Call;
use super::documented::{self, Found, Response};
use super::encode::{self, Parts};
use super::error::{EncodeError, Error, Failure};
use super::operation::Operation;
use super::options::Options;
use super::redirect::{self, Hop};
use super::response::Reply;
use super::retry::Retry;
use super::security::{self, Scheme, Secret};
use super::timer::{self, Lively, Timer};
use super::transport::{Transport, TransportError};
use super::url::{self, BaseUrl};

/// What all handles of a client share.
pub struct Core {
    pub(super) base: BaseUrl,
    pub(super) replaces_servers: bool,
    pub(super) schemes: &'static [Scheme],
    pub(super) credentials: Vec<Option<Secret>>,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) user_agent: HeaderValue,
    pub(super) timer: Option<Arc<dyn Timer>>,
    pub(super) timeout: Option<Duration>,
    pub(super) stream_timeout: Option<Duration>,
    pub(super) retry: Retry,
}

/// A request that may have to be sent more than once.
struct Plan {
    operation: &'static Operation,
    success: &'static [Response],
    hop: Hop,
    timeout: Option<Duration>,
    retry: Retry,
    /// How many times it was sent again.
    again: u32,
}

/// What came of sending it.
enum Attempt {
    Done(Exchanged),
    /// It is to be sent again, after a pause.
    Again(Duration),
}

impl Core {
    /// Starts a call.
    pub fn call(&self, operation: &'static Operation) -> Call<'_> {
        Call::new(self, operation)
    }

    /// Builds the request, sends it, as often as it takes and may be, and reads the answer, if it is one that the
    /// operation documents.
    pub(super) async fn exchange(&self, call: Call<'_>) -> Result<Exchanged, Failure> {
        let mut plan = self.plan(call)?;
        loop {
            let pause = match self.attempt(&mut plan).await {
                Ok(Attempt::Done(exchanged)) => return Ok(exchanged),
                Ok(Attempt::Again(pause)) => pause,
                Err(failure) if failure.is_passing() && plan.may_go_again() => plan.retry.pause(plan.again),
                Err(failure) => return Err(failure),
            };
            if let Some(timer) = &self.timer {
                timer.sleep(pause).await;
            }
            plan.again += 1;
        }
    }

    fn plan(&self, mut call: Call<'_>) -> Result<Plan, Failure> {
        let (operation, success) = (call.operation(), call.success());
        let options = std::mem::take(call.options());
        let plan = Plan {
            operation,
            success,
            hop: self.request(call, &options)?,
            timeout: options.timeout.or(self.timeout),
            retry: options.retry.unwrap_or_else(|| self.retry.clone()),
            again: 0,
        };
        if self.timer.is_none() && (plan.timeout.is_some() || plan.retry.is_on()) {
            return Err(Error::Encode(EncodeError {
                subject: "the limits of this call".to_owned(),
                reason: "they need a timer: give one to the client's builder".to_owned(),
                source: None,
            })
            .into());
        }
        Ok(plan)
    }

    /// Sends the request once, and reads the answer.
    async fn attempt(&self, plan: &mut Plan) -> Result<Attempt, Failure> {
        let sleep = plan.timeout.zip(self.timer.as_ref());
        let sleep = sleep.map(|(limit, timer)| timer.sleep(limit));
        let limit = plan.timeout.unwrap_or_default();
        let attempt = async {
            let (head, body) = self.follow(plan).await?.into_parts();
            if plan.may_go_again()
                && let Some(timer) = &self.timer
                && let Some(pause) = plan.retry.after(head.status, &head.headers, plan.again, timer.now())
            {
                return Ok(Attempt::Again(pause));
            }
            let body = match (self.stream_timeout, &self.timer) {
                (Some(limit), Some(timer)) => Body::new(Lively::new(body, limit, timer.clone())),
                _ => body,
            };
            let answered = answer(plan.success, plan.operation.errors, head, body).await?;
            Ok(Attempt::Done(answered))
        };
        match timer::within(attempt, sleep).await {
            Some(end) => end,
            None => Err(Error::Transport(timer::too_long(limit)).into()),
        }
    }

    /// Sends the request, and follows redirects.
    async fn follow(&self, plan: &mut Plan) -> Result<http::Response<Body>, Failure> {
        let mut detour: Option<Hop> = None;
        let mut redirects = 0;
        loop {
            let hop = detour.as_mut().unwrap_or(&mut plan.hop);
            let response = self.send(hop).await?;
            let (status, headers) = (response.status(), response.headers());
            if !status.is_redirection()
                || documented::has_redirect(plan.success, status)
                || documented::has_redirect(plan.operation.errors, status)
            {
                return Ok(response);
            }
            let Some(next) = redirect::next(hop, status, headers).map_err(Error::Transport)? else {
                return Ok(response);
            };
            redirects += 1;
            if redirects > redirect::LIMIT {
                return Err(Error::Transport(TransportError::redirect("there were more than ten")).into());
            }
            detour = Some(next);
        }
    }

    async fn send(&self, hop: &mut Hop) -> Result<http::Response<Body>, Failure> {
        let mut request = http::Request::new(hop.body.outgoing());
        *request.method_mut() = hop.method.clone();
        *request.uri_mut() = hop.uri.clone();
        *request.headers_mut() = hop.headers.clone();
        Ok(self.transport.send(request).await.map_err(Error::Transport)?)
    }

    fn request(&self, call: Call<'_>, options: &Options) -> Result<Hop, Failure> {
        let (operation, success) = (call.operation(), call.success());
        let input = call.into_input().map_err(Error::Encode)?;
        let path = encode::path(operation.path, operation.parameters, &input.values)
            .map_err(|problem| Error::Encode(EncodeError::parameter(&problem.name, problem.reason)))?;
        let mut parts = Parts::default();
        for (parameter, value) in operation.parameters.iter().zip(&input.values) {
            if let Some(value) = value {
                encode::add(parameter, value, &mut parts)
                    .map_err(|reason| Error::Encode(EncodeError::parameter(parameter.name, reason)))?;
            }
        }
        let given = parts.query.len();
        security::apply(self.schemes, &self.credentials, operation.security, &mut parts)
            .map_err(Error::MissingCredentials)?;
        let url = match &input.target {
            Some(target) => url::absolute(target).map_err(|reason| EncodeError {
                subject: format!("the URL `{target}`"),
                reason,
                source: None,
            }),
            None => self.url(operation, &path),
        };
        let uri = uri(url.map_err(Error::Encode)?, &parts.query).map_err(Error::Encode)?;
        let method = Method::from_bytes(operation.method.as_bytes())
            .map_err(|error| Error::Encode(EncodeError::with_source("the method", "HTTP cannot say it", error)))?;
        let (body, media) = input.body.unwrap_or_default();
        let accept = documented::accept(success, operation.errors);
        let credentials = parts.query.split_off(given);
        let mut headers = self.headers(&accept, parts, &media);
        let own = options.headers().map_err(Error::Encode)?;
        for name in own.keys() {
            headers.remove(name);
        }
        headers.extend(own);
        let mut hop = Hop {
            method,
            uri,
            headers,
            body,
        };
        if let Some(link) = input.link {
            redirect::follow(&mut hop, &link, &credentials).map_err(Error::Transport)?;
        }
        Ok(hop)
    }

    fn url(&self, operation: &Operation, path: &str) -> Result<String, EncodeError> {
        let base = match operation.server.filter(|_| !self.replaces_servers) {
            Some(server) => self.base.resolve(server).map_err(|reason| EncodeError {
                subject: format!("the server `{server}` of this operation"),
                reason,
                source: None,
            })?,
            None => self.base.clone(),
        };
        Ok(base.join(path))
    }

    fn headers(&self, accept: &str, parts: Parts, media: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::USER_AGENT, self.user_agent.clone());
        for (name, text) in [(header::ACCEPT, accept), (header::CONTENT_TYPE, media)] {
            if let (false, Some(value)) = (text.is_empty(), encode::header_value(text)) {
                headers.insert(name, value);
            }
        }
        for (name, value) in parts.headers {
            headers.insert(name, value);
        }
        if let (false, Some(mut value)) = (
            parts.cookies.is_empty(),
            encode::header_value(&parts.cookies.join("; ")),
        ) {
            value.set_sensitive(true);
            headers.insert(header::COOKIE, value);
        }
        headers
    }
}

/// The URL of a request. It may bring a query of its own, though the specification does not foresee it.
fn uri(mut url: String, query: &[String]) -> Result<Uri, EncodeError> {
    for part in query {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(part);
    }
    url.parse()
        .map_err(|error: http::uri::InvalidUri| EncodeError::with_source("the URL", "it cannot be sent", error))
}

impl Plan {
    /// Whether the request can be sent again, and may.
    fn may_go_again(&self) -> bool {
        !self.hop.body.is_sent() && self.retry.allows(&self.hop.method, &self.hop.headers, self.again)
    }
}

/// How an exchange ended, where the description documents it.
pub(super) enum Exchanged {
    /// As a success.
    Success(Reply),
    /// As an error.
    Error(Reply),
}

/// The most that is kept of the body of an answer that is not documented.
const KEPT: usize = 1 << 20;

async fn answer(
    success: &[Response],
    errors: &[Response],
    head: http::response::Parts,
    body: Body,
) -> Result<Exchanged, Failure> {
    let (status, headers) = (head.status, head.headers);
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let found = documented::find(success, errors, status, content_type);
    let (index, response) = match found {
        Found::Success(index) => (index, success.get(index)),
        Found::Error(index) => (index, errors.get(index)),
        Found::Unexpected => (0, None),
    };
    let body = match response {
        Some(response) if response.is_streamed() => Ok(body),
        Some(_) => body.bytes().await.map(Body::from),
        None => body.first(KEPT).await.map(Body::from),
    };
    let reply = Reply {
        status,
        headers,
        body: body.map_err(|error| Error::Transport(TransportError::new(error)))?,
        index,
    };
    match found {
        Found::Success(_) => Ok(Exchanged::Success(reply)),
        Found::Error(_) => Ok(Exchanged::Error(reply)),
        Found::Unexpected => reply.unexpected(),
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("base", &self.base)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}
