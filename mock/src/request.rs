//! A request as received, before any decoding.

use std::borrow::Cow;

use bytes::Bytes;
use http::HeaderMap;
use http::header::{HOST, HeaderValue};

/// Prefix of paths that name the host, for tools that cannot set a `Host` header.
const HOST_IN_PATH: &str = "/__host/";

/// A request as received: nothing is decoded or dropped.
pub(crate) struct ReceivedRequest {
    pub(crate) method: String,
    /// The `Host` header, or the host named in the path.
    pub(crate) host: String,
    /// The `Host` header, where there is exactly one.
    pub(crate) addressed_to: Option<String>,
    /// The path as written in the request line.
    pub(crate) path: String,
    /// The query as written in the request line.
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl ReceivedRequest {
    /// Returns a header, or an empty text where it is missing. Invalid UTF-8 is replaced, which invalidates a signature.
    pub(crate) fn header(&self, name: &str) -> Cow<'_, str> {
        self.headers.get(name).map_or(Cow::Borrowed(""), |value| String::from_utf8_lossy(value.as_bytes()))
    }

    /// Returns every value of a header.
    pub(crate) fn header_values(&self, name: &str) -> impl Iterator<Item = String> + '_ {
        self.headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
    }

    /// Returns the decoded parameters of the query.
    pub(crate) fn query_parameters(&self) -> Vec<(String, String)> {
        codegen_model::route::pairs(&self.query)
    }

    /// Returns the decoded parameters of the query without those of a signature.
    pub(crate) fn operation_parameters(&self) -> Vec<(String, String)> {
        let mut parameters = self.query_parameters();
        parameters.retain(|(key, _)| !key.starts_with("q-") && key != "x-cos-security-token");
        parameters
    }

    /// Rewrites a request to `/__host/<host>/path` into one to `/path` on that host, as its signature covers.
    fn take_host_from_path(&mut self) {
        let Some(rest) = self.path.strip_prefix(HOST_IN_PATH) else { return };
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let Ok(value) = HeaderValue::from_str(host) else { return };
        let path = format!("/{path}");
        self.headers.insert(HOST, value);
        self.path = path;
    }
}

impl From<http::Request<Bytes>> for ReceivedRequest {
    fn from(request: http::Request<Bytes>) -> Self {
        let (head, body) = request.into_parts();
        let mut received = Self {
            method: head.method.to_string(),
            host: String::new(),
            addressed_to: None,
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            headers: head.headers,
            body,
        };
        let hosts: Vec<_> = received.header_values(HOST.as_str()).collect();
        received.addressed_to = <[String; 1]>::try_from(hosts).ok().map(|[host]| host);
        received.take_host_from_path();
        received.host = received.header(HOST.as_str()).into_owned();
        received
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{ID, KEY, NOW, request, verify};
    use tencentcloud_runtime::sign::cos::{self, KeyTime};

    #[test]
    fn the_path_can_name_the_host() {
        let received = request("GET", "127.0.0.1:80", "/__host/b-1.cos.r.myqcloud.com/a/b?c=d", &[], "");
        assert_eq!((&*received.host, &*received.path, &*received.query), ("b-1.cos.r.myqcloud.com", "/a/b", "c=d"));
        assert_eq!(received.header("host"), "b-1.cos.r.myqcloud.com");
        let bare = request("POST", "127.0.0.1:80", "/__host/ims.tencentcloudapi.com", &[], "");
        assert_eq!((&*bare.host, &*bare.path), ("ims.tencentcloudapi.com", "/"));
    }

    #[test]
    fn the_signature_covers_the_host_named_in_the_path() {
        let (host, time) = ("b-1.cos.r.myqcloud.com", KeyTime { start: NOW, end: NOW + 9 });
        let signed = cos::sign(ID, KEY, time, "GET", "/a", cos::NONE, &[("host", host)]);
        let headers = [("authorization", &*signed.authorization)];
        let received = request("GET", "127.0.0.1:80", &format!("/__host/{host}/a"), &headers, "");
        assert!(verify(&received, NOW).is_ok());
    }
}
