//! One attempt at a call: a complete, signed request. Each attempt is signed anew.

use http::header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, HOST, HeaderMap, HeaderName, USER_AGENT};

use crate::clock::Stamp;
use crate::endpoint::ResolvedEndpoint;
use crate::headers::Headers;
use crate::meta::{Host, Protocol};
use crate::prepared::Prepared;
use crate::redact::Secrets;
use crate::sign::cos::{self, KeyTime};
use crate::sign::tc3::{Tc3, UNSIGNED_PAYLOAD, UNSIGNED_PAYLOAD_HASH, payload_hash};
use crate::{Body, Credentials, Error, ErrorKind, hooks};

/// The header or query key of a temporary key's token.
pub(crate) const TOKEN: &str = "x-cos-security-token";

/// The start of a signature's validity, in seconds before now: tolerates a clock that is a minute fast.
const PAST: i64 = 60;

/// The end of a signature's validity, in seconds after now: tolerates a clock that is an hour slow, and limits the use
/// of a leaked signature.
const AHEAD: i64 = 3600;

/// A signed request, the time of its signature, and its secrets.
pub(crate) struct Attempt {
    pub(crate) request: http::Request<Body>,
    pub(crate) stamp: Stamp,
    pub(crate) secrets: Secrets,
    /// The host whose outcome failover counts.
    pub(crate) counted: Option<String>,
}

/// Composes and signs the request of the attempt with this number.
pub(crate) async fn attempt(call: &Prepared, number: u32) -> Result<Attempt, Error> {
    let (endpoint, counted) = endpoint_of_attempt(call)?;
    let mut headers = Headers::of(&call.parts, &call.headers, &endpoint.host)?;
    if headers.text(ACCEPT_ENCODING).is_empty() {
        // Without this header, any encoding is acceptable.
        headers.set(ACCEPT_ENCODING, "identity")?;
    }
    hooks::before_signing(call, number, &endpoint, &mut headers)?;
    let credentials = if call.meta.unsigned { None } else { Some(credentials(call).await?) };
    let (signer, stamp) = (credentials.as_ref(), call.shared.clock.stamp(&endpoint.host));
    let now = stamp.time;
    let signature = match &call.meta.protocol {
        Protocol::Action { service, version } => {
            let signature = authorize_action(&mut headers, call, service, &endpoint, signer, now)?;
            describe_action(&mut headers, call, version, now)?;
            signature
        }
        Protocol::Rest { .. } => {
            let signature = authorize_rest(&mut headers, call, &endpoint, signer, now)?;
            headers.set(USER_AGENT, &call.shared.agent)?;
            signature
        }
    };
    let secrets = Secrets::of(credentials, signature, call.sensitive.clone());
    Ok(Attempt { request: request(call, &endpoint, headers.into_map())?, stamp, secrets, counted })
}

pub(crate) fn endpoint(call: &Prepared) -> Result<ResolvedEndpoint, Error> {
    ResolvedEndpoint::of(call).map_err(|message| Error::new(ErrorKind::InvalidInput, message))
}

/// Returns the endpoint of the next attempt: the usual one, or the backup if the usual one fails. With failover, also
/// returns the host whose outcome counts.
fn endpoint_of_attempt(call: &Prepared) -> Result<(ResolvedEndpoint, Option<String>), Error> {
    let usual = endpoint(call)?;
    let Some(failover) = &call.shared.failover else { return Ok((usual, None)) };
    let Some(backup) = ResolvedEndpoint::of_backup(call, &failover.policy.backup) else { return Ok((usual, None)) };
    if failover.admits(&usual.host) {
        let host = usual.host.clone();
        return Ok((usual, Some(host)));
    }
    let backup = backup.map_err(|message| Error::new(ErrorKind::InvalidInput, message))?;
    Ok((backup, None))
}

pub(crate) async fn credentials(call: &Prepared) -> Result<Credentials, Error> {
    let credentials = call.shared.credentials.provide().await?;
    credentials.check()?;
    Ok(credentials)
}

fn request(call: &Prepared, endpoint: &ResolvedEndpoint, headers: HeaderMap) -> Result<http::Request<Body>, Error> {
    let invalid = || Error::new(ErrorKind::InvalidInput, "the input does not form a valid URI");
    let address = endpoint.address(&call.parts.target(), call.shared.gateway.as_ref());
    let request = http::Request::builder().method(call.parts.method);
    let request = request.uri(address.map_err(|error| invalid().caused_by(error))?);
    let mut request = request.body(call.parts.body.clone()).map_err(|error| invalid().caused_by(error))?;
    *request.headers_mut() = headers;
    #[cfg(feature = "testing")]
    request.extensions_mut().insert(crate::request::Mark::new(call.meta.clone(), &call.parts));
    Ok(request)
}

