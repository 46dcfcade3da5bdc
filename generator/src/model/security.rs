//! Security schemes and requirements (OAS 3.1.1 §4.8.27 to §4.8.30).

use indexmap::IndexMap;

use crate::pointer::Location;

/// Alternatives are a list of these; all schemes of one must be met together. Empty: anonymous access.
pub type SecurityRequirement = Vec<SchemeUse>;

/// A scheme that a requirement names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemeUse {
    /// The key in [`Api::security_schemes`](super::Api::security_schemes); lowering reports names that are not there.
    pub scheme: String,
    /// The scopes or roles needed.
    pub scopes: Vec<String>,
}

/// How callers prove who they are.
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityScheme {
    /// Where it is written.
    pub location: Location,
    /// What it is, in CommonMark.
    pub description: Option<String>,
    /// The kind, with what the kind needs.
    pub kind: SchemeKind,
}

/// The kinds of security scheme.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemeKind {
    /// A value in a named header, query parameter or cookie.
    ApiKey {
        /// Which part of the request.
        place: ApiKeyLocation,
        /// The field, parameter or cookie name.
        name: String,
    },
    /// `Authorization: Basic` (RFC 7617).
    Basic,
    /// `Authorization: Bearer` (RFC 6750).
    Bearer {
        /// A hint such as `JWT`.
        format: Option<String>,
    },
    /// Another scheme of the `Authorization` header, by its name as written.
    Http {
        /// The scheme name.
        scheme: String,
    },
    /// OAuth 2.0; a bearer token once obtained. No flow at all is tolerated (a token is then all there is to give).
    OAuth2 {
        /// The flows by their 3.x name (`implicit`, `password`, `clientCredentials`, `authorizationCode`).
        flows: IndexMap<String, Flow>,
    },
    /// OpenID Connect discovery; a bearer token once obtained.
    OpenIdConnect {
        /// The discovery document.
        url: String,
    },
    /// A client certificate.
    MutualTls,
}

/// Where an API key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ApiKeyLocation {
    /// A header field.
    Header,
    /// A query parameter.
    Query,
    /// A cookie.
    Cookie,
}

/// An OAuth flow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// Where the user is sent.
    pub authorization_url: Option<String>,
    /// Where tokens are issued.
    pub token_url: Option<String>,
    /// Where tokens are renewed.
    pub refresh_url: Option<String>,
    /// Scopes by name, with what they allow.
    pub scopes: IndexMap<String, String>,
}
