//! `TC3-HMAC-SHA256`, the signature of API 3.0.
//!
//! Algorithm: <https://cloud.tencent.com/document/api/213/30654>.

use super::{hex, hmac, trim, utc_date};
use sha2::{Digest, Sha256};
use std::fmt;

/// The value of the `X-TC-Content-SHA256` header if the body is not part of the signature.
pub const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

/// The payload hash to sign in that case: the SHA-256 of [`UNSIGNED_PAYLOAD`].
pub const UNSIGNED_PAYLOAD_HASH: &str = "438d4109ef0d676b8c2c7ed13cdfcb418e494d53b843d4634ce3b1085f07bb96";

/// The payload hash of a request without a body, such as every `GET`.
pub const EMPTY_PAYLOAD_HASH: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

const ALGORITHM: &str = "TC3-HMAC-SHA256";
const TERMINATOR: &str = "tc3_request";

/// The signer: the credentials, the service and the time.
#[derive(Clone, Copy)]
pub struct Tc3<'a> {
    /// The SecretId.
    pub secret_id: &'a str,
    /// The SecretKey.
    pub secret_key: &'a str,
    /// The service, such as `ims`. It does not depend on the endpoint.
    pub service: &'a str,
    /// Unix seconds, equal to the `X-TC-Timestamp` header.
    pub timestamp: i64,
}

/// A signature and the texts that it was computed from.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed {
    /// The request in the form that is hashed.
    pub canonical_request: String,
    /// The text that is signed; its last line is the hash of [`canonical_request`](Self::canonical_request).
    pub string_to_sign: String,
    /// The signature in hexadecimal.
    pub signature: String,
    /// The value of the `Authorization` header.
    pub authorization: String,
}

/// The keys derived from a secret key, down to the signing key.
#[doc(hidden)]
pub struct Keys {
    pub date: [u8; 32],
    pub service: [u8; 32],
    pub signing: [u8; 32],
}

impl Tc3<'_> {
    /// Signs a request.
    ///
    /// `uri` and `query` are the path and the query exactly as sent. `headers` are the headers to sign, at least
    /// `content-type` and `host`: names in lower case and sorted, values as sent. `payload_hash` is [`payload_hash`] of
    /// the body, or [`UNSIGNED_PAYLOAD_HASH`].
    pub fn sign(&self, method: &str, uri: &str, query: &str, headers: &[(&str, &str)], payload_hash: &str) -> Signed {
        let names = signed_headers(headers);
        let fields = canonical_headers(headers);
        let canonical_request = [method, uri, query, &fields, &names, payload_hash].join("\n");
        self.finish(canonical_request, &names)
    }

    fn finish(&self, canonical_request: String, names: &str) -> Signed {
        let Self { secret_id, secret_key, service, timestamp } = *self;
        let date = utc_date(timestamp);
        let scope = format!("{date}/{service}/{TERMINATOR}");
        let hash = payload_hash(canonical_request.as_bytes());
        let string_to_sign = format!("{ALGORITHM}\n{timestamp}\n{scope}\n{hash}");
        let keys = Keys::derive(secret_key, &date, service);
        let signature = hex(&hmac::<Sha256>(&keys.signing, string_to_sign.as_bytes()));
        let authorization =
            format!("{ALGORITHM} Credential={secret_id}/{scope}, SignedHeaders={names}, Signature={signature}");
        Signed { canonical_request, string_to_sign, signature, authorization }
    }
}

impl Keys {
    /// Derives the keys for a date (`YYYY-MM-DD`) and a service.
    pub fn derive(secret_key: &str, date: &str, service: &str) -> Self {
        let secret = format!("TC3{secret_key}");
        let date = hmac::<Sha256>(secret.as_bytes(), date.as_bytes());
        let service = hmac::<Sha256>(&date, service.as_bytes());
        let signing = hmac::<Sha256>(&service, TERMINATOR.as_bytes());
        Self { date: date.into(), service: service.into(), signing: signing.into() }
    }
}

/// Returns the SHA-256 of a body in hexadecimal.
pub fn payload_hash(body: &[u8]) -> String {
    hex(&Sha256::digest(body))
}

fn signed_headers(headers: &[(&str, &str)]) -> String {
    let mut names = String::with_capacity(64);
    for (index, (name, _)) in headers.iter().enumerate() {
        if index > 0 {
            names.push(';');
        }
        names.push_str(name);
    }
    names
}

/// Returns one line per header, each with its line break.
fn canonical_headers(headers: &[(&str, &str)]) -> String {
    let mut lines = String::with_capacity(128);
    for (name, value) in headers {
        lines.push_str(name);
        lines.push(':');
        push_value(&mut lines, name, trim(value));
        lines.push('\n');
    }
    lines
}

/// Appends a header value in lower case, except that of `content-type`.
///
/// The documentation lower-cases every value. The official SDKs, which sign only `content-type` and `host`, leave
/// `content-type` as sent. No published vector distinguishes the two: they differ only if a content type has capitals,
/// as a multipart boundary may. This follows the SDKs, which send most of the requests that the server sees.
fn push_value(lines: &mut String, name: &str, value: &str) {
    if name == "content-type" {
        lines.push_str(value);
    } else {
        lines.extend(value.chars().map(|letter| letter.to_ascii_lowercase()));
    }
}

impl fmt::Debug for Tc3<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tc3")
            .field("secret_id", &self.secret_id)
            .field("service", &self.service)
            .field("timestamp", &self.timestamp)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed").field("string_to_sign", &self.string_to_sign).finish_non_exhaustive()
    }
}
