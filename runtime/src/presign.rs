//! Presigned URLs: calls that can be made without credentials.

use std::fmt;
use std::time::Duration;

use http::Method;
use http::header::{CONTENT_LENGTH, HOST, HeaderMap};

use crate::attempt::{TOKEN, credentials, endpoint, signed_headers};
use crate::endpoint::ResolvedEndpoint;
use crate::headers::Headers;
use crate::meta::Protocol;
use crate::prepared::Prepared;
use crate::sign::cos::{self, KeyTime};
use crate::sign::encode;
use crate::{Body, Call, Credentials, Error, ErrorKind, Output};

/// The start of the validity, in seconds before now, so that the URL works at once if the service's clock is slow.
const PAST: i64 = 60;

impl<T: Output> Call<T> {
    /// Returns a presigned URL of the call instead of sending it. Anyone who has the URL can make the call any number
    /// of times until it expires.
    ///
    /// - Only operations on a bucket can be presigned; API 3.0 calls cannot.
    /// - The URL is valid until `expires` from now, but not longer than a temporary key, nor after the key is deleted.
    ///   The service has no upper limit; prefer a short time.
    /// - Method, path, query and the [headers](PresignedUrl::headers) are fixed. The body is not, unless it has a
    ///   [`Content-MD5`](Body::content_md5). The length of an upload is fixed only if the call has the body; a bucket
    ///   in strict mode accepts no upload without it.
    /// - The token of a temporary key is part of the URL. URLs of a permanent key can be revoked only by deleting the
    ///   key, so prefer a temporary key with few permissions.
    /// - The URL names the real host even if the client [connects](crate::ClientBuilder::connect_to) to another
    ///   address. The [endpoint](Self::endpoint) of the call applies.
    /// - [Headers](Self::header) of the call are signed as in a call. Interceptors do not run.
    ///
    /// # Errors
    ///
    /// Fails if the call could not be sent, for an API 3.0 call, and if `expires` is less than a second.
    pub async fn presign(self, expires: Duration) -> Result<PresignedUrl, Error> {
        let call = self.into_prepared()?;
        presign(&call, expires).await.map_err(|error| error.in_operation(call.meta.name.clone()))
    }
}

async fn presign(call: &Prepared, expires: Duration) -> Result<PresignedUrl, Error> {
    let invalid = |message: &str| Error::new(ErrorKind::InvalidInput, message);
    if let Protocol::Action { .. } = call.meta.protocol {
        return Err(invalid("cannot presign an API 3.0 call; only operations on a bucket can be presigned"));
    }
    let seconds = i64::try_from(expires.as_secs()).unwrap_or(i64::MAX);
    if seconds == 0 {
        return Err(invalid("the validity must be at least one second"));
    }
    let (endpoint, credentials) = (endpoint(call)?, credentials(call).await?);
    let headers = headers(call, &endpoint)?;
    let now = call.shared.clock.stamp(&endpoint.host).time;
    let valid = KeyTime { start: now.saturating_sub(PAST), end: now.saturating_add(seconds) };
    let method = call
        .parts
        .method
        .parse()
        .map_err(|error: http::method::InvalidMethod| invalid("the method is not valid").caused_by(error))?;
    let url = url(call, &endpoint, &headers, &credentials, valid);
    let (body, expires_at) = (call.parts.body.clone(), valid.end);
    Ok(PresignedUrl { url, method, headers: without_host(headers), body, expires_at })
}

/// Returns the headers to sign, without the length of an upload whose body is not known yet.
fn headers(call: &Prepared, endpoint: &ResolvedEndpoint) -> Result<Headers, Error> {
    let mut headers = Headers::of(&call.parts, &call.headers, &endpoint.host)?;
    if call.parts.method == "PUT" && call.parts.body.is_empty() {
        headers.remove(CONTENT_LENGTH);
    }
    Ok(headers)
}

/// Returns the URL. The token is signed with the rest of the query, as a bucket in strict mode requires. In a query it
/// has the same name on every host.
fn url(
    call: &Prepared,
    endpoint: &ResolvedEndpoint,
    headers: &Headers,
    credentials: &Credentials,
    valid: KeyTime,
) -> String {
    let (id, key, parts) = (credentials.secret_id(), credentials.secret_key(), &call.parts);
    let token = credentials.token().map(|token| (TOKEN, token));
    let query = parts.query.iter().map(|(key, value)| (&**key, &**value));
    let query: Vec<_> = query.chain(token).collect();
    let signed = signed_headers(headers, endpoint);
    let signed = cos::sign(id, key, valid, parts.method, &parts.decoded_path, &query, &signed);
    let mut url = endpoint.url(&parts.target());
    url.push(if parts.query.is_empty() { '?' } else { '&' });
    url.push_str(&cos::presigned_query(&signed));
    if let Some((name, token)) = token {
        url.extend(["&", name, "=", &*encode(token)]);
    }
    url
}

/// Returns the headers without the host, which every client sends by itself.
fn without_host(mut headers: Headers) -> HeaderMap {
    headers.remove(HOST);
    headers.into_map()
}

/// A presigned URL: see [`Call::presign`].
///
/// `Display` prints the whole URL. It is a secret, so `Debug` omits the query.
#[derive(Clone)]
pub struct PresignedUrl {
    url: String,
    method: Method,
    headers: HeaderMap,
    body: Body,
    expires_at: i64,
}

impl PresignedUrl {
    /// Returns the URL.
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// Returns the method to use.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// Returns the headers that must be sent unchanged. Most of them are signed, so a different or missing value
    /// invalidates the signature.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the body of the call, such as the description of a job. An upload can send another body.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// Returns the last second of validity, in Unix time.
    pub fn expires_at(&self) -> i64 {
        self.expires_at
    }
}

impl fmt::Display for PresignedUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

impl fmt::Debug for PresignedUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.url.split_once('?').map_or(&*self.url, |(address, _)| address);
        f.debug_struct("PresignedUrl")
            .field("method", &self.method)
            .field("url", &url)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

impl From<PresignedUrl> for String {
    fn from(url: PresignedUrl) -> Self {
        url.url
    }
}