/// Signs `content-type` and `host`, as the official SDKs do, and returns the signature. The signed path is the one that the service sees, without
/// the path prefix of an endpoint.
fn authorize_action(
    headers: &mut Headers,
    call: &Prepared,
    service: &str,
    endpoint: &ResolvedEndpoint,
    credentials: Option<&Credentials>,
    timestamp: i64,
) -> Result<String, Error> {
    let Some(credentials) = credentials else {
        headers.set(AUTHORIZATION, "SKIP")?;
        return Ok(String::new());
    };
    let (secret_id, secret_key) = (credentials.secret_id(), credentials.secret_key());
    let body = action_payload(headers, call)?;
    let signed = [("content-type", headers.text(CONTENT_TYPE)), ("host", &*endpoint.signed_host)];
    let signer = Tc3 { secret_id, secret_key, service, timestamp };
    let signed = signer.sign(call.parts.method, "/", "", &signed, &body);
    headers.set_secret(AUTHORIZATION, &signed.authorization)?;
    if let Some(token) = credentials.token() {
        headers.set_secret(HeaderName::from_static("x-tc-token"), token)?;
    }
    Ok(signed.signature)
}

/// Returns the hash of the body, or of the placeholder for an unsigned body.
fn action_payload(headers: &mut Headers, call: &Prepared) -> Result<String, Error> {
    if call.unsigned_payload {
        headers.set_named("x-tc-content-sha256", UNSIGNED_PAYLOAD)?;
        return Ok(UNSIGNED_PAYLOAD_HASH.to_owned());
    }
    let streamed = || Error::new(ErrorKind::InvalidInput, "the body of an API 3.0 request cannot be a stream");
    Ok(payload_hash(call.parts.body.as_bytes().ok_or_else(streamed)?))
}

fn describe_action(headers: &mut Headers, call: &Prepared, version: &str, timestamp: i64) -> Result<(), Error> {
    headers.set_named("x-tc-action", &call.meta.name)?;
    headers.set_named("x-tc-version", version)?;
    headers.set_named("x-tc-timestamp", &timestamp.to_string())?;
    headers.set_named("x-tc-language", call.language.tag())?;
    headers.set_named("x-tc-requestclient", &call.shared.agent)?;
    match &call.region {
        Some(region) => headers.set_named("x-tc-region", region),
        None => Ok(()),
    }
}

/// Signs the whole query and the headers that [`cos::is_signed`] selects, and returns the signature.
fn authorize_rest(
    headers: &mut Headers,
    call: &Prepared,
    endpoint: &ResolvedEndpoint,
    credentials: Option<&Credentials>,
    now: i64,
) -> Result<String, Error> {
    let Some(credentials) = credentials else { return Ok(String::new()) };
    if let Some(token) = credentials.token() {
        for name in token_names(call) {
            headers.set_secret(HeaderName::from_static(name), token)?;
        }
    }
    let (valid, parts) = (KeyTime { start: now.saturating_sub(PAST), end: now.saturating_add(AHEAD) }, &call.parts);
    let (id, key, signed) = (credentials.secret_id(), credentials.secret_key(), signed_headers(headers, endpoint));
    let signed = cos::sign(id, key, valid, parts.method, &parts.decoded_path, &parts.query, &signed);
    headers.set_secret(AUTHORIZATION, &signed.authorization)?;
    Ok(signed.signature)
}

/// Returns the headers for the token. The `ci` host documents a name of its own, and accepts both together.
fn token_names(call: &Prepared) -> &'static [&'static str] {
    match call.parts.host {
        Some(Host::Ci | Host::CiRegion | Host::CiAccount) => &[TOKEN, "x-ci-security-token"],
        _ => &[TOKEN],
    }
}

pub(crate) fn signed_headers<'a>(headers: &'a Headers, endpoint: &'a ResolvedEndpoint) -> Vec<(&'a str, &'a str)> {
    let with_signed_host =
        |(name, value)| if name == HOST.as_str() { (name, &*endpoint.signed_host) } else { (name, value) };
    headers.pairs().filter(|(name, _)| cos::is_signed(name)).map(with_signed_host).collect()
}
