//! A transport over an application's own `reqwest::Client`.

use std::io;

use ::reqwest::Client;

use super::body::{Incoming, Outgoing};
use super::error::{TransportError, TransportErrorKind};
use super::traits::{Sending, Transport};
use crate::{Body, ByteStream};

/// Sends requests with a [`reqwest::Client`](Client) of the application, with its proxies, certificates and connections.
/// Requires the feature `reqwest`.
///
/// The client must send requests unchanged: build it with `redirect::Policy::none()`, without `gzip` and its kin, and
/// without default headers. A client with a proxy uses it also for the addresses of this machine from which credentials
/// of a role are fetched.
#[derive(Clone, Debug)]
pub struct ReqwestTransport(Client);

impl From<Client> for ReqwestTransport {
    fn from(client: Client) -> Self {
        Self(client)
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Body>) -> Sending {
        let client = self.0.clone();
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = ::reqwest::Body::wrap(Outgoing::new(body)?);
            let request = ::reqwest::Request::try_from(http::Request::from_parts(head, body)).map_err(failed)?;
            let response = client.execute(request).await.map_err(failed)?;
            let broken = |error: ::reqwest::Error| io::Error::other(error.without_url());
            Ok(http::Response::from(response).map(|body| ByteStream::new(Incoming { body, error: broken })))
        })
    }
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
