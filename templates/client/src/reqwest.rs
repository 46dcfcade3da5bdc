//! The transport that clients use where no other is given.

use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::Uri;
use http::uri::{Authority, Scheme};
use http_body::{Frame, SizeHint};

use super::body::Body;
use super::connection::{Connection, Proxy};
use super::timer::{Timer, TokioTimer};
use super::transport::{BoxError, Sending, Transport, TransportError};

/// Sends requests with [`reqwest`].
#[derive(Clone, Debug)]
pub struct Reqwest {
    client: reqwest::Client,
    /// Where the first request went: the others nearly always go there too, and the host need not be read anew.
    origin: Arc<OnceLock<(Origin, reqwest::Url)>>,
}

type Origin = (Option<Scheme>, Option<Authority>);

impl Reqwest {
    /// Uses a client of one's own, for proxies, client certificates or other TLS settings.
    ///
    /// Build it with [`reqwest::redirect::Policy::none`]: reqwest passes headers with API keys on to other hosts.
    pub fn new(client: reqwest::Client) -> Self {
        Self {
            client,
            origin: Arc::default(),
        }
    }

    /// Connects as it is told.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up, or the proxy has no address.
    pub fn with(connection: &Connection) -> Result<Self, TransportError> {
        Self::identified(connection, None)
    }

    /// The same with a certificate of the client.
    pub(super) fn identified(connection: &Connection, pem: Option<&[u8]>) -> Result<Self, TransportError> {
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .connect_timeout(connection.connect_timeout);
        if let Some(limit) = connection.idle_timeout {
            builder = builder.pool_idle_timeout(limit);
        }
        if let Some(number) = connection.idle_connections {
            builder = builder.pool_max_idle_per_host(number);
        }
        for trusted in &connection.trusted {
            let certificates = reqwest::Certificate::from_pem_bundle(trusted).map_err(error)?;
            builder = builder.tls_certs_merge(certificates);
        }
        if let Some(pem) = pem {
            builder = builder.identity(reqwest::Identity::from_pem(pem).map_err(error)?);
        }
        builder = match &connection.proxy {
            Proxy::System => builder,
            Proxy::None => builder.no_proxy(),
            Proxy::At(url) => builder.proxy(reqwest::Proxy::all(url).map_err(error)?),
        };
        builder.build().map(Self::new).map_err(error)
    }

    fn request(&self, request: http::Request<Body>) -> Result<reqwest::Request, TransportError> {
        let (head, body) = request.into_parts();
        let mut request = reqwest::Request::new(head.method, self.url(&head.uri)?);
        *request.version_mut() = head.version;
        *request.headers_mut() = head.headers;
        *request.body_mut() = Some(into_reqwest(body));
        Ok(request)
    }

    fn url(&self, uri: &Uri) -> Result<reqwest::Url, TransportError> {
        // By their text, which is fast: of another spelling no more is lost than time.
        let is_same = |(scheme, authority): &Origin| {
            scheme.as_ref() == uri.scheme()
                && authority.as_ref().map(Authority::as_str) == uri.authority().map(Authority::as_str)
        };
        if let Some((_, origin)) = self.origin.get().filter(|(origin, _)| is_same(origin)) {
            let mut url = origin.clone();
            url.set_path(uri.path());
            url.set_query(uri.query());
            return Ok(url);
        }
        let url = reqwest::Url::parse(&uri.to_string()).map_err(TransportError::new)?;
        self.origin.get_or_init(|| {
            let mut origin = url.clone();
            // Which may be secret.
            origin.set_path("");
            origin.set_query(None);
            ((uri.scheme().cloned(), uri.authority().cloned()), origin)
        });
        Ok(url)
    }
}

impl Transport for Reqwest {
    fn send(&self, request: http::Request<Body>) -> Sending<'_> {
        // Begun here, so that the future holds no request: it is smaller, and is moved less.
        let begun = self.request(request).map(|request| self.client.execute(request));
        Box::pin(async move {
            let response = begun?.await.map_err(error)?;
            Ok(http::Response::from(response).map(Body::new))
        })
    }

    fn timer(&self) -> Option<Arc<dyn Timer>> {
        Some(Arc::new(TokioTimer))
    }
}

fn into_reqwest(body: Body) -> reqwest::Body {
    match body.as_bytes() {
        Some(bytes) => reqwest::Body::from(bytes.clone()),
        None => reqwest::Body::wrap(Shareable(Mutex::new(body))),
    }
}

fn error(error: reqwest::Error) -> TransportError {
    // The URL may hold an API key.
    let error = error.without_url();
    if error.is_timeout() {
        TransportError::timeout(error)
    } else if error.is_connect() {
        TransportError::connect(error)
    } else {
        TransportError::new(error)
    }
}

/// reqwest wants bodies that threads can share, though it never shares them. The lock is never contended.
struct Shareable(Mutex<Body>);

impl Shareable {
    fn body(&mut self) -> &mut Body {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}

impl http_body::Body for Shareable {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Pin::new(self.body()).poll_frame(cx)
    }

    fn size_hint(&self) -> SizeHint {
        let body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        http_body::Body::size_hint(&*body)
    }
}
