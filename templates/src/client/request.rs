//! Calls to requests: URL, header fields, credentials, body.

use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, Uri};

use super::call::Call;
use super::documented;
use super::encode::{self, Parts};
use super::error::{EncodeError, Error, Failure};
use super::exchange::{Core, Renewable};
use super::operation::Operation;
use super::options::Options;
use super::redirect::{self, Hop};
use super::security::{self, Credential};
use super::url;

impl Core {
    /// The request of a call, and the access token in it that another may come for.
    pub(super) async fn request(
        &self,
        call: &mut Call<'_>,
        options: &Options,
    ) -> Result<(Hop, Option<Renewable>), Failure> {
        let (operation, success) = (call.operation(), call.success());
        let own = options.headers().map_err(Error::Encode)?;
        let input = call.take_input().map_err(Error::Encode)?;
        let path = encode::path(operation.path, operation.parameters, &input.values)
            .map_err(|problem| Error::Encode(EncodeError::parameter(&problem.name, problem.reason)))?;
        let mut parts = Parts::default();
        for (parameter, value) in operation.parameters.iter().zip(&input.values) {
            if let Some(value) = value {
                encode::add(parameter, value, &mut parts)
                    .map_err(|reason| Error::Encode(EncodeError::parameter(parameter.name, reason)))?;
            }
        }
        let given = parts.query.len();
        let token = self.secure(operation, &own, &mut parts).await?;
        let url = match &input.target {
            Some(target) => url::absolute(target).map_err(|reason| EncodeError {
                subject: format!("the URL `{target}`"),
                reason,
                source: None,
            }),
            None => self.url(operation, &path),
        };
        let uri = uri(url.map_err(Error::Encode)?, &parts.query).map_err(Error::Encode)?;
        let method = Method::from_bytes(operation.method.as_bytes())
            .map_err(|error| Error::Encode(EncodeError::with_source("the method", "HTTP cannot say it", error)))?;
        let (body, media) = input.body.unwrap_or_default();
        let accept = documented::accept(success, operation.errors);
        let credentials = parts.query.split_off(given);
        let mut headers = self.headers(&accept, parts, &media);
        for name in own.keys() {
            headers.remove(name);
        }
        headers.extend(own);
        let mut hop = Hop {
            method,
            uri,
            headers,
            body,
        };
        if let Some(link) = input.link {
            redirect::follow(&mut hop, &link, &credentials).map_err(Error::Transport)?;
        }
        Ok((hop, token))
    }

    /// Adds the credentials that the operation asks for, but those that are among the call's own header fields.
    async fn secure(
        &self,
        operation: &Operation,
        own: &HeaderMap,
        parts: &mut Parts,
    ) -> Result<Option<Renewable>, Failure> {
        let mut renewable = None;
        let chosen = security::choose(self.schemes, &self.credentials, operation.security, own);
        for index in chosen.map_err(Error::MissingCredentials)? {
            let (Some(scheme), Some(Some(credential))) = (self.schemes.get(*index), self.credentials.get(*index))
            else {
                continue;
            };
            match credential {
                _ if scheme.is_in(own) => {}
                Credential::Given(secret) => security::add(scheme, secret, parts),
                Credential::Fetched(tokens) => {
                    let token = tokens.token(self, None).await.map_err(Error::Token)?;
                    security::add(scheme, &token.secret, parts);
                    renewable = Some((tokens.clone(), token));
                }
                Credential::Certificate => {}
            }
        }
        Ok(renewable)
    }

    fn url(&self, operation: &Operation, path: &str) -> Result<String, EncodeError> {
        let Some(server) = operation.server.filter(|_| !self.replaces_servers) else {
            return Ok(self.base.join(path));
        };
        let base = self.base.resolve(server).map_err(|reason| EncodeError {
            subject: format!("the server `{server}` of this operation"),
            reason,
            source: None,
        })?;
        Ok(base.join(path))
    }

    fn headers(&self, accept: &str, parts: Parts, media: &str) -> HeaderMap {
        let mut headers = HeaderMap::with_capacity(8);
        headers.insert(header::USER_AGENT, self.user_agent.clone());
        for (name, text) in [(header::ACCEPT, accept), (header::CONTENT_TYPE, media)] {
            let value = match text {
                "" => None,
                // What is nearly always meant is neither copied nor checked.
                "application/json" => Some(HeaderValue::from_static("application/json")),
                _ => encode::header_value(text),
            };
            headers.extend(value.map(|value| (name, value)));
        }
        for (name, value) in parts.headers {
            headers.insert(name, value);
        }
        if let (false, Some(mut value)) = (
            parts.cookies.is_empty(),
            encode::header_value(&parts.cookies.join("; ")),
        ) {
            value.set_sensitive(true);
            headers.insert(header::COOKIE, value);
        }
        headers
    }
}

/// The URL of a request. It may bring a query of its own, though the specification does not foresee it.
fn uri(mut url: String, query: &[String]) -> Result<Uri, EncodeError> {
    for part in query {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(part);
    }
    Uri::try_from(url).map_err(|error| EncodeError::with_source("the URL", "it cannot be sent", error))
}
