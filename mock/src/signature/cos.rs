//! Verifies `q-sign-algorithm=sha1`, the signature of object storage and Cloud Infinite.
//!
//! The rules are those of a bucket in strict mode: host, content type, content length and the whole query must be signed.
//! Other buckets let the client choose. Hosts without a bucket have no such mode: the Go SDK signs JSON for the account's
//! host before it knows the content length.

use std::collections::BTreeSet;

use codegen_model::Host;
use codegen_model::route::decode;
use tencentcloud_runtime::Credentials;
use tencentcloud_runtime::sign::cos::{self, KeyTime, Signed};
use tencentcloud_runtime::sign::encode;

use super::cos_parts::{MISTAKES, SignedParts};
use super::explain::{Guess, KEY_MISTAKES, SigningTexts, mismatch};
use super::keys::{Keys, is_expired};
use crate::api_error::ApiError;
use crate::line::on_one_line;
use crate::request::ReceivedRequest;

/// How far the start of a signature may be in the future, in seconds.
const TOLERANCE: i64 = 900;

/// The names of the token. The `ci` host documents the second and accepts both.
const TOKENS: [&str; 2] = ["x-cos-security-token", "x-ci-security-token"];

pub(super) fn verify(keys: &Keys, request: &ReceivedRequest, host: Host, now: i64) -> Result<(), ApiError> {
    let claim = Claim::of(request)?;
    let unknown = || ApiError::rest(403, "InvalidAccessKeyId", "the server has no key with this secret id");
    let key = keys.find(&claim.secret_id).ok_or_else(unknown)?;
    check_time(claim.time, now)?;
    claim.check_lists(request, host)?;
    claim.compare(request, &key)?;
    claim.check_token(request, &key)?;
    if is_expired(&key, now) {
        Err(ApiError::rest(400, "ExpiredToken", "the security token has expired"))
    } else {
        Ok(())
    }
}

fn denied(message: impl AsRef<str>) -> ApiError {
    ApiError::rest(403, "AccessDenied", message)
}

fn check_time(time: KeyTime, now: i64) -> Result<(), ApiError> {
    if time.end < now {
        return Err(denied("Request has expired"));
    }
    if time.start > now.saturating_add(TOLERANCE) {
        let message = format!("the signature starts {} seconds after the server time {now}", time.start - now);
        return Err(ApiError::rest(403, "RequestTimeTooSkewed", message));
    }
    Ok(())
}

/// The fields of a signature, as claimed by the client.
struct Claim {
    secret_id: String,
    time: KeyTime,
    header_list: String,
    param_list: String,
    signature: String,
    /// Whether the fields are in the query, as in a presigned URL.
    in_query: bool,
}

impl Claim {
    /// Reads the fields from the `Authorization` header, or from the query where there is no header.
    fn of(request: &ReceivedRequest) -> Result<Self, ApiError> {
        let header = request.header("authorization");
        let in_query = header.is_empty();
        // Lists are percent-encoded once in the header, and twice in the query.
        let fields = if in_query { request.query_parameters() } else { header_pairs(&header) };
        Self::read(&fields, in_query).map_err(|problem| denied(format!("the request is not signed: {problem}")))
    }

    fn read(fields: &[(String, String)], in_query: bool) -> Result<Self, String> {
        let field = |name: &str| {
            let found = fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
            found.ok_or_else(|| format!("missing field {name}"))
        };
        if field("q-sign-algorithm")? != "sha1" {
            return Err("q-sign-algorithm must be sha1".to_owned());
        }
        let time = field("q-key-time")?;
        if field("q-sign-time")? != time {
            return Err("q-sign-time and q-key-time must be equal".to_owned());
        }
        Ok(Self {
            secret_id: field("q-ak")?,
            time: key_time(&time).ok_or("q-key-time must be START;END in Unix seconds")?,
            header_list: field("q-header-list")?,
            param_list: field("q-url-param-list")?,
            signature: field("q-signature")?,
            in_query,
        })
    }

    /// Returns the query without the fields of the signature, and without a token that was appended unsigned.
    fn params(&self, request: &ReceivedRequest) -> Vec<(String, String)> {
        let listed = listed(&self.param_list);
        let is_field = |key: &str| key.starts_with("q-") || (key == TOKENS[0] && !listed.contains(key));
        request.query_parameters().into_iter().filter(|(key, _)| !(self.in_query && is_field(key))).collect()
    }

