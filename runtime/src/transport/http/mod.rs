//! The default transport, over hyper and rustls.

mod builder;
mod connect;
mod pool;
mod stream;
mod tls;

use std::fmt;
use std::io;
use std::sync::Arc;

use hyper_util::client::legacy;

pub use self::builder::HttpTransportBuilder;
use self::pool::{HttpClient, Pools};
use super::body::{Incoming, Outgoing};
use super::error::{TransportError, TransportErrorKind};
use super::traits::{Direct, Sending, Transport};
use crate::{Body, ByteStream, Error};

/// HTTP/1.1 over hyper and rustls, with the certificates that the operating system trusts. Requires the feature
/// `transport`.
///
/// By default, proxies are configured by the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`) and the
/// system's settings. Clones share their connections. Each Tokio runtime has connections of its own.
#[derive(Clone)]
pub struct HttpTransport(Arc<Pools>);

impl HttpTransport {
    /// Returns a transport with the default settings.
    ///
    /// # Errors
    ///
    /// Fails if the system has no trusted certificates, or if a variable such as `HTTPS_PROXY` does not name a proxy that
    /// can be used.
    pub fn new() -> Result<Self, Error> {
        Self::builder().build()
    }

    /// Returns a builder to configure a transport.
    pub fn builder() -> HttpTransportBuilder {
        HttpTransportBuilder::default()
    }
}

impl Transport for HttpTransport {
    fn send(&self, mut request: http::Request<Body>) -> Sending {
        let pools = Arc::clone(&self.0);
        Box::pin(async move {
            let is_direct = request.extensions().get::<Direct>().is_some();
            if !is_direct {
                pools.authorize(&mut request);
            }
            exchange(pools.client(is_direct)?, request).await
        })
    }
}

async fn exchange(
    client: HttpClient,
    request: http::Request<Body>,
) -> Result<http::Response<ByteStream>, TransportError> {
    let (head, body) = request.into_parts();
    let response = client.request(http::Request::from_parts(head, Outgoing::new(body)?)).await.map_err(failed)?;
    Ok(response.map(|body| ByteStream::new(Incoming { body, error: io::Error::other })))
}

fn failed(error: legacy::Error) -> TransportError {
    let kind = if error.is_connect() { TransportErrorKind::Connect } else { TransportErrorKind::Other };
    TransportError::new(kind, error)
}

/// Prints no settings: the address of a proxy can have a password.
impl fmt::Debug for HttpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransport").finish_non_exhaustive()
    }
}
