//! What is known of a call while it is sent, maybe more than once.

use std::time::{Duration, SystemTime};

use http::{Method, StatusCode};

use super::body::Body;
use super::call::Call;
use super::documented;
use super::error::EncodeError;
use super::exchange::Core;
use super::retry::Retry;
use super::token::{Renewable, TokenError};
use super::trace::Trace;

/// A call that may have to be sent more than once.
pub(super) struct Plan<'p, 'c> {
    pub(super) call: &'p mut Call<'c>,
    /// The access token that its request has, if the client got that itself.
    pub(super) token: Option<Renewable>,
    /// Whether the request is one that may be sent again.
    pub(super) is_repeatable: bool,
    /// How many times it was sent again, other than for a new token.
    pub(super) again: u32,
    /// How many times it was sent.
    pub(super) attempts: u32,
    /// The request that nothing has come of yet, where someone looks on.
    pub(super) shown: Option<Box<Shown>>,
    pub(super) trace: &'p Trace,
}

/// What onlookers see of a request.
pub(super) struct Shown {
    pub(super) method: Method,
    pub(super) url: String,
    pub(super) start: Option<SystemTime>,
}

impl<'p, 'c> Plan<'p, 'c> {
    pub(super) fn new(call: &'p mut Call<'c>, trace: &'p Trace) -> Self {
        Self {
            call,
            token: None,
            is_repeatable: false,
            again: 0,
            attempts: 0,
            shown: None,
            trace,
        }
    }

    /// Whether time can be told, if it matters.
    ///
    /// # Errors
    ///
    /// When it cannot.
    pub(super) fn check(&self, core: &Core) -> Result<(), EncodeError> {
        if core.timer.is_none() && (self.timeout(core).is_some() || self.retry(core).is_on()) {
            return Err(EncodeError {
                subject: "the limits of this call".to_owned(),
                reason: "they need a timer: give one to the client's builder".to_owned(),
                source: None,
            });
        }
        Ok(())
    }

    /// How long an attempt may take.
    pub(super) fn timeout(&self, core: &Core) -> Option<Duration> {
        let own = self.call.own_options().and_then(|own| own.timeout);
        own.or(core.timeout)
    }

    /// When to try again.
    pub(super) fn retry<'r>(&'r self, core: &'r Core) -> &'r Retry {
        let own = self.call.own_options().and_then(|own| own.retry.as_ref());
        own.unwrap_or(&core.retry)
    }

    /// Whether an answer is a redirect that the client follows: not if it is documented as an answer.
    pub(super) fn follows(&self, status: StatusCode) -> bool {
        status.is_redirection()
            && !documented::has_redirect(self.call.success(), status)
            && !documented::has_redirect(self.call.operation().errors, status)
    }

    /// Whether a refused request can be sent again with another token: it is refused for one that was not new.
    pub(super) fn may_renew(&mut self) -> bool {
        self.token.as_ref().is_some_and(|(_, token)| !token.is_new) && !self.is_gone()
    }

    /// Gets another token.
    pub(super) async fn renew(&mut self, core: &Core) -> Result<(), TokenError> {
        if let Some((tokens, token)) = &mut self.token {
            *token = tokens.token(core, Some(&token.secret)).await?;
            // Once is enough, even if another call got this one.
            token.is_new = true;
        }
        Ok(())
    }

    /// The pause after an answer that is not to be the last.
    pub(super) fn pause_after(&mut self, response: &http::Response<Body>, core: &Core) -> Option<Duration> {
        let timer = core.timer.as_ref().filter(|_| self.may_go_again(core))?;
        self.retry(core)
            .after(response.status(), response.headers(), self.again, &**timer)
    }

    /// Whether the request can be sent again, and may.
    pub(super) fn may_go_again(&mut self, core: &Core) -> bool {
        self.is_repeatable && self.retry(core).is_left(self.again) && !self.is_gone()
    }

    /// Whether the body was a stream, which is sent once.
    fn is_gone(&mut self) -> bool {
        let body = &self.call.input().body;
        body.as_ref().is_some_and(|(body, _)| body.is_sent())
    }
}
