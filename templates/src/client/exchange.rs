//! The request core: request parts in, answer out. Nothing here is generic.

use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use http::header::{self, HeaderValue};

use super::body::Body;
use super::call::Call;
use super::documented::{self, Found, Response};
use super::error::{EncodeError, Error, Failure};
use super::hook::{self, Hooks, Incoming, Outgoing};
use super::operation::Operation;
use super::redirect::{self, Hop};
use super::response::Reply;
use super::retry::Retry;
use super::security::{self, Credential, Scheme};
use super::timer::{self, Lively, Timer};
use super::token::{Token, TokenError, Tokens};
use super::trace::Trace;
use super::transport::{Transport, TransportError};
use super::url::BaseUrl;

/// What all handles of a client share.
pub struct Core {
    pub(super) base: BaseUrl,
    pub(super) replaces_servers: bool,
    pub(super) schemes: &'static [Scheme],
    pub(super) credentials: Vec<Option<Credential>>,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) user_agent: HeaderValue,
    pub(super) timer: Option<Arc<dyn Timer>>,
    pub(super) timeout: Option<Duration>,
    pub(super) stream_timeout: Option<Duration>,
    pub(super) retry: Retry,
    pub(super) hooks: Hooks,
}

/// An access token that the client got itself, and where others come from.
pub(super) type Renewable = (Arc<dyn Tokens>, Token);

/// A request that may have to be sent more than once.
struct Plan {
    operation: &'static Operation,
    success: &'static [Response],
    hop: Hop,
    /// The access token that it has, if the client got that itself.
    token: Option<Renewable>,
    timeout: Option<Duration>,
    retry: Retry,
    /// How many times it was sent again, other than for a new token.
    again: u32,
    /// How many times it was sent.
    attempts: u32,
    /// Whether nothing has come of it yet.
    waits: bool,
    trace: Trace,
}

/// What came of sending it.
enum Attempt {
    Done(Exchanged),
    /// It is to be sent again, after a pause.
    Again(Duration),
    /// It is to be sent again, with another token.
    Unauthorized,
}

