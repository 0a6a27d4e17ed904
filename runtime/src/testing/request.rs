//! A request that the mock received.

use bytes::Bytes;
use percent_encoding::percent_decode_str;

use crate::meta::{Host, Meta, Protocol};
use crate::operation::Operation;
use crate::replay::{Entry, Recorded, read};
use crate::request::{Mark, pairs};
use crate::transport::{TransportError, TransportErrorKind};
use crate::{Body, Error};

/// A request that the mock received, with its whole body.
pub(super) struct MockRequest {
    mark: Option<Mark>,
    method: String,
    uri: http::Uri,
    host: String,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: Bytes,
}

impl MockRequest {
    /// Reads the whole request. Fails if the body fails.
    pub(super) async fn of(request: http::Request<Body>) -> Result<Self, TransportError> {
        let failed = |error: Error| TransportError::new(TransportErrorKind::Other, error);
        let (head, body) = request.into_parts();
        let body = body.into_stream().map_err(|error| TransportError::new(TransportErrorKind::Other, error))?;
        let body = body.collect_up_to(usize::MAX).await.map_err(failed)?;
        let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers: Vec<_> = head.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        let host = head.headers.get(http::header::HOST).map(text).unwrap_or_default();
        let query = pairs(head.uri.query().unwrap_or_default()).map(|(key, value)| (decode(&key), decode(&value)));
        let (mark, method, query) = (head.extensions.get().cloned(), head.method.to_string(), query.collect());
        Ok(Self { mark, method, uri: head.uri, host, query, headers, body })
    }

    fn recorded(&self) -> Recorded<'_> {
        let path = self.mark.as_ref().map_or(self.uri.path(), |mark| &mark.path);
        let headers = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Recorded { method: &self.method, path, query: self.query.clone(), headers, body: &self.body }
    }

    /// Returns whether the request is for this operation: by the client's mark, or by method and path for a request
    /// without one.
    pub(super) fn is_of<O: Operation + Default + 'static>(&self) -> bool {
        match &self.mark {
            Some(mark) => same(&mark.meta, &O::META),
            None => Entry::of::<O>().matches(&self.recorded()),
        }
    }

    /// Reads the request into the operation's type.
    pub(super) fn read<O: Operation + Default + 'static>(&self) -> Result<O, Error> {
        read(&self.recorded())
    }

    /// Returns the kind of host that the request is for.
    pub(super) fn host(&self) -> Option<Host> {
        self.mark.as_ref()?.host
    }

    /// Describes operation and address, for messages, without query, headers and body, which may be sensitive.
    pub(super) fn describe(&self) -> String {
        let address = format!("{} {}{}", self.method, self.host, self.uri.path());
        match self.mark.as_ref().map(|mark| (&mark.meta.name, &mark.meta.protocol)) {
            Some((name, Protocol::Action { service, version })) => format!("{name} ({service} {version}, {address})"),
            Some((name, Protocol::Rest { .. })) => format!("{name} ({address})"),
            None => address,
        }
    }
}

fn same(one: &Meta, other: &Meta) -> bool {
    let family = |meta: &Meta| match &meta.protocol {
        Protocol::Action { service, version } => Some((service.clone(), version.clone())),
        Protocol::Rest { .. } => None,
    };
    one.name == other.name && family(one) == family(other)
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
