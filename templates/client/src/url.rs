//! URLs: the address of a server, and references against it (RFC 3986).

use bytes::Bytes;
use http::Uri;
use http::uri::{Authority, Parts, PathAndQuery, Scheme};

use super::percent;

/// The address that paths are appended to: no query, no trailing slash. In its parts, as every request needs them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BaseUrl {
    scheme: Scheme,
    authority: Authority,
    path: String,
}

impl BaseUrl {
    /// Checks an address.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        if text.contains(['?', '#']) {
            return Err("it must have no query and no fragment".to_owned());
        }
        if !text.contains("://") {
            return Err("it must be absolute: https://host/path".to_owned());
        }
        let text = percent::literal(text.trim());
        let uri: Uri = text.parse().map_err(|error: http::uri::InvalidUri| error.to_string())?;
        let parts = uri.into_parts();
        let scheme = match parts.scheme {
            Some(scheme) if scheme == Scheme::HTTP || scheme == Scheme::HTTPS => scheme,
            _ => return Err("its scheme must be http or https".to_owned()),
        };
        let Some(authority) = parts.authority.filter(|authority| !authority.host().is_empty()) else {
            return Err("it must name a host".to_owned());
        };
        if authority.as_str().contains('@') {
            return Err("user and password do not belong into it: they are credentials".to_owned());
        }
        let path = parts.path_and_query.as_ref().map_or("", PathAndQuery::path);
        let path = path.trim_end_matches('/').to_owned();
        Ok(Self {
            scheme,
            authority,
            path,
        })
    }

    /// What the paths of its addresses begin with.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// An address there, of a whole path, maybe with a query.
    ///
    /// # Errors
    ///
    /// When it has characters that no URL can have.
    pub(super) fn uri(&self, path_and_query: String) -> http::Result<Uri> {
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(PathAndQuery::from_maybe_shared(Bytes::from(path_and_query))?);
        Ok(Uri::from_parts(parts)?)
    }

    /// What relative addresses are resolved against.
    pub(super) fn folder(&self) -> http::Result<Uri> {
        self.uri(format!("{}/", self.path))
    }

    /// The address that an operation's own server has: an absolute one, or one relative to this.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub(super) fn resolve(&self, server: &str) -> Result<Self, String> {
        if server.contains("://") {
            return Self::parse(server);
        }
        let base = self.folder().map_err(|_| "it is no URL")?;
        Self::parse(&resolve(&base, server).ok_or("it is no URL")?.to_string())
    }
}

/// Checks a URL that a request goes to as it is.
///
/// # Errors
///
/// What is wrong with it.
pub(super) fn absolute(url: &str) -> Result<String, String> {
    let (before, _) = url.split_once(['?', '#']).unwrap_or((url, ""));
    BaseUrl::parse(before)?;
    Ok(percent::literal(url.split('#').next().unwrap_or_default().trim()))
}

/// Resolves a reference, such as the value of `Location`, against the URL that it was found at (RFC 3986 §5.2).
pub(super) fn resolve(base: &Uri, reference: &str) -> Option<Uri> {
    let reference = percent::literal(reference.split('#').next().unwrap_or_default().trim());
    let scheme = base.scheme_str()?;
    let authority = base.authority()?;
    let absolute = if has_scheme(&reference) {
        reference
    } else if let Some(rest) = reference.strip_prefix("//") {
        format!("{scheme}://{rest}")
    } else if reference.starts_with('/') {
        let (path, query) = split_query(&reference);
        format!("{scheme}://{authority}{}{query}", without_dots(path))
    } else if reference.is_empty() || reference.starts_with('?') {
        let own = base
            .query()
            .filter(|_| reference.is_empty())
            .map(|query| format!("?{query}"));
        format!(
            "{scheme}://{authority}{}{reference}{}",
            base.path(),
            own.unwrap_or_default()
        )
    } else {
        let (path, query) = split_query(&reference);
        let folder = base.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        format!(
            "{scheme}://{authority}{}{query}",
            without_dots(&format!("{folder}/{path}"))
        )
    };
    absolute.parse().ok()
}

fn has_scheme(reference: &str) -> bool {
    let Some((scheme, _)) = reference.split_once(':') else {
        return false;
    };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

fn split_query(reference: &str) -> (&str, &str) {
    let end = reference.find('?').unwrap_or(reference.len());
    reference.split_at(end)
}

/// Takes the steps that `.` and `..` stand for (RFC 3986 §5.2.4).
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => {
                kept.pop();
            }
            segment => kept.push(segment),
        }
    }
    if path.ends_with("/.") || path.ends_with("/..") {
        kept.push("");
    }
    format!("/{}", kept.join("/"))
}

/// Scheme, host and port: what credentials belong to.
pub(super) fn origin(uri: &Uri) -> Option<(&str, String, u16)> {
    let scheme = uri.scheme()?;
    let port = uri
        .port_u16()
        .unwrap_or(if *scheme == Scheme::HTTPS { 443 } else { 80 });
    Some((scheme.as_str(), uri.host()?.to_ascii_lowercase(), port))
}
