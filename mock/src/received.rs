//! A request as it was received.

use bytes::Bytes;
use http::HeaderMap;
use http::header::HOST;

/// A request as it was received: nothing decoded, nothing dropped.
pub(crate) struct Received {
    pub(crate) method: String,
    /// The `Host` header.
    pub(crate) host: String,
    /// The path, as it stood in the request line.
    pub(crate) path: String,
    /// The query, as it stood in the request line.
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Received {
    /// A header; empty where there is none. What is no UTF-8 is replaced, which no signature survives.
    pub(crate) fn header(&self, name: &str) -> String {
        self.headers.get(name).map_or_else(String::new, |value| String::from_utf8_lossy(value.as_bytes()).into_owned())
    }

    /// Every value of a header.
    pub(crate) fn header_values(&self, name: &str) -> impl Iterator<Item = String> + '_ {
        self.headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
    }

    /// Key and value of each part of the query, decoded.
    pub(crate) fn pairs(&self) -> Vec<(String, String)> {
        codegen::route::pairs(&self.query)
    }
}

impl From<http::Request<Bytes>> for Received {
    fn from(request: http::Request<Bytes>) -> Self {
        let (head, body) = request.into_parts();
        let mut received = Self {
            method: head.method.to_string(),
            host: String::new(),
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            headers: head.headers,
            body,
        };
        received.host = received.header(HOST.as_str());
        received
    }
}
