//! A request as it was received.

use std::borrow::Cow;

use bytes::Bytes;
use http::HeaderMap;
use http::header::{HOST, HeaderValue};

/// Behind it, the path names the host: for tools that cannot set a `Host` header.
const HOST_IN_PATH: &str = "/__host/";

/// A request as it was received: nothing decoded, nothing dropped.
pub(crate) struct Received {
    pub(crate) method: String,
    /// The `Host` header, or the host that the path names.
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
    pub(crate) fn header(&self, name: &str) -> Cow<'_, str> {
        self.headers.get(name).map_or(Cow::Borrowed(""), |value| String::from_utf8_lossy(value.as_bytes()))
    }

    /// Every value of a header.
    pub(crate) fn header_values(&self, name: &str) -> impl Iterator<Item = String> + '_ {
        self.headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
    }

    /// Key and value of each part of the query, decoded.
    pub(crate) fn pairs(&self) -> Vec<(String, String)> {
        codegen_model::route::pairs(&self.query)
    }

    /// What was sent to `/__host/<host>/path` becomes what is sent to `/path` on that host, its signature too.
    fn take_host_from_path(&mut self) {
        let Some(rest) = self.path.strip_prefix(HOST_IN_PATH) else { return };
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let Ok(value) = HeaderValue::from_str(host) else { return };
        let path = format!("/{path}");
        self.headers.insert(HOST, value);
        self.path = path;
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
        received.take_host_from_path();
        received.host = received.header(HOST.as_str()).into_owned();
        received
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{ID, KEY, NOW, request};
    use tencentcloud_runtime::sign::cos::{self, KeyTime};

    #[test]
    fn the_path_can_name_the_host() {
        let sent = request("GET", "127.0.0.1:80", "/__host/b-1.cos.r.myqcloud.com/a/b?c=d", &[], "");
        assert_eq!((&*sent.host, &*sent.path, &*sent.query), ("b-1.cos.r.myqcloud.com", "/a/b", "c=d"));
        assert_eq!(sent.header("host"), "b-1.cos.r.myqcloud.com");
        let bare = request("POST", "127.0.0.1:80", "/__host/ims.tencentcloudapi.com", &[], "");
        assert_eq!((&*bare.host, &*bare.path), ("ims.tencentcloudapi.com", "/"));
    }

    #[test]
    fn the_signature_is_that_of_the_named_host() {
        let (host, time) = ("b-1.cos.r.myqcloud.com", KeyTime { start: NOW, end: NOW + 9 });
        let signed = cos::sign(ID, KEY, time, "GET", "/a", cos::NONE, &[("host", host)]);
        let headers = [("authorization", &*signed.authorization)];
        let sent = request("GET", "127.0.0.1:80", &format!("/__host/{host}/a"), &headers, "");
        assert!(crate::testing::keys().verify(&sent, &crate::host::Place::of(&sent.host), NOW).is_ok());
    }
}
