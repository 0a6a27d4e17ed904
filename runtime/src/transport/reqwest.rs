//! The default transport, over reqwest.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use ::reqwest::{Client, ClientBuilder, redirect};
use bytes::Bytes;
use futures_core::Stream;
use http_body::Body as _;
use rustls::ClientConfig;
use rustls_platform_verifier::BuilderVerifierExt;

use super::error::{TransportError, TransportErrorKind};
use super::outgoing::{Outgoing, SLICE};
use super::proxy;
use super::traits::{Direct, Sending, Transport};
use crate::{Body, ByteStream, Error};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// HTTP/1.1 over reqwest and rustls, with the certificates that the operating system trusts.
///
/// Proxies are configured by the environment (`HTTPS_PROXY`, `NO_PROXY`, …) and the system's settings.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: Client,
    /// The client for requests that are marked as [`Direct`].
    without_proxy: Client,
}

impl ReqwestTransport {
    /// Returns a transport with a connection pool of its own.
    ///
    /// # Errors
    ///
    /// Fails if the system has no trusted certificates, or if a variable such as `HTTPS_PROXY` does not name a proxy that
    /// can be used.
    pub fn new() -> Result<Self, Error> {
        Self::configured(false, None)
    }

    /// Returns a transport that ignores proxy settings.
    ///
    /// # Errors
    ///
    /// Fails if the system has no trusted certificates.
    pub fn direct() -> Result<Self, Error> {
        Self::configured(true, None)
    }

    pub(crate) fn configured(direct: bool, connect_timeout: Option<Duration>) -> Result<Self, Error> {
        if !direct {
            proxy::check(|name| std::env::var(name).ok())?;
        }
        let tls = tls().map_err(|error| Error::set_up("cannot set up TLS", error))?;
        let build = |builder: ClientBuilder| {
            let builder = builder.tls_backend_preconfigured(tls.clone()).redirect(redirect::Policy::none());
            let builder = builder.referer(false).connect_timeout(connect_timeout.unwrap_or(CONNECT_TIMEOUT));
            builder.build().map_err(|error| Error::set_up("cannot set up the HTTP client", error))
        };
        let without_proxy = build(Client::builder().no_proxy())?;
        let client = if direct { without_proxy.clone() } else { build(Client::builder())? };
        Ok(Self { client, without_proxy })
    }
}

/// Returns the TLS settings. The crypto provider is not installed process-wide, which is the application's choice.
fn tls() -> Result<ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(config.with_platform_verifier()?.with_no_client_auth())
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Body>) -> Sending {
        let direct = request.extensions().get::<Direct>().is_some();
        let client = if direct { self.without_proxy.clone() } else { self.client.clone() };
        Box::pin(async move {
            let request = outgoing(request)?;
            let response = client.execute(request).await.map_err(failed)?;
            Ok(http::Response::from(response).map(|body| ByteStream::new(Incoming(body))))
        })
    }
}

fn outgoing(request: http::Request<Body>) -> Result<::reqwest::Request, TransportError> {
    let (head, body) = request.into_parts();
    let body = match body.as_bytes() {
        Some(bytes) if bytes.len() <= SLICE => ::reqwest::Body::from(bytes.clone()),
        _ => {
            let length = body.len();
            let stream = body.into_stream().map_err(|error| TransportError::new(TransportErrorKind::Connect, error))?;
            ::reqwest::Body::wrap(Outgoing::new(stream, length))
        }
    };
    ::reqwest::Request::try_from(http::Request::from_parts(head, body)).map_err(failed)
}

/// Converts an error, without the URL: its query can contain secrets.
fn failed(error: ::reqwest::Error) -> TransportError {
    let kind = if error.is_connect() || error.is_builder() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else {
        TransportErrorKind::Other
    };
    TransportError::new(kind, error.without_url())
}

struct Incoming(::reqwest::Body);

impl Stream for Incoming {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            match std::task::ready!(Pin::new(&mut self.0).poll_frame(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(io::Error::other(error.without_url())))),
                // Trailers, the only other kind of frame, are ignored.
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
            }
        }
    }
}
