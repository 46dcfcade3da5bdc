//! Access tokens by OAuth 2.0 (RFC 6749) and OpenID Connect Discovery 1.0.

use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderValue, Method, Uri};
use serde_json::Value;
use specwright_types::__private::wire::basic;

use super::body::Body;
use super::exchange::Core;
use super::grant::Grant;
use super::percent;
use super::security::{SchemeKind, Secret, check, sensitive};
use super::timer;
use super::token::{Fetching, Token, TokenError, Tokens};
use super::transport::TransportError;
use super::url::resolve;

/// Who issues tokens, as the description says. URLs may be relative to the API's server.
#[derive(Clone, Copy, Debug)]
pub enum Issuer {
    /// The URLs for tokens, and for those that follow by a refresh token.
    OAuth2 {
        /// `tokenUrl`.
        token: &'static str,
        /// `refreshUrl`, or `tokenUrl` without it.
        refresh: &'static str,
    },
    /// The URL of a discovery document.
    OpenId(&'static str),
}

/// Gets tokens for one scheme.
pub(super) struct Fetcher {
    scheme: &'static str,
    issuer: Issuer,
    grant: Grant,
    /// Locked while a token is fetched: others wait for it.
    state: async_lock::Mutex<State>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    refresh_token: Option<Secret>,
    found: Option<Endpoint>,
}

struct Held {
    secret: Secret,
    /// `None` if nobody said so, or nothing tells the time.
    until: Option<SystemTime>,
}

/// Where tokens are asked for.
#[derive(Clone)]
struct Endpoint {
    uri: Uri,
    in_body: bool,
}

/// Head and body of what the issuer says.
type Answer = (http::response::Parts, Bytes);

/// A token is given up for this time before it runs out, or a fifth of its life if that is less.
const LEEWAY: Duration = Duration::from_secs(30);

/// The limit of a request for a token where calls have none.
const PATIENCE: Duration = Duration::from_secs(30);

/// The most that is read of an answer.
const KEPT: usize = 1 << 20;

impl Tokens for Fetcher {
    fn start(&self) -> Arc<dyn Tokens> {
        Arc::new(Self::new(self.scheme, self.issuer, self.grant.clone()))
    }

    fn token<'t>(&'t self, core: &'t Core, refused: Option<&'t Secret>) -> Fetching<'t> {
        Box::pin(async move {
            let mut state = self.state.lock().await;
            let now = core.timer.as_ref().map(|timer| timer.now());
            let serves = |held: &&Held| {
                let over = now.zip(held.until).is_some_and(|(now, until)| now >= until);
                !over && refused.is_none_or(|refused| refused.0 != held.secret.0)
            };
            if let Some(held) = state.held.as_ref().filter(serves) {
                let secret = held.secret.clone();
                return Ok(Token { secret, is_new: false });
            }
            let held = self.fetch(core, &mut state).await?;
            let secret = held.secret.clone();
            state.held = Some(held);
            Ok(Token { secret, is_new: true })
        })
    }
}

impl Fetcher {
    pub(super) fn new(scheme: &'static str, issuer: Issuer, grant: Grant) -> Self {
        Self {
            scheme,
            issuer,
            grant,
            state: async_lock::Mutex::default(),
        }
    }

    async fn fetch(&self, core: &Core, state: &mut State) -> Result<Held, TokenError> {
        let endpoint = match &state.found {
            Some(found) => found.clone(),
            None => state.found.insert(self.endpoint(core).await?).clone(),
        };
        let refresh = state.refresh_token.as_ref().map(|secret| &secret.0);
        let (body, authorization) = self.form(&endpoint, refresh.or(self.grant.refresh_token.as_ref()))?;
        let mut request = request(core, Method::POST, endpoint.uri, body.into());
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        request.headers_mut().insert(CONTENT_TYPE, form);
        if let Some(value) = authorization {
            request.headers_mut().insert(AUTHORIZATION, value);
        }
        let answer = self.ask(core, request).await?;
        let issued = self.secret(&answer)?;
        if self.grant.refresh_token.is_some()
            && let Some(token) = answer["refresh_token"].as_str()
        {
            if let Some(tell) = &self.grant.renewed {
                tell(token);
            }
            state.refresh_token = Some(Secret(token.to_owned()));
        }
        let seconds = answer["expires_in"].as_f64();
        let seconds = seconds.or_else(|| answer["expires_in"].as_str()?.parse().ok());
        let life = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        let until = core.timer.as_ref().zip(life);
        let until = until.and_then(|(timer, life)| timer.now().checked_add(life - LEEWAY.min(life / 5)));
        Ok(Held { secret: issued, until })
    }

