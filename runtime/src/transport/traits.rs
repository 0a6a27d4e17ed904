//! The trait that sends one request.

use std::sync::Arc;

use super::error::TransportError;
use crate::{Body, BoxFuture, ByteStream};

/// An answer on its way.
pub type Sending = BoxFuture<'static, Result<http::Response<ByteStream>, TransportError>>;

/// Sends one HTTP request.
///
/// The request is complete and signed. A transport sends it as it is: it follows no redirect (the signature is for one
/// host, and credentials must not reach another), changes no header and decodes no content encoding.
pub trait Transport: Send + Sync + 'static {
    /// Sends `request`. The future is ready when the answer's head is there; its body follows as a stream.
    ///
    /// The `Host` header may name another host than the address: the address says where to connect. A request that is
    /// marked as [`Direct`] must not go through a proxy.
    fn send(&self, request: http::Request<Body>) -> Sending;
}

/// Marks a request, among its [extensions](http::Request::extensions), that must not go through a proxy: what it asks for
/// is of this machine, and a proxy would answer for its own.
#[derive(Clone, Copy, Debug)]
pub struct Direct;

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Body>) -> Sending {
        (**self).send(request)
    }
}
