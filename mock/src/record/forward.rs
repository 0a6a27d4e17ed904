//! A request on its way to the real endpoint: signed anew, with the real key.

use std::fmt;

use bytes::Bytes;
use codegen_model::route::decode;
use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue};
use tencentcloud_runtime::sign::cos::{self, KeyTime};
use tencentcloud_runtime::sign::tc3::{Tc3, payload_hash};
use tencentcloud_runtime::{Body, Credentials, Transport};

use crate::host::Place;
use crate::received::Received;
use crate::route::query_of;

/// How long a signature for a bucket is good, in seconds.
const VALID: i64 = 3600;

/// No answer is larger: an image has at most 32 MB.
const LARGEST: usize = 64 << 20;

/// What is not sent on: it is of one connection, of the old signature, or of the old key.
const LEFT: [&str; 10] = [
    "authorization",
    "connection",
    "content-length",
    "expect",
    "host",
    "transfer-encoding",
    "x-ci-security-token",
    "x-cos-security-token",
    "x-tc-timestamp",
    "x-tc-token",
];

/// Where the real endpoint is, and who asks there.
pub struct Upstream {
    pub(super) credentials: Credentials,
    transport: Box<dyn Transport>,
    address: Option<String>,
}

impl Upstream {
    /// The cloud itself: every request goes to the host that it names, over https.
    pub fn cloud(credentials: Credentials, transport: impl Transport) -> Self {
        Self { credentials, transport: Box::new(transport), address: None }
    }

    /// One address for all hosts, such as `http://127.0.0.1:1234`; the `Host` header keeps the real one.
    pub fn at(address: impl Into<String>, credentials: Credentials, transport: impl Transport) -> Self {
        let address = address.into().trim_end_matches('/').to_owned();
        Self { credentials, transport: Box::new(transport), address: Some(address) }
    }

    /// The cloud itself where `to` is `cloud`, or else the address that it is, over the network.
    ///
    /// # Errors
    ///
    /// Fails where the HTTP client cannot be set up.
    #[cfg(feature = "reqwest")]
    pub fn connect(to: &str, credentials: Credentials) -> Result<Self, tencentcloud_runtime::Error> {
        use tencentcloud_runtime::transport::ReqwestTransport;
        Ok(match to {
            "cloud" => Self::cloud(credentials, ReqwestTransport::new()?),
            address => Self::at(address, credentials, ReqwestTransport::direct()?),
        })
    }

    /// Sends a request on, and waits for the whole answer.
    pub(super) async fn send(
        &self,
        place: &Place,
        request: &Received,
        now: i64,
    ) -> Result<http::Response<Bytes>, String> {
        let response = self.transport.send(self.request(place, request, now)?).await;
        let (head, body) = response.map_err(|error| error.to_string())?.into_parts();
        let body = body.collect_up_to(LARGEST).await.map_err(|error| error.to_string())?;
        Ok(http::Response::from_parts(head, body))
    }

    fn request(&self, place: &Place, request: &Received, now: i64) -> Result<http::Request<Body>, String> {
        let headers = match place {
            Place::Service(service) => self.action(service, request, now)?,
            _ => self.rest(request, now)?,
        };
        let base = self.address.clone().unwrap_or_else(|| format!("https://{}", request.host));
        let query = query_text(place, request);
        let mark = if query.is_empty() { "" } else { "?" };
        let head = http::Request::builder().method(&*request.method);
        let sent = head.uri(format!("{base}{}{mark}{query}", request.path)).body(Body::from(request.body.clone()));
        let mut sent = sent.map_err(|error| error.to_string())?;
        *sent.headers_mut() = headers;
        Ok(sent)
    }

    fn action(&self, service: &str, request: &Received, now: i64) -> Result<HeaderMap, String> {
        let mut headers = kept(request);
        headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/json"));
        headers.remove("x-tc-content-sha256");
        let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let signed = [("content-type", content_type), ("host", request.host.as_str())];
        let (secret_id, secret_key) = (self.credentials.secret_id(), self.credentials.secret_key());
        let signer = Tc3 { secret_id, secret_key, service, timestamp: now };
        let signed = signer.sign(&request.method, "/", &request.query, &signed, &payload_hash(&request.body));
        set(&mut headers, HOST, &request.host)?;
        set(&mut headers, HeaderName::from_static("x-tc-timestamp"), &now.to_string())?;
        self.token(&mut headers, &["x-tc-token"])?;
        set_secret(&mut headers, AUTHORIZATION, &signed.authorization)?;
        Ok(headers)
    }

    fn rest(&self, request: &Received, now: i64) -> Result<HeaderMap, String> {
        let mut headers = kept(request);
        set(&mut headers, HOST, &request.host)?;
        if !request.body.is_empty() || matches!(&*request.method, "POST" | "PUT") {
            set(&mut headers, CONTENT_LENGTH, &request.body.len().to_string())?;
        }
        let names: &[_] = match request.host.contains(".ci.") {
            true => &["x-cos-security-token", "x-ci-security-token"],
            false => &["x-cos-security-token"],
        };
        self.token(&mut headers, names)?;
        let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let signed = headers.iter().filter(|(name, _)| cos::is_signed(name.as_str()));
        let signed: Vec<_> = signed.map(|(name, value)| (name.to_string(), text(value))).collect();
        let time = KeyTime { start: now.saturating_sub(60), end: now.saturating_add(VALID) };
        let (id, key, path) = (self.credentials.secret_id(), self.credentials.secret_key(), decode(&request.path));
        let signed = cos::sign(id, key, time, &request.method, &path, &query_of(request), &signed);
        set_secret(&mut headers, AUTHORIZATION, &signed.authorization)?;
        Ok(headers)
    }

    fn token(&self, headers: &mut HeaderMap, names: &[&'static str]) -> Result<(), String> {
        let Some(token) = self.credentials.token() else { return Ok(()) };
        names.iter().try_for_each(|name| set_secret(headers, HeaderName::from_static(name), token))
    }
}

/// The query as it was sent, without the fields of a signature that stood in it.
fn query_text(place: &Place, request: &Received) -> String {
    if matches!(place, Place::Service(_)) {
        return request.query.clone();
    }
    let is_field = |part: &&str| part.starts_with("q-") || part.starts_with("x-cos-security-token=");
    request.query.split('&').filter(|part| !is_field(part)).collect::<Vec<_>>().join("&")
}

fn kept(request: &Received) -> HeaderMap {
    let mut headers = request.headers.clone();
    LEFT.iter().for_each(|name| drop(headers.remove(*name)));
    headers
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) -> Result<(), String> {
    headers.insert(name, HeaderValue::from_str(value).map_err(|error| error.to_string())?);
    Ok(())
}

/// A header that does not appear when the request is printed.
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