    /// The body of a request, and how the client says who it is (RFC 6749 §2.3.1).
    fn form(&self, endpoint: &Endpoint, refresh: Option<&String>) -> Result<(String, Option<HeaderValue>), TokenError> {
        let grant = &self.grant;
        let scope = grant.scopes.join(" ");
        let mut pairs: Vec<(&str, &str)> = match refresh {
            Some(token) => vec![("grant_type", "refresh_token"), ("refresh_token", token)],
            None => vec![("grant_type", "client_credentials")],
        };
        if !scope.is_empty() {
            pairs.push(("scope", &scope));
        }
        pairs.extend(grant.parameters.iter().map(|(name, value)| (&**name, &**value)));
        let mut authorization = None;
        match &grant.secret {
            Some(secret) if !endpoint.in_body => {
                let credentials = basic::encode(&percent::strict(&grant.client_id), &percent::strict(secret));
                let credentials = credentials.map_err(|reason| self.error(reason))?;
                authorization = sensitive(&format!("Basic {credentials}"));
            }
            secret => {
                pairs.push(("client_id", &grant.client_id));
                pairs.extend(secret.as_ref().map(|secret| ("client_secret", &**secret)));
            }
        }
        let encode = |(name, value): &(&str, &str)| format!("{}={}", percent::strict(name), percent::strict(value));
        Ok((pairs.iter().map(encode).collect::<Vec<_>>().join("&"), authorization))
    }

    fn secret(&self, answer: &Value) -> Result<Secret, TokenError> {
        let Some(token) = answer["access_token"].as_str() else {
            return Err(self.error("the answer has no `access_token`"));
        };
        let kind = answer["token_type"].as_str().unwrap_or("Bearer");
        if !kind.eq_ignore_ascii_case("bearer") {
            return Err(self.error("the answer has a token that is no bearer token"));
        }
        check(SchemeKind::Authorization("Bearer"), token).map_err(|reason| self.error(reason))?;
        Ok(Secret(token.to_owned()))
    }

    /// Where tokens are asked for.
    async fn endpoint(&self, core: &Core) -> Result<Endpoint, TokenError> {
        let in_body = self.grant.in_body;
        let at = |url: &str| {
            let found = core.base.folder().ok().and_then(|base| resolve(&base, url));
            let found = found.filter(|found| matches!(found.scheme_str(), Some("http" | "https")));
            found.ok_or_else(|| self.error(format!("`{url}` is not a URL of http or https")))
        };
        if let Some(url) = &self.grant.token_url {
            return Ok(Endpoint { uri: at(url)?, in_body });
        }
        let url = match self.issuer {
            Issuer::OAuth2 { refresh, .. } if self.grant.refresh_token.is_some() => refresh,
            Issuer::OAuth2 { token, .. } => token,
            Issuer::OpenId(url) => return self.discover(core, at(url)?).await,
        };
        Ok(Endpoint { uri: at(url)?, in_body })
    }

