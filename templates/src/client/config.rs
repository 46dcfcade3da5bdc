//! What a client's builder collects.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::HeaderValue;

use super::build_error::BuildError;
use super::exchange::Core;
use super::security::{Scheme, Secret, check};
use super::transport::Transport;
use super::url::BaseUrl;

/// The choices for a client to be.
#[derive(Clone)]
pub struct Config {
    schemes: &'static [Scheme],
    base_url: Option<String>,
    server: Option<String>,
    credentials: Vec<Option<Result<Secret, &'static str>>>,
    timeout: Option<Duration>,
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
            timeout: None,
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
            *slot = Some(credential.map(Secret));
        }
    }

    /// Limits a whole exchange with the usual transport.
    pub fn timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
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
        let credentials = credentials(self.schemes, self.credentials)?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => usual_transport(self.timeout)?,
        };
        Ok(Core {
            base,
            replaces_servers,
            schemes: self.schemes,
            credentials,
            transport,
            user_agent: HeaderValue::from_static(user_agent),
        })
    }
}

fn credentials(
    schemes: &'static [Scheme],
    given: Vec<Option<Result<Secret, &'static str>>>,
) -> Result<Vec<Option<Secret>>, BuildError> {
    let checked = schemes.iter().zip(given).map(|(scheme, credential)| {
        let refuse = |reason| BuildError::Credential {
            scheme: scheme.name,
            reason,
        };
        let Some(credential) = credential else {
            return Ok(None);
        };
        let secret = credential.map_err(|reason| refuse(reason.to_owned()))?;
        check(scheme.kind, &secret.0).map_err(refuse)?;
        Ok(Some(secret))
    });
    checked.collect()
}

#[cfg(feature = "reqwest")]
fn usual_transport(timeout: Option<Duration>) -> Result<Arc<dyn Transport>, BuildError> {
    let transport = super::Reqwest::with_timeout(timeout).map_err(BuildError::Transport)?;
    Ok(Arc::new(transport))
}

#[cfg(not(feature = "reqwest"))]
fn usual_transport(_timeout: Option<Duration>) -> Result<Arc<dyn Transport>, BuildError> {
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
            .finish_non_exhaustive()
    }
}
