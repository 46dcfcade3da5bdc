//! Calls to requests: URL, header fields, credentials, body.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, Uri};

use super::body::Body;
use super::call::Call;
use super::documented;
use super::encode::{self, Parts};
use super::error::{EncodeError, Error, Failure};
use super::exchange::Core;
use super::operation::Operation;
use super::redirect;
use super::security::{self, Credential};
use super::token::Renewable;
use super::url;

/// A request to send.
pub(super) type Request = http::Request<Body>;

/// A media type that is nearly always meant.
const JSON: &str = "application/json";

impl Core {
    /// The request of a call, made anew whenever it is sent: keeping a copy would cost each call what few calls need.
    /// `held` is the access token to use, if there is one, and becomes the one that was used.
    pub(super) async fn request(&self, call: &mut Call<'_>, held: &mut Option<Renewable>) -> Result<Request, Failure> {
        call.check().map_err(Error::Encode)?;
        let own = match call.own_options() {
            Some(options) => options.headers().map_err(Error::Encode)?,
            None => HeaderMap::new(),
        };
        let parameters = call.operation().parameters;
        let mut parts = Parts::default();
        for (parameter, value) in parameters.iter().zip(&call.input().values) {
            if let Some(value) = value {
                encode::add(parameter, value, &mut parts)
                    .map_err(|reason| Error::Encode(EncodeError::parameter(parameter.name, reason)))?;
            }
        }
        let given = parts.query.len();
        self.secure(call.operation(), &own, &mut parts, held).await?;
        let uri = self.uri(call, &parts.query).map_err(Error::Encode)?;
        let mut request = http::Request::new(Body::empty());
        *request.uri_mut() = uri;
        *request.method_mut() = Method::from_bytes(call.operation().method.as_bytes())
            .map_err(|error| Error::Encode(EncodeError::with_source("the method", "HTTP cannot say it", error)))?;
        self.fill(call, &parts, own, &mut request);
        if let Some(link) = &call.input().link {
            let credentials = parts.query.get(given..).unwrap_or_default();
            redirect::follow(&mut request, link, credentials).map_err(Error::Transport)?;
        }
        if held.is_some() && !request.headers().contains_key(header::AUTHORIZATION) {
            // A link to another host goes there without it.
            *held = None;
        }
        Ok(request)
    }

    /// Adds the credentials that the operation asks for, but those that are among the call's own header fields.
    async fn secure(
        &self,
        operation: &Operation,
        own: &HeaderMap,
        parts: &mut Parts,
        held: &mut Option<Renewable>,
    ) -> Result<(), Failure> {
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
                    let token = match held.take() {
                        Some((from, token)) if Arc::ptr_eq(&from, tokens) => token,
                        _ => tokens.token(self, None).await.map_err(Error::Token)?,
                    };
                    security::add(scheme, &token.secret, parts);
                    *held = Some((tokens.clone(), token));
                }
                Credential::Certificate => {}
            }
        }
        Ok(())
    }

    /// The URL. That of a server may bring a query of its own, though the specification does not foresee it.
    fn uri(&self, call: &mut Call<'_>, query: &[String]) -> Result<Uri, EncodeError> {
        let operation = call.operation();
        let input = call.input();
        let base = match operation.server.filter(|_| !self.replaces_servers) {
            None => Cow::Borrowed(&self.base),
            Some(server) => Cow::Owned(self.base.resolve(server).map_err(|reason| EncodeError {
                subject: format!("the server `{server}` of this operation"),
                reason,
                source: None,
            })?),
        };
        let mut url = String::with_capacity(base.path().len() + operation.path.len());
        match &input.target {
            Some(target) => url.push_str(&url::absolute(target).map_err(|reason| EncodeError {
                subject: format!("the URL `{target}`"),
                reason,
                source: None,
            })?),
            None => {
                url.push_str(base.path());
                encode::path(&mut url, operation.path, operation.parameters, &input.values)
                    .map_err(|problem| EncodeError::parameter(&problem.name, problem.reason))?;
            }
        }
        for part in query {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(part);
        }
        let uri = match input.target {
            Some(_) => Uri::try_from(url).map_err(http::Error::from),
            None => base.uri(url),
        };
        uri.map_err(|error| EncodeError::with_source("the URL", "it cannot be sent", error))
    }

    /// Adds header fields and body.
    fn fill(&self, call: &mut Call<'_>, parts: &Parts, own: HeaderMap, request: &mut Request) {
        let accept = documented::accept(call.success(), call.operation().errors);
        // Room for some more, as transports add their own.
        let mut headers = HeaderMap::with_capacity(6);
        headers.insert(header::USER_AGENT, self.user_agent.clone());
        if let Some(value) = media(accept) {
            headers.insert(header::ACCEPT, value);
        }
        if let Some((body, content_type)) = &mut call.input().body {
            if let Some(value) = media(content_type.clone()) {
                headers.insert(header::CONTENT_TYPE, value);
            }
            *request.body_mut() = body.outgoing();
        }
        for (name, value) in &parts.headers {
            headers.insert(name, value.clone());
        }
        if let (false, Some(mut value)) = (
            parts.cookies.is_empty(),
            encode::header_value(&parts.cookies.join("; ")),
        ) {
            value.set_sensitive(true);
            headers.insert(header::COOKIE, value);
        }
        for name in own.keys() {
            headers.remove(name);
        }
        headers.extend(own);
        *request.headers_mut() = headers;
    }
}

/// A media type, or a list of them, as a field. Text of the program's own is not copied.
fn media(text: Cow<'static, str>) -> Option<HeaderValue> {
    match text {
        Cow::Borrowed("") => None,
        Cow::Borrowed(JSON) => Some(HeaderValue::from_static(JSON)),
        Cow::Borrowed(text) => HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes())).ok(),
        Cow::Owned(text) => encode::header_value(&text),
    }
}