    fn check_lists(&self, request: &ReceivedRequest, host: Host) -> Result<(), ApiError> {
        let headers = listed(&self.header_list);
        let is_sent = |name: &&str| *name == "host" || request.headers.contains_key(*name);
        let length = Some("content-length").filter(|_| host.is_of_bucket());
        let mut required = ["host", "content-type"].into_iter().chain(length).filter(is_sent);
        if let Some(name) = required.find(|name| !headers.contains(*name)) {
            return Err(denied(format!("the header {name} must be signed")));
        }
        let params = listed(&self.param_list);
        match self.params(request).iter().find(|(key, _)| !params.contains(listed_key(key).as_str())) {
            Some((key, _)) => Err(denied(format!("the query parameter {key:?} must be signed"))),
            None => Ok(()),
        }
    }

    /// Compares the signature, and the lists of signed names: a listed name that is not in the request was not signed.
    fn compare(&self, request: &ReceivedRequest, key: &Credentials) -> Result<(), ApiError> {
        let parts = self.signed_parts(request);
        let signed = self.sign(&parts, key);
        let lists_match = (&self.header_list, &self.param_list) == (&signed.header_list, &signed.param_list);
        if lists_match && self.signature == signed.signature {
            return Ok(());
        }
        let signed = shown(signed, &parts.path);
        let lists = if lists_match { "" } else { " The lists of signed names do not match the request." };
        let reason = mismatch("HttpString", &signed, &self.signature, self.guesses(request, key));
        let message = format!("The signature does not match the request and the key.{lists}");
        Err(ApiError::rest(403, "SignatureDoesNotMatch", message).explained(&reason))
    }

    fn signed_parts(&self, request: &ReceivedRequest) -> SignedParts {
        let names = listed(&self.header_list).into_iter().map(decode);
        let values = |name: String| request.header_values(&name).map(move |value| (name.clone(), value)).collect();
        let headers: Vec<(String, String)> = names.flat_map(|name| -> Vec<_> { values(name) }).collect();
        SignedParts {
            method: request.method.clone(),
            path: decode(&request.path),
            params: self.params(request),
            headers,
        }
    }

    fn sign(&self, parts: &SignedParts, key: &Credentials) -> Signed {
        let SignedParts { method, path, params, headers } = parts;
        cos::sign(key.secret_id(), key.secret_key(), self.time, method, path, params, headers)
    }

    /// Returns what the client may have signed instead.
    fn guesses(&self, request: &ReceivedRequest, key: &Credentials) -> impl Iterator<Item = Guess> {
        let changed = MISTAKES.iter().map(move |(mistake, apply)| {
            let mut parts = self.signed_parts(request);
            apply(&mut parts, request);
            (*mistake, shown(self.sign(&parts, key), &parts.path))
        });
        let keys = KEY_MISTAKES.iter().map(move |(mistake, apply)| {
            let key = Credentials::new(key.secret_id(), apply(key.secret_key()));
            let parts = self.signed_parts(request);
            (*mistake, shown(self.sign(&parts, &key), &parts.path))
        });
        changed.chain(keys)
    }

    /// Checks the token. A temporary key without its token has the error of an unknown key.
    fn check_token(&self, request: &ReceivedRequest, key: &Credentials) -> Result<(), ApiError> {
        let mut tokens: Vec<_> = TOKENS.iter().flat_map(|name| request.header_values(name)).collect();
        if self.in_query {
            tokens.extend(
                request.query_parameters().into_iter().filter(|(key, _)| key == TOKENS[0]).map(|(_, value)| value),
            );
        }
        let matches = match key.token() {
            Some(token) => !tokens.is_empty() && tokens.iter().all(|value| value == token),
            None => tokens.is_empty(),
        };
        let message = "the security token does not belong to this key";
        if matches { Ok(()) } else { Err(ApiError::rest(403, "InvalidAccessKeyId", message)) }
    }
}

/// Returns the texts of a signature. A line break in the path is escaped: all other parts are encoded.
fn shown(signed: Signed, path: &str) -> SigningTexts {
    let Signed { http_string, string_to_sign, signature, .. } = signed;
    let canonical_request = http_string.replacen(path, &on_one_line(path), 1);
    SigningTexts { canonical_request, string_to_sign, signature }
}

fn header_pairs(header: &str) -> Vec<(String, String)> {
    let parts = header.split('&').filter_map(|part| part.split_once('='));
    parts.map(|(key, value)| (key.trim().to_owned(), value.to_owned())).collect()
}

fn key_time(text: &str) -> Option<KeyTime> {
    let (start, end) = text.split_once(';')?;
    let time = KeyTime { start: start.parse().ok()?, end: end.parse().ok()? };
    (time.start <= time.end).then_some(time)
}

fn listed(list: &str) -> BTreeSet<&str> {
    list.split(';').filter(|key| !key.is_empty()).collect()
}

/// Encodes a key as in the lists.
fn listed_key(key: &str) -> String {
    encode(key).to_ascii_lowercase()
}
