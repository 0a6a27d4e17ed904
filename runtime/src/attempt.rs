//! One attempt at a call: a complete, signed request. Another attempt is signed anew.

use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue, USER_AGENT};

use crate::call::Prepared;
use crate::endpoint::{address, bucket_host, service_host};
use crate::operation::{Host, Protocol};
use crate::sign::cos::{self, KeyTime};
use crate::sign::tc3::{Tc3, payload_hash};
use crate::{Body, Credentials, Error, ErrorKind};

const AGENT: &str = concat!("RUST_", env!("CARGO_PKG_VERSION"));

pub(crate) async fn attempt(call: &Prepared) -> Result<http::Request<Body>, Error> {
    let host = host(call)?;
    let mut headers = Headers::of(call, &host)?;
    let credentials = call.shared.credentials.provide().await?;
    credentials.check()?;
    let now = (call.shared.clock)();
    match call.meta.protocol {
        Protocol::Action { service, version } => {
            headers.sign_action(call, service, version, &host, &credentials, now)?
        }
        Protocol::Rest { .. } => headers.sign_rest(call, &credentials, now)?,
    }
    request(call, &host, headers.0)
}

fn host(call: &Prepared) -> Result<String, Error> {
    let invalid = |message: String| Error::new(ErrorKind::InvalidInput, message);
    match (call.meta.protocol, &call.bucket) {
        (Protocol::Action { service, .. }, None) => Ok(service_host(service)),
        (Protocol::Rest { .. }, Some(bucket)) => {
            let (host, region) = (call.parts.host.unwrap_or(Host::Cos), call.region.as_deref().unwrap_or_default());
            bucket_host(bucket, host, region).map_err(invalid)
        }
        (Protocol::Action { .. }, Some(_)) => Err(invalid("it is called on the client, not on a bucket".to_owned())),
        (Protocol::Rest { .. }, None) => Err(invalid("it is called on a bucket, not on the client".to_owned())),
    }
}

fn request(call: &Prepared, host: &str, headers: HeaderMap) -> Result<http::Request<Body>, Error> {
    let invalid = || Error::new(ErrorKind::InvalidInput, "its input makes no valid address");
    let address = address(host, &call.parts.target(), call.shared.gateway.as_ref());
    let request = http::Request::builder().method(call.parts.method);
    let request = request.uri(address.map_err(|error| invalid().caused_by(error))?);
    let mut request = request.body(call.parts.body.clone()).map_err(|error| invalid().caused_by(error))?;
    *request.headers_mut() = headers;
    Ok(request)
}

/// The headers of a request in the making.
struct Headers(HeaderMap);

impl Headers {
    fn of(call: &Prepared, host: &str) -> Result<Self, Error> {
        let mut headers = Self(HeaderMap::with_capacity(16));
        headers.set(HOST, host)?;
        for (name, value) in &call.parts.headers {
            let name = HeaderName::from_bytes(name.as_bytes());
            let invalid = |error| Error::new(ErrorKind::InvalidInput, "a header has no valid name").caused_by(error);
            headers.set(name.map_err(invalid)?, value)?;
        }
        // An empty POST needs the header too; a GET without a body has none.
        if !call.parts.body.is_empty() || matches!(call.parts.method, "POST" | "PUT") {
            headers.set(CONTENT_LENGTH, &call.parts.body.len().to_string())?;
        }
        Ok(headers)
    }

    /// A line break in a value would begin a header of its own: it is refused.
    fn set(&mut self, name: HeaderName, value: &str) -> Result<(), Error> {
        match HeaderValue::from_bytes(value.as_bytes()) {
            Ok(value) => self.0.insert(name, value),
            Err(_) => {
                let message = format!("the header `{name}` must not have control characters such as line breaks");
                return Err(Error::new(ErrorKind::InvalidInput, message));
            }
        };
        Ok(())
    }

    fn set_named(&mut self, name: &'static str, value: &str) -> Result<(), Error> {
        self.set(HeaderName::from_static(name), value)
    }

    /// Sets a header that does not appear when the request is printed.
    fn set_secret(&mut self, name: HeaderName, value: &str) -> Result<(), Error> {
        self.set(name.clone(), value)?;
        if let Some(value) = self.0.get_mut(name) {
            value.set_sensitive(true);
        }
        Ok(())
    }

    /// Signs `content-type` and `host`, as the official SDKs do.
    fn sign_action(
        &mut self,
        call: &Prepared,
        service: &str,
        version: &str,
        host: &str,
        credentials: &Credentials,
        timestamp: i64,
    ) -> Result<(), Error> {
        let streamed = || Error::new(ErrorKind::InvalidInput, "API 3.0 takes no streams");
        let body = payload_hash(call.parts.body.as_bytes().ok_or_else(streamed)?);
        let (secret_id, secret_key) = (credentials.secret_id(), credentials.secret_key());
        let signer = Tc3 { secret_id, secret_key, service, timestamp };
        let signed = [("content-type", self.text(CONTENT_TYPE)), ("host", host)];
        let authorization = signer.sign(call.parts.method, "/", "", &signed, &body).authorization;
        self.set_secret(AUTHORIZATION, &authorization)?;
        self.set_named("x-tc-action", call.meta.name)?;
        self.set_named("x-tc-version", version)?;
        self.set_named("x-tc-timestamp", &timestamp.to_string())?;
        self.set_named("x-tc-language", "en-US")?;
        self.set_named("x-tc-requestclient", AGENT)?;
        if let Some(region) = &call.region {
            self.set_named("x-tc-region", region)?;
        }
        match credentials.token() {
            Some(token) => self.set_secret(HeaderName::from_static("x-tc-token"), token),
            None => Ok(()),
        }
    }

    /// Signs every header that is there, and the whole query: buckets in strict mode refuse what is not signed.
    fn sign_rest(&mut self, call: &Prepared, credentials: &Credentials, now: i64) -> Result<(), Error> {
        if let Some(token) = credentials.token() {
            self.set_secret(HeaderName::from_static("x-cos-security-token"), token)?;
            // The ci host documents a name of its own; SDKs send either, and both together are accepted.
            if call.parts.host == Some(Host::Ci) {
                self.set_secret(HeaderName::from_static("x-ci-security-token"), token)?;
            }
        }
        let parts = &call.parts;
        let (id, key, headers) = (credentials.secret_id(), credentials.secret_key(), self.pairs());
        let signed = cos::sign(id, key, validity(now), parts.method, &parts.decoded_path, &parts.query, &headers);
        self.set_secret(AUTHORIZATION, &signed.authorization)?;
        self.set(USER_AGENT, AGENT)
    }

    fn text(&self, name: HeaderName) -> &str {
        self.0.get(name).map_or("", text)
    }

    fn pairs(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), text(value))).collect()
    }
}

/// Every value was set from text.
fn text(value: &HeaderValue) -> &str {
    std::str::from_utf8(value.as_bytes()).unwrap_or_default()
}

/// A minute back and an hour ahead, as the official SDKs have it between them: a clock that is a minute fast or an hour
/// slow still signs well, and a signature that leaks is worth little for long.
fn validity(now: i64) -> KeyTime {
    KeyTime { start: now.saturating_sub(60), end: now.saturating_add(3600) }
}
