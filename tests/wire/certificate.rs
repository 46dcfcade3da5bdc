//! Certificates of clients: a server on TLS that lets in only who has one.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};
use tokio_rustls::server::TlsStream;

use crate::generated::oauth::client::{Client, Connection, Error, Retry};

/// One who signs certificates, and its own.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
    der: CertificateDer<'static>,
}

/// A certificate and its private key.
struct Identity {
    certificate: CertificateDer<'static>,
    key: Vec<u8>,
    pem: String,
}

impl Authority {
    fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = params.self_signed(&key).unwrap();
        Self {
            issuer: Issuer::new(params, key),
            pem: certificate.pem(),
            der: certificate.der().clone(),
        }
    }

    fn sign(&self, name: &str) -> Identity {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new([name.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        Identity {
            certificate: certificate.der().clone(),
            key: key.serialize_der(),
            pem: format!("{}{}", certificate.pem(), key.serialize_pem()),
        }
    }
}

/// Takes connections whose handshake succeeds.
struct Tls {
    listener: TcpListener,
    acceptor: TlsAcceptor,
}

impl axum::serve::Listener for Tls {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, SocketAddr) {
        loop {
            let (stream, address) = self.listener.accept().await.unwrap();
            if let Ok(stream) = self.acceptor.accept(stream).await {
                return (stream, address);
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A server that asks for certificates of an authority.
async fn serve(authority: &Authority) -> (String, tokio::task::JoinHandle<()>) {
    let mut roots = RootCertStore::empty();
    roots.add(authority.der.clone()).unwrap();
    let verifier = WebPkiClientVerifier::builder(Arc::new(roots)).build().unwrap();
    let own = authority.sign("127.0.0.1");
    let config = ServerConfig::builder()
        .with_client_cert_verifier(verifier)
        .with_single_cert(vec![own.certificate], PrivateKeyDer::try_from(own.key).unwrap())
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let router = Router::new().route("/certified", get(async || http::StatusCode::NO_CONTENT));
    let task = tokio::spawn(async move { axum::serve(Tls { listener, acceptor }, router).await.unwrap() });
    (url, task)
}

#[tokio::test]
async fn clients_show_the_certificate_that_they_are_given() {
    let authority = Authority::new();
    let (url, task) = serve(&authority).await;
    let connection = Connection::new().no_proxy().trust(authority.pem.clone());
    let builder = Client::builder()
        .base_url(url)
        .connection(connection)
        .retry(Retry::none());

    let own = authority.sign("client");
    let certified = builder.clone().certificate(own.pem).build().unwrap();
    assert!(!format!("{certified:?}").contains("PRIVATE"));
    certified.certified().await.unwrap();

    let of_another = Authority::new().sign("client");
    let stranger = builder.clone().certificate(of_another.pem).build().unwrap();
    let refused = stranger.certified().await.unwrap_err();
    assert!(matches!(refused, Error::Transport(_)), "{refused:?}");

    let without = builder.build().unwrap().certified().await.unwrap_err();
    assert_eq!(
        without.to_string(),
        "the client lacks credentials: this operation needs `certificate`"
    );
    task.abort();
}
