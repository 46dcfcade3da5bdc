//! What a client's builder collects.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::HeaderValue;

use super::build_error::BuildError;
use super::connection::Connection;
use super::encode;
use super::exchange::Core;
use super::hook::{Hooks, Incoming, Outgoing};
use super::retry::Retry;
use super::security::{Credential, Scheme, SchemeKind, Secret, check};
use super::timer::Timer;
use super::token::Tokens;
use super::transport::Transport;
use super::url::BaseUrl;

/// The choices for a client to be.
#[derive(Clone)]
pub struct Config {
    schemes: &'static [Scheme],
    base_url: Option<String>,
    server: Option<String>,
    credentials: Vec<Option<Result<Credential, &'static str>>>,
    user_agent: Option<String>,
    timeout: Option<Duration>,
    stream_timeout: Option<Duration>,
    retry: Option<Retry>,
    timer: Option<Arc<dyn Timer>>,
    connection: Connection,
    identity: Option<Vec<u8>>,
    hooks: Hooks,
    transport: Option<Arc<dyn Transport>>,
}

impl Config {
    /// No choices yet. `server` is the address that holds until another is chosen.
    pub fn new(schemes: &'static [Scheme], server: Option<String>) -> Self {
        Self {
            schemes,
            base_url: None,
            server,
            credentials: schemes.iter().map(|_| None).collect(),
            user_agent: None,
            timeout: None,
            stream_timeout: None,
            retry: None,
            timer: None,
            connection: Connection::new(),
            identity: None,
            hooks: Hooks::default(),
            transport: None,
        }
    }

    /// Sets the address for every operation, also those that name servers of their own.
    pub fn base_url(&mut self, url: String) {
        self.base_url = Some(url);
    }

    /// Sets the address by one of the servers that the description names.
    pub fn server(&mut self, url: String) {
        self.server = Some(url);
    }

    /// Sets the credential for the scheme of an index, or why there cannot be one.
    pub fn credential(&mut self, scheme: usize, credential: Result<String, &'static str>) {
        if let Some(slot) = self.credentials.get_mut(scheme) {
            *slot = Some(credential.map(|credential| Credential::Given(Secret(credential))));
        }
    }

