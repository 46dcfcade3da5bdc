//! How the usual transport connects.

use std::fmt;
use std::time::Duration;

/// How the usual transport connects to servers. For what is not here, build a `reqwest::Client` and give `Reqwest::new(client)` to the client's builder.
#[derive(Clone)]
pub struct Connection {
    pub(super) connect_timeout: Duration,
    pub(super) idle_timeout: Option<Duration>,
    pub(super) idle_connections: Option<usize>,
    pub(super) proxy: Proxy,
    pub(super) trusted: Vec<Vec<u8>>,
}

/// Where requests go first.
#[derive(Clone)]
pub(super) enum Proxy {
    /// As the environment says (`HTTPS_PROXY`, `NO_PROXY`…).
    System,
    /// Straight to the server.
    None,
    /// To the proxy at this URL.
    At(String),
}

impl Default for Connection {
    fn default() -> Self {
        Self::new()
    }
}

impl Connection {
    /// Ten seconds to connect, and the proxy that the environment names.
    #[must_use]
    pub fn new() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            idle_timeout: None,
            idle_connections: None,
            proxy: Proxy::System,
            trusted: Vec::new(),
        }
    }

    /// Limits the time until a connection stands.
    #[must_use]
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// Closes connections that were not in use for so long, 90 seconds otherwise.
    #[must_use]
    pub fn idle_timeout(mut self, limit: Duration) -> Self {
        self.idle_timeout = Some(limit);
        self
    }

    /// Keeps so many unused connections to a host, and no more.
    #[must_use]
    pub fn idle_connections(mut self, number: usize) -> Self {
        self.idle_connections = Some(number);
        self
    }

    /// Trusts certificates, in PEM, besides those that the system trusts.
    #[must_use]
    pub fn trust(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.trusted.push(pem.into());
        self
    }

    /// Sends everything by the proxy at a URL, which may name user and password.
    #[must_use]
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Proxy::At(url.into());
        self
    }

    /// Sends nothing by a proxy, whatever the environment says.
    #[must_use]
    pub fn no_proxy(mut self) -> Self {
        self.proxy = Proxy::None;
        self
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System => f.write_str("System"),
            Self::None => f.write_str("None"),
            // Not what may be user and password.
            Self::At(url) => write!(f, "At({})", url.rsplit('@').next().unwrap_or_default()),
        }
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("connect_timeout", &self.connect_timeout)
            .field("idle_timeout", &self.idle_timeout)
            .field("idle_connections", &self.idle_connections)
            .field("proxy", &self.proxy)
            .field("trusted", &self.trusted.len())
            .finish()
    }
}
