//! Forwards requests to the real endpoint, signed again with the real key.

use std::fmt;

use bytes::Bytes;
use codegen_model::route::decode;
use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue};
use tencentcloud_runtime::sign::cos::{self, KeyTime};
use tencentcloud_runtime::sign::tc3::{Tc3, payload_hash};
use tencentcloud_runtime::{Body, Credentials, Endpoint, Error, Transport};

use crate::host::{self, HostKind};
use crate::request::ReceivedRequest;

/// The validity of a signature for a bucket, in seconds.
const VALIDITY: i64 = 3600;

/// The maximum size of a response. An image has at most 32 MB.
const MAX_RESPONSE: usize = 64 << 20;

/// Headers that are not forwarded: they belong to the connection, or to the client's signature or key. A compressed response
/// could not be recorded.
const DROPPED: [&str; 17] = [
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "cookie",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "x-ci-security-token",
    "x-cos-security-token",
    "x-tc-timestamp",
    "x-tc-token",
];

/// The real endpoint, and the key to sign with.
pub struct Upstream {
    pub(super) credentials: Credentials,
    transport: Box<dyn Transport>,
    address: Option<String>,
    /// Whether operations are forwarded that may change something.
    pub(super) writes: bool,
}

impl Upstream {
    /// Returns the cloud as upstream: each request goes to its own host, over HTTPS.
    pub fn cloud(credentials: Credentials, transport: impl Transport) -> Self {
        Self { credentials, transport: Box::new(transport), address: None, writes: false }
    }

    /// Returns one address as upstream of all hosts, such as `http://127.0.0.1:1234`. The `Host` header stays that of the cloud.
    ///
    /// # Errors
    ///
    /// Returns an error if the address is not a scheme, a host, and an optional port and path.
    pub fn at(address: &str, credentials: Credentials, transport: impl Transport) -> Result<Self, Error> {
        Endpoint::custom(address)?;
        let address = Some(address.trim_end_matches('/').to_owned());
        Ok(Self { address, ..Self::cloud(credentials, transport) })
    }

    /// Forwards operations that may change something, too.
    pub fn allow_writes(self) -> Self {
        Self { writes: true, ..self }
    }

    /// Returns the cloud if `to` is `cloud`, otherwise the address `to`, over a new HTTP client.
    ///
    /// # Errors
    ///
    /// Returns an error if the HTTP client cannot be built, or the address is not valid.
    #[cfg(feature = "transport")]
    pub fn connect(to: &str, credentials: Credentials) -> Result<Self, Error> {
        use tencentcloud_runtime::transport::HttpTransport;
        match to {
            "cloud" => Ok(Self::cloud(credentials, HttpTransport::new()?)),
            address => Self::at(address, credentials, HttpTransport::builder().no_proxy().build()?),
        }
    }

    /// Forwards a request, and returns the whole response.
    pub(super) async fn send(
        &self,
        host: &HostKind,
        request: &ReceivedRequest,
        now: i64,
    ) -> Result<http::Response<Bytes>, String> {
        let response = self.transport.send(self.request(host, request, now)?).await;
        let (head, body) = response.map_err(|error| error.to_string())?.into_parts();
        let body = body.collect_up_to(MAX_RESPONSE).await.map_err(|error| error.to_string())?;
        Ok(http::Response::from_parts(head, body))
    }

    fn request(&self, host: &HostKind, request: &ReceivedRequest, now: i64) -> Result<http::Request<Body>, String> {
        // Nothing but the name is taken from the client's header: the port belongs to the recorder.
        let name = host::name(&request.host).ok_or("the host is not a name")?;
        let headers = match host {
            HostKind::Service(service) => self.action(service, &name, request, now)?,
            _ => self.rest(&name, request, now)?,
        };
        let base = self.address.clone().unwrap_or_else(|| format!("https://{name}"));
        let query = query_text(host, request);
        let separator = if query.is_empty() { "" } else { "?" };
        let head = http::Request::builder().method(&*request.method);
        let forwarded =
            head.uri(format!("{base}{}{separator}{query}", request.path)).body(Body::from(request.body.clone()));
        let mut forwarded = forwarded.map_err(|error| error.to_string())?;
        *forwarded.headers_mut() = headers;
        Ok(forwarded)
    }