impl Core {
    /// Starts a call.
    pub fn call(&self, operation: &'static Operation) -> Call<'_> {
        Call::new(self, operation)
    }

    /// Builds the request, sends it, as often as it takes and may be, and reads the answer, if it is one that the
    /// operation documents.
    pub(super) async fn exchange(&self, call: &mut Call<'_>) -> Result<Exchanged, Failure> {
        let trace = Trace::new(call.operation());
        trace.around(self.carry_out(call, &trace)).await
    }

    async fn carry_out(&self, call: &mut Call<'_>, trace: &Trace) -> Result<Exchanged, Failure> {
        let mut plan = self.plan(call, trace).await?;
        trace.starts(&plan.hop.uri, self.schemes);
        let end = self.repeat(&mut plan).await;
        trace.ends(plan.attempts);
        end
    }

    async fn repeat(&self, plan: &mut Plan) -> Result<Exchanged, Failure> {
        loop {
            plan.attempts += 1;
            let pause = match self.attempt(plan).await {
                Ok(Attempt::Done(exchanged)) => return Ok(exchanged),
                Ok(Attempt::Again(pause)) => pause,
                Ok(Attempt::Unauthorized) => {
                    plan.renew(self).await.map_err(Error::Token)?;
                    continue;
                }
                Err(failure) if failure.is_passing() && plan.may_go_again() => plan.retry.pause(plan.again),
                Err(failure) => return Err(failure),
            };
            if let Some(timer) = &self.timer {
                timer.sleep(pause).await;
            }
            plan.again += 1;
        }
    }

    async fn plan(&self, call: &mut Call<'_>, trace: &Trace) -> Result<Plan, Failure> {
        let (operation, success) = (call.operation(), call.success());
        let options = std::mem::take(call.options());
        let (hop, token) = self.request(call, &options).await?;
        let plan = Plan {
            operation,
            success,
            hop,
            token,
            timeout: options.timeout.or(self.timeout),
            retry: options.retry.unwrap_or_else(|| self.retry.clone()),
            again: 0,
            attempts: 0,
            waits: false,
            trace: trace.clone(),
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

    /// Sends the request once within its limit, and reads the answer.
    async fn attempt(&self, plan: &mut Plan) -> Result<Attempt, Failure> {
        let sleep = plan.timeout.zip(self.timer.as_ref());
        let sleep = sleep.map(|(limit, timer)| timer.sleep(limit));
        let limit = plan.timeout.unwrap_or_default();
        let end = timer::within(pin!(self.once(plan)), sleep).await;
        match end {
            Some(end) => end,
            None => {
                let error = timer::too_long(limit);
                if plan.waits {
                    self.show(&Incoming {
                        method: &plan.hop.method,
                        path: plan.operation.path,
                        url: &hook::without_secrets(&plan.hop.uri, self.schemes),
                        attempt: plan.attempts,
                        duration: Some(limit),
                        result: Err(&error),
                    });
                }
                Err(Error::Transport(error).into())
            }
        }
    }

    /// Sends the request once, and reads the answer.
    async fn once(&self, plan: &mut Plan) -> Result<Attempt, Failure> {
        let (head, body) = self.follow(plan).await?.into_parts();
        if head.status == StatusCode::UNAUTHORIZED && plan.may_renew() {
            return Ok(Attempt::Unauthorized);
        }
        if plan.may_go_again()
            && let Some(timer) = &self.timer
            && let Some(pause) = plan.retry.after(head.status, &head.headers, plan.again, &**timer)
        {
            return Ok(Attempt::Again(pause));
        }
        let body = match (self.stream_timeout, &self.timer) {
            (Some(limit), Some(timer)) => Body::new(Lively::new(body, limit, timer.clone())),
            _ => body,
        };
        let answered = answer(plan.success, plan.operation.errors, head, body).await?;
        Ok(Attempt::Done(answered))
    }

    /// Sends the request, and follows redirects.
    async fn follow(&self, plan: &mut Plan) -> Result<http::Response<Body>, Failure> {
        let mut detour: Option<Hop> = None;
        let mut redirects = 0;
        loop {
            let hop = detour.as_mut().unwrap_or(&mut plan.hop);
            plan.waits = true;
            let response = self.send(hop, plan.operation.path, plan.attempts, &plan.trace).await?;
            plan.waits = false;
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

    /// Sends one request, and shows it and the answer to those who look on.
    async fn send(
        &self,
        hop: &mut Hop,
        path: &'static str,
        attempt: u32,
        trace: &Trace,
    ) -> Result<http::Response<Body>, Failure> {
        // What only onlookers see is not made for no one.
        let (shows, reports) = (!self.hooks.request.is_empty(), !self.hooks.response.is_empty());
        let url = (shows || reports).then(|| hook::without_secrets(&hop.uri, self.schemes));
        let (method, url) = (&hop.method, url.as_deref().unwrap_or_default());
        let mut request = http::Request::new(hop.body.outgoing());
        *request.method_mut() = method.clone();
        *request.uri_mut() = hop.uri.clone();
        *request.headers_mut() = hop.headers.clone();
        trace.propagate(request.headers_mut());
        for show in &self.hooks.request {
            let headers = request.headers_mut();
            show(&mut Outgoing {
                method,
                path,
                url,
                attempt,
                headers,
            });
        }
        let now = || self.timer.as_ref().filter(|_| reports).map(|timer| timer.now());
        let start = now();
        let end = self.transport.send(request).await;
        let duration = start.zip(now()).and_then(|(start, end)| end.duration_since(start).ok());
        self.show(&Incoming {
            method,
            path,
            url,
            attempt,
            duration,
            result: end.as_ref().map(|response| (response.status(), response.headers())),
        });
        Ok(end.map_err(Error::Transport)?)
    }

    fn show(&self, incoming: &Incoming<'_>) {
        for show in &self.hooks.response {
            show(incoming);
        }
    }
}

impl Plan {
    /// Whether a refused request can be sent again with another token: it is refused for one that was not new.
    fn may_renew(&self) -> bool {
        let held = self.token.as_ref().is_some_and(|(_, token)| !token.is_new);
        // A link to another host goes there without it.
        held && self.hop.headers.contains_key(header::AUTHORIZATION) && !self.hop.body.is_sent()
    }

    /// Gets another token.
    async fn renew(&mut self, core: &Core) -> Result<(), TokenError> {
        if let Some((tokens, token)) = &mut self.token {
            *token = tokens.token(core, Some(&token.secret)).await?;
            // Once is enough, even if another call got this one.
            token.is_new = true;
            if let Some(value) = security::sensitive(&format!("Bearer {}", token.secret.0)) {
                self.hop.headers.insert(header::AUTHORIZATION, value);
            }
        }
        Ok(())
    }

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
