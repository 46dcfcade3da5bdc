//! Any tower service as a transport.

use std::future::poll_fn;

use bytes::Bytes;
use tower_service::Service;

use super::body::Body;
use super::transport::{BoxError, Sending, Transport, TransportError};

/// A [`tower_service::Service`] as a [`Transport`]: a stack of middleware, or a server's router in the same process.
#[derive(Clone, Debug)]
pub struct Tower<S>(pub S);

impl<S, B> Transport for Tower<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn send(&self, request: http::Request<Body>) -> Sending<'_> {
        let mut service = self.0.clone();
        Box::pin(async move {
            poll_fn(|cx| service.poll_ready(cx))
                .await
                .map_err(TransportError::new)?;
            let response = service.call(request).await.map_err(TransportError::new)?;
            Ok(response.map(Body::new))
        })
    }
}