    /// Reads a discovery document (OpenID Connect Discovery 1.0 §4).
    async fn discover(&self, core: &Core, document: Uri) -> Result<Endpoint, TokenError> {
        let scheme = document.scheme_str().map(str::to_owned);
        let found = self
            .ask(core, request(core, Method::GET, document, Body::empty()))
            .await?;
        let url = found["token_endpoint"].as_str().unwrap_or_default();
        let uri: Option<Uri> = url.parse().ok();
        let uri = uri.filter(|uri| match uri.scheme_str() {
            Some("https") => true,
            // Secrets do not leave the encryption that the document came with.
            Some("http") => scheme.as_deref() == Some("http"),
            _ => false,
        });
        let uri = uri.ok_or_else(|| self.error("the discovery document has no `token_endpoint` that can be used"))?;
        let methods = found["token_endpoint_auth_methods_supported"].as_array();
        let takes = |name: &str| methods.is_some_and(|methods| methods.iter().any(|method| method == name));
        let in_body = self.grant.in_body || (takes("client_secret_post") && !takes("client_secret_basic"));
        Ok(Endpoint { uri, in_body })
    }

    /// Sends a request whose answer is JSON, as often as the client may. Redirects are not followed: secrets would be.
    async fn ask(&self, core: &Core, request: http::Request<Body>) -> Result<Value, TokenError> {
        let (head, mut body) = request.into_parts();
        let mut again = 0;
        let end = loop {
            let end = exchange(core, http::Request::from_parts(head.clone(), body.outgoing())).await;
            match core.timer.as_ref().zip(self.pause(core, &end, again)) {
                Some((timer, pause)) => timer.sleep(pause).await,
                None => break end,
            }
            again += 1;
        };
        let (head, body) = end.map_err(|error| TokenError {
            source: Some(error.into()),
            ..self.error("there is no answer")
        })?;
        let status = head.status;
        let answer: Value = serde_json::from_slice(&body).unwrap_or_default();
        if status.is_success() {
            return Ok(answer);
        }
        let mut reason = format!("the answer is {status}");
        for member in ["error", "error_description"] {
            if let Some(text) = answer[member].as_str() {
                reason.push_str(": ");
                reason.extend(text.chars().take(200));
            }
        }
        for secret in self.grant.secret.iter().chain(&self.grant.refresh_token) {
            reason = reason.replace(&**secret, "***");
        }
        Err(TokenError {
            status: Some(status),
            ..self.error(reason)
        })
    }

    /// How long to wait before a request is sent again; `None` if it is not.
    fn pause(&self, core: &Core, end: &Result<Answer, TransportError>, again: u32) -> Option<Duration> {
        let (retry, timer) = (&core.retry, core.timer.as_ref()?);
        // A refresh token may be good for once: whoever sends it twice may be taken for a thief (RFC 9700 §4.14.2).
        let is_spent = |error: &TransportError| self.grant.refresh_token.is_some() && !error.is_connect();
        match end {
            _ if !retry.is_left(again) => None,
            Ok((head, _)) => retry.after(head.status, &head.headers, again, &**timer),
            Err(error) if error.is_redirect() || is_spent(error) => None,
            Err(_) => Some(retry.pause(again)),
        }
    }

    fn error(&self, reason: impl Into<String>) -> TokenError {
        TokenError {
            scheme: self.scheme,
            reason: reason.into(),
            status: None,
            source: None,
        }
    }
}

/// Sends a request once.
async fn exchange(core: &Core, request: http::Request<Body>) -> Result<Answer, TransportError> {
    let limit = core.timeout.unwrap_or(PATIENCE);
    let sleep = core.timer.as_ref().map(|timer| timer.sleep(limit));
    let work = pin!(async {
        let (head, mut body) = core.transport.send(request).await?.into_parts();
        let body = body.first(KEPT).await.map_err(TransportError::new)?;
        Ok((head, body))
    });
    let end = timer::within(work, sleep).await;
    end.unwrap_or_else(|| Err(timer::too_long(limit)))
}

fn request(core: &Core, method: Method, uri: Uri, body: Body) -> http::Request<Body> {
    let mut request = http::Request::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    let headers = request.headers_mut();
    headers.insert(USER_AGENT, core.user_agent.clone());
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    request
}
