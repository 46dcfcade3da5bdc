//! The request core: request parts in, answer out. Nothing here is generic.

use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue, StatusCode};

use super::answer::{Exchanged, answer};
use super::body::Body;
use super::call::Call;
use super::error::{Error, Failure};
use super::hook::{self, Hooks, Incoming, Outgoing};
use super::operation::Operation;
use super::plan::{Plan, Shown};
use super::redirect;
use super::request::Request;
use super::retry::Retry;
use super::security::{Credential, Scheme};
use super::timer::{self, Lively, Timer};
use super::trace::Trace;
use super::transport::{Sending, Transport, TransportError};
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

/// What came of sending a request.
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
        let mut plan = Plan::new(call, trace);
        plan.check(self).map_err(Error::Encode)?;
        let end = self.repeat(&mut plan).await;
        trace.ends(plan.attempts);
        end
    }

    async fn repeat(&self, plan: &mut Plan<'_, '_>) -> Result<Exchanged, Failure> {
        loop {
            plan.attempts += 1;
            let sending = self.begin(plan).await?;
            let pause = match self.attempt(plan, sending).await {
                Ok(Attempt::Done(exchanged)) => return Ok(exchanged),
                Ok(Attempt::Again(pause)) => Some(pause),
                Ok(Attempt::Unauthorized) => None,
                Err(failure) if failure.is_passing() && plan.may_go_again(self) => {
                    Some(plan.retry(self).pause(plan.again))
                }
                Err(failure) => return Err(failure),
            };
            match (pause, &self.timer) {
                (None, _) => plan.renew(self).await.map_err(Error::Token)?,
                (Some(pause), Some(timer)) => timer.sleep(pause).await,
                (Some(_), None) => {}
            }
            plan.again += u32::from(pause.is_some());
        }
    }

    /// Builds the request, and gives it to the transport.
    async fn begin(&self, plan: &mut Plan<'_, '_>) -> Result<Sending<'_>, Failure> {
        let request = self.request(plan.call, &mut plan.token).await?;
        plan.is_repeatable = plan.retry(self).allows(request.method(), request.headers());
        if plan.attempts == 1 {
            plan.trace.starts(request.uri(), self.schemes);
        }
        Ok(self.send(plan, request))
    }

    /// Sends the request once within its limit, and reads the answer.
    async fn attempt(&self, plan: &mut Plan<'_, '_>, sending: Sending<'_>) -> Result<Attempt, Failure> {
        let sleep = plan.timeout(self).zip(self.timer.as_ref());
        let sleep = sleep.map(|(limit, timer)| timer.sleep(limit));
        let end = timer::within(pin!(self.once(plan, sending)), sleep).await;
        match end {
            Some(end) => end,
            None => {
                let limit = plan.timeout(self).unwrap_or_default();
                let error = timer::too_long(limit);
                self.show(plan, Some(limit), Err(&error));
                Err(Error::Transport(error).into())
            }
        }
    }

    /// Sends the request once, and reads the answer.
    async fn once(&self, plan: &mut Plan<'_, '_>, sending: Sending<'_>) -> Result<Attempt, Failure> {
        let mut response = self.answered(plan, sending.await)?;
        if plan.follows(response.status()) {
            // Boxed, as few calls are redirected, and all futures are moved.
            response = Box::pin(self.follow(plan, response)).await?;
        }
        if response.status() == StatusCode::UNAUTHORIZED && plan.may_renew() {
            return Ok(Attempt::Unauthorized);
        }
        if let Some(pause) = plan.pause_after(&response, self) {
            return Ok(Attempt::Again(pause));
        }
        if let (Some(limit), Some(timer)) = (self.stream_timeout, &self.timer) {
            response = response.map(|body| Body::new(Lively::new(body, limit, timer.clone())));
        }
        let (success, errors) = (plan.call.success(), plan.call.operation().errors);
        Ok(Attempt::Done(answer(success, errors, &mut response).await?))
    }

    /// Follows redirects, from the first on.
    async fn follow(
        &self,
        plan: &mut Plan<'_, '_>,
        mut response: http::Response<Body>,
    ) -> Result<http::Response<Body>, Failure> {
        let mut request = self.request(plan.call, &mut plan.token).await?;
        for _ in 0..redirect::LIMIT {
            let is_next = redirect::turn(&mut request, response.status(), response.headers());
            if !is_next.map_err(Error::Transport)? {
                return Ok(response);
            }
            let sending = self.send(plan, redirect::copy(&mut request));
            response = self.answered(plan, sending.await)?;
            if !plan.follows(response.status()) {
                return Ok(response);
            }
        }
        Err(Error::Transport(TransportError::redirect("there were more than ten")).into())
    }

    /// Gives a request to the transport, and shows it to those who look on.
    fn send(&self, plan: &mut Plan<'_, '_>, mut request: Request) -> Sending<'_> {
        plan.trace.propagate(request.headers_mut());
        // What only onlookers see is not made for no one.
        if self.hooks.is_any() {
            let method = request.method().clone();
            let url = hook::without_secrets(request.uri(), self.schemes);
            for show in &self.hooks.request {
                show(&mut Outgoing {
                    method: &method,
                    path: plan.call.operation().path,
                    url: &url,
                    attempt: plan.attempts,
                    headers: request.headers_mut(),
                });
            }
            let start = self.timer.as_ref().map(|timer| timer.now());
            plan.shown = Some(Box::new(Shown { method, url, start }));
        }
        self.transport.send(request)
    }

    /// Shows what came of a request.
    fn answered(
        &self,
        plan: &mut Plan<'_, '_>,
        end: Result<http::Response<Body>, TransportError>,
    ) -> Result<http::Response<Body>, Failure> {
        if let Some(shown) = &plan.shown {
            let now = shown
                .start
                .zip(self.timer.as_ref())
                .map(|(start, timer)| (start, timer.now()));
            let duration = now.and_then(|(start, now)| now.duration_since(start).ok());
            let result = end.as_ref().map(|response| (response.status(), response.headers()));
            self.show(plan, duration, result);
        }
        Ok(end.map_err(Error::Transport)?)
    }

    fn show(
        &self,
        plan: &mut Plan<'_, '_>,
        duration: Option<Duration>,
        result: Result<(StatusCode, &HeaderMap), &TransportError>,
    ) {
        let Some(shown) = plan.shown.take() else {
            return;
        };
        for show in &self.hooks.response {
            show(&Incoming {
                method: &shown.method,
                path: plan.call.operation().path,
                url: &shown.url,
                attempt: plan.attempts,
                duration,
                result,
            });
        }
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