    fn action(&self, service: &str, host: &str, request: &ReceivedRequest, now: i64) -> Result<HeaderMap, String> {
        let mut headers = forwarded_headers(request);
        headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/json"));
        headers.remove("x-tc-content-sha256");
        let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let signed = [("content-type", content_type), ("host", host)];
        let (secret_id, secret_key) = (self.credentials.secret_id(), self.credentials.secret_key());
        let signer = Tc3 { secret_id, secret_key, service, timestamp: now };
        let signed = signer.sign(&request.method, "/", &request.query, &signed, &payload_hash(&request.body));
        set(&mut headers, HOST, host)?;
        // Only the action that was checked is forwarded, where a header occurs twice.
        for name in ["x-tc-action", "x-tc-version"] {
            set(&mut headers, HeaderName::from_static(name), &request.header(name))?;
        }
        set(&mut headers, HeaderName::from_static("x-tc-timestamp"), &now.to_string())?;
        self.token(&mut headers, &["x-tc-token"])?;
        set_secret(&mut headers, AUTHORIZATION, &signed.authorization)?;
        Ok(headers)
    }

    fn rest(&self, host: &str, request: &ReceivedRequest, now: i64) -> Result<HeaderMap, String> {
        let mut headers = forwarded_headers(request);
        set(&mut headers, HOST, host)?;
        if !request.body.is_empty() || matches!(&*request.method, "POST" | "PUT") {
            set(&mut headers, CONTENT_LENGTH, &request.body.len().to_string())?;
        }
        let names: &[_] = match host.contains(".ci.") {
            true => &["x-cos-security-token", "x-ci-security-token"],
            false => &["x-cos-security-token"],
        };
        self.token(&mut headers, names)?;
        let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let signed = headers.iter().filter(|(name, _)| cos::is_signed(name.as_str()));
        let signed: Vec<_> = signed.map(|(name, value)| (name.to_string(), text(value))).collect();
        let time = KeyTime { start: now.saturating_sub(60), end: now.saturating_add(VALIDITY) };
        let (id, key, path) = (self.credentials.secret_id(), self.credentials.secret_key(), decode(&request.path));
        let signed = cos::sign(id, key, time, &request.method, &path, &request.operation_parameters(), &signed);
        set_secret(&mut headers, AUTHORIZATION, &signed.authorization)?;
        Ok(headers)
    }

    fn token(&self, headers: &mut HeaderMap, names: &[&'static str]) -> Result<(), String> {
        let Some(token) = self.credentials.token() else { return Ok(()) };
        names.iter().try_for_each(|name| set_secret(headers, HeaderName::from_static(name), token))
    }
}

/// Returns the query as received, without the fields of a signature.
fn query_text(host: &HostKind, request: &ReceivedRequest) -> String {
    if matches!(host, HostKind::Service(_)) {
        return request.query.clone();
    }
    let is_field = |part: &&str| part.starts_with("q-") || part.starts_with("x-cos-security-token=");
    request.query.split('&').filter(|part| !is_field(part)).collect::<Vec<_>>().join("&")
}

fn forwarded_headers(request: &ReceivedRequest) -> HeaderMap {
    let mut headers = request.headers.clone();
    DROPPED.iter().for_each(|name| drop(headers.remove(*name)));
    headers
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) -> Result<(), String> {
    headers.insert(name, HeaderValue::from_str(value).map_err(|error| error.to_string())?);
    Ok(())
}

/// Sets a header that `Debug` does not print.
fn set_secret(headers: &mut HeaderMap, name: HeaderName, value: &str) -> Result<(), String> {
    let mut value = HeaderValue::from_str(value).map_err(|error| error.to_string())?;
    value.set_sensitive(true);
    headers.insert(name, value);
    Ok(())
}

impl fmt::Debug for Upstream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upstream").field("address", &self.address).finish_non_exhaustive()
    }
}
