//! Calls as links, for whoever has no key.

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

/// How far back a link is valid: on a clock that is a minute slow it works at once.
const PAST: i64 = 60;

impl<T: Output> Call<T> {
    /// Makes a link of the call instead of sending it: whoever has the link can make the call, once or often, until it
    /// expires. Nothing is sent.
    ///
    /// - Only operations on a bucket can be links; those of API 3.0 cannot.
    /// - It works until `expires` from now, with a temporary key at most as long as the key, and not once the key is
    ///   deleted. The service has no upper limit; the shorter, the better.
    /// - Method, path, query and the [headers](PresignedUrl::headers) are fixed. The body is not, unless it has a
    ///   [`Content-MD5`](Body::content_md5), and neither is its length where an upload is given an empty body. Give it
    ///   the body to fix the length, without which a bucket in strict mode takes no upload.
    /// - A temporary key's token is part of the link. A permanent key's links end all at once or not at all, by deleting
    ///   the key, so a temporary key with few permissions is better.
    /// - It names the host itself even if the client [connects](crate::ClientBuilder::connect_to) elsewhere. An
    ///   [endpoint](Self::endpoint) applies.
    ///
    /// # Errors
    ///
    /// Fails where the call could not be sent either, for a call of API 3.0, and where `expires` is less than a second.
    pub async fn presign(self, expires: Duration) -> Result<PresignedUrl, Error> {
        let call = self.into_prepared()?;
        presign(&call, expires).await.map_err(|error| error.of(call.meta.name))
    }
}

async fn presign(call: &Prepared, expires: Duration) -> Result<PresignedUrl, Error> {
    let invalid = |message: &str| Error::new(ErrorKind::InvalidInput, message);
    if let Protocol::Action { .. } = call.meta.protocol {
        return Err(invalid("only operations on a bucket can be links"));
    }
    let seconds = i64::try_from(expires.as_secs()).unwrap_or(i64::MAX);
    if seconds == 0 {
        return Err(invalid("a link must be valid for a second at least"));
    }
    let (endpoint, credentials) = (endpoint(call)?, credentials(call).await?);
    let headers = headers(call, &endpoint)?;
    let now = call.shared.clock.now();
    let valid = KeyTime { start: now.saturating_sub(PAST), end: now.saturating_add(seconds) };
    let method = call
        .parts
        .method
        .parse()
        .map_err(|error: http::method::InvalidMethod| invalid("it has no valid method").caused_by(error))?;
    let url = url(call, &endpoint, &headers, &credentials, valid);
    let (body, expires_at) = (call.parts.body.clone(), valid.end);
    Ok(PresignedUrl { url, method, headers: sent(headers), body, expires_at })
}

/// The headers that will be signed. The length of an upload that nobody has yet is not among them.
fn headers(call: &Prepared, endpoint: &ResolvedEndpoint) -> Result<Headers, Error> {
    let mut headers = Headers::of(&call.parts, &endpoint.host)?;
    if call.parts.method == "PUT" && call.parts.body.is_empty() {
        headers.remove(CONTENT_LENGTH);
    }
    Ok(headers)
}

/// The token is signed with the rest of the query: a bucket in strict mode wants all of it signed. In a query it has one
/// name, on whatever host.
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

/// Every client sends the host by itself.
fn sent(mut headers: Headers) -> HeaderMap {
    headers.remove(HOST);
    headers.into_map()
}

/// A call as a link: see [`Call::presign`].
///
/// Display prints it whole. Who has it can use it, so Debug leaves the query out.
#[derive(Clone)]
pub struct PresignedUrl {
    url: String,
    method: Method,
    headers: HeaderMap,
    body: Body,
    expires_at: i64,
}

impl PresignedUrl {
    /// The link.
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// The method to use it with.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The headers that must be sent along as they are. Most of them are signed, so that another value, or none, makes
    /// the signature wrong.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body that the operation has, such as the description of a job. An upload can have another one.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// The last second in which it works, in Unix time.
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
    fn from(link: PresignedUrl) -> Self {
        link.url
    }
}
