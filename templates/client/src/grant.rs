//! How a client may get access tokens: OAuth 2.0 grants (RFC 6749 §1.3).

use std::fmt;
use std::sync::Arc;

use super::config::Config;
use super::oauth::{Fetcher, Issuer};

/// What access tokens are given for. The client gets one when it needs it, once for all calls that wait for it, and
/// another when it runs out, or when the API answers 401.
#[derive(Clone)]
pub struct Grant {
    pub(super) client_id: String,
    pub(super) secret: Option<String>,
    pub(super) refresh_token: Option<String>,
    pub(super) scopes: Vec<String>,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) token_url: Option<String>,
    pub(super) in_body: bool,
    pub(super) renewed: Option<Renewed>,
}

/// Is told of new refresh tokens.
pub(super) type Renewed = Arc<dyn Fn(&str) + Send + Sync>;

impl Grant {
    /// The client's own credentials (RFC 6749 §4.4).
    pub fn client_credentials(client_id: impl Into<String>, client_secret: impl Into<String>) -> Self {
        Self {
            secret: Some(client_secret.into()),
            ..Self::new(client_id.into(), None)
        }
    }

    /// A refresh token, which a user's consent was given for (RFC 6749 §6). Where the client has a secret too, add it by
    /// [`secret`](Self::secret).
    pub fn refresh_token(client_id: impl Into<String>, refresh_token: impl Into<String>) -> Self {
        Self::new(client_id.into(), Some(refresh_token.into()))
    }

    fn new(client_id: String, refresh_token: Option<String>) -> Self {
        Self {
            client_id,
            secret: None,
            refresh_token,
            scopes: Vec::new(),
            parameters: Vec::new(),
            token_url: None,
            in_body: false,
            renewed: None,
        }
    }

    /// The client's secret.
    #[must_use]
    pub fn secret(mut self, client_secret: impl Into<String>) -> Self {
        self.secret = Some(client_secret.into());
        self
    }

    /// Asks for a scope; without any the server decides.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// Adds a parameter to requests for tokens, such as `audience`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Asks at this URL, in place of the description's: absolute, or relative to the API's server.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Sends the client's secret in the body, for servers that do not take it as `Authorization: Basic`.
    #[must_use]
    pub fn secret_in_body(mut self) -> Self {
        self.in_body = true;
        self
    }

    /// Tells when the server issued another refresh token: the one that was there may be worth nothing any more.
    #[must_use]
    pub fn on_refresh_token(mut self, tell: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.renewed = Some(Arc::new(tell));
        self
    }
}

impl Config {
    /// Lets the client get tokens for the scheme of an index.
    pub fn grant(&mut self, scheme: usize, issuer: Issuer, grant: Grant) {
        self.tokens(scheme, |name| Arc::new(Fetcher::new(name, issuer, grant)));
    }
}

impl fmt::Debug for Grant {
    // Not the secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grant")
            .field("client_id", &self.client_id)
            .field("scopes", &self.scopes)
            .field("token_url", &self.token_url)
            .finish_non_exhaustive()
    }
}