    /// Lets the client get the credential for the scheme of an index, whose name is told.
    pub fn tokens(&mut self, scheme: usize, tokens: impl FnOnce(&'static str) -> Arc<dyn Tokens>) {
        if let (Some(slot), Some(scheme)) = (self.credentials.get_mut(scheme), self.schemes.get(scheme)) {
            *slot = Some(Ok(Credential::Fetched(tokens(scheme.name))));
        }
    }

    /// Gives the usual transport a certificate for the scheme of an index: in PEM, with its private key.
    pub fn identity(&mut self, scheme: usize, pem: Vec<u8>) {
        self.identity = Some(pem);
        if let Some(slot) = self.credentials.get_mut(scheme) {
            *slot = Some(Ok(Credential::Certificate));
        }
    }

    /// Sets the field `User-Agent`.
    pub fn user_agent(&mut self, text: String) {
        self.user_agent = Some(text);
    }

    /// Limits the time until an answer is there, or the header fields of one that is a stream.
    pub fn timeout(&mut self, limit: Duration) {
        self.timeout = Some(limit);
    }

    /// Limits the time in which nothing comes of the body of an answer.
    pub fn stream_timeout(&mut self, limit: Duration) {
        self.stream_timeout = Some(limit);
    }

    /// Says when to send a request again.
    pub fn retry(&mut self, retry: Retry) {
        self.retry = Some(retry);
    }

    /// Replaces the timer of the transport.
    pub fn timer(&mut self, timer: impl Timer + 'static) {
        self.timer = Some(Arc::new(timer));
    }

    /// Says how the usual transport connects.
    pub fn connection(&mut self, connection: Connection) {
        self.connection = connection;
    }

    /// Shows every request before it is sent.
    pub fn on_request(&mut self, show: impl Fn(&mut Outgoing<'_>) + Send + Sync + 'static) {
        self.hooks.request.push(Arc::new(show));
    }

    /// Shows what came of every request.
    pub fn on_response(&mut self, show: impl Fn(&Incoming<'_>) + Send + Sync + 'static) {
        self.hooks.response.push(Arc::new(show));
    }

    /// Replaces the usual transport.
    pub fn transport(&mut self, transport: impl Transport + 'static) {
        self.transport = Some(Arc::new(transport));
    }

    /// Checks the choices.
    ///
    /// # Errors
    ///
    /// The first choice that cannot be used, or is missing.
    pub fn build(self, user_agent: &'static str) -> Result<Core, BuildError> {
        let replaces_servers = self.base_url.is_some();
        let url = self.base_url.or(self.server).ok_or(BuildError::NoServer)?;
        let base = BaseUrl::parse(&url).map_err(|reason| BuildError::BaseUrl { url, reason })?;
        let agent = match self.user_agent {
            Some(text) => encode::header_value(&text).ok_or(BuildError::UserAgent(text))?,
            None => HeaderValue::from_static(user_agent),
        };
        let credentials = credentials(self.schemes, self.credentials, self.transport.is_some())?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => usual_transport(&self.connection, self.identity.as_deref())?,
        };
        let timer = self.timer.or_else(|| transport.timer());
        let retry = match (self.retry, &timer) {
            (Some(retry), _) => retry,
            (None, Some(_)) => Retry::default(),
            (None, None) => Retry::none(),
        };
        let limited = self.timeout.is_some() || self.stream_timeout.is_some() || retry.is_on();
        if limited && timer.is_none() {
            return Err(BuildError::NoTimer);
        }
        Ok(Core {
            base,
            replaces_servers,
            schemes: self.schemes,
            credentials,
            transport,
            user_agent: agent,
            timer,
            timeout: self.timeout,
            stream_timeout: self.stream_timeout,
            retry,
            hooks: self.hooks,
        })
    }
}

/// Checks credentials. A transport of the caller's may have a certificate, which it alone knows of.
fn credentials(
    schemes: &'static [Scheme],
    given: Vec<Option<Result<Credential, &'static str>>>,
    own_transport: bool,
) -> Result<Vec<Option<Credential>>, BuildError> {
    let checked = schemes.iter().zip(given).map(|(scheme, credential)| {
        let refuse = |reason| BuildError::Credential {
            scheme: scheme.name,
            reason,
        };
        let by_transport = (own_transport && scheme.kind == SchemeKind::Transport).then_some(Credential::Certificate);
        let Some(credential) = credential else {
            return Ok(by_transport);
        };
        match credential.map_err(|reason| refuse(reason.to_owned()))? {
            Credential::Given(secret) => {
                check(scheme.kind, &secret.0).map_err(refuse)?;
                Ok(Some(Credential::Given(secret)))
            }
            Credential::Fetched(tokens) => Ok(Some(Credential::Fetched(tokens.start()))),
            Credential::Certificate if own_transport => Err(refuse("the transport has to hold it".to_owned())),
            Credential::Certificate => Ok(Some(Credential::Certificate)),
        }
    });
    checked.collect()
}

#[cfg(feature = "reqwest")]
fn usual_transport(connection: &Connection, identity: Option<&[u8]>) -> Result<Arc<dyn Transport>, BuildError> {
    let transport = super::Reqwest::identified(connection, identity).map_err(BuildError::Transport)?;
    Ok(Arc::new(transport))
}

#[cfg(not(feature = "reqwest"))]
fn usual_transport(_: &Connection, _: Option<&[u8]>) -> Result<Arc<dyn Transport>, BuildError> {
    Err(BuildError::NoTransport)
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = self.schemes.iter().zip(&self.credentials);
        let given = given.filter(|(_, credential)| credential.is_some());
        f.debug_struct("Config")
            .field("base_url", &self.base_url)
            .field("server", &self.server)
            .field("credentials", &given.map(|(scheme, _)| scheme.name).collect::<Vec<_>>())
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .field("connection", &self.connection)
            .finish_non_exhaustive()
    }
}
