//! The trait that sends HTTP requests.

use std::sync::Arc;

use super::error::TransportError;
use crate::{Body, BoxFuture, ByteStream};

/// The future of [`Transport::send`].
pub type Sending = BoxFuture<'static, Result<http::Response<ByteStream>, TransportError>>;

/// Sends HTTP requests.
///
/// The request is complete and signed. A transport must send it unchanged: no redirects (the signature is for one host,
/// and credentials must not reach another), no changed headers, no decoded content encoding: an object is returned with
/// the encoding that it was stored with, and other answers are decoded by the client.
pub trait Transport: Send + Sync + 'static {
    /// Sends `request`. The future completes when the head of the answer has arrived; the body follows as a stream.
    ///
    /// The URI determines the address to connect to; the `Host` header may name another host. A request that is marked
    /// as [`Direct`] must not pass through a proxy.
    fn send(&self, request: http::Request<Body>) -> Sending;
}

/// Marks a request, in its [extensions](http::Request::extensions), that must not pass through a proxy: it concerns
/// this machine, and a proxy would answer for another.
#[derive(Clone, Copy, Debug)]
pub struct Direct;

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Body>) -> Sending {
        (**self).send(request)
    }
}
