//! Verifies `TC3-HMAC-SHA256`, the signature of API 3.0.

use tencentcloud_runtime::Credentials;
use tencentcloud_runtime::sign::tc3::{Signed, Tc3};
use tencentcloud_runtime::sign::utc_date;

use super::explain::{Guess, KEY_MISTAKES, SigningTexts, mismatch};
use super::keys::{Keys, is_expired};
use super::tc3_parts::{MISTAKES, SignedParts};
use crate::api_error::ApiError;
use crate::request::ReceivedRequest;

/// The maximum difference of the clocks, in seconds.
const TOLERANCE: u64 = 300;

pub(super) fn verify(keys: &Keys, request: &ReceivedRequest, service: &str, now: i64) -> Result<(), ApiError> {
    let authorization = request.header("authorization");
    let claim = Claim::parse(&authorization).ok_or_else(|| invalid_authorization(&authorization))?;
    let timestamp = timestamp(request, now)?;
    let unknown = || ApiError::action("AuthFailure.SecretIdNotFound", "the server has no key with this secret id");
    let key = keys.find(claim.secret_id).ok_or_else(unknown)?;
    claim.check_scope(timestamp, service)?;
    claim.check_headers(request)?;
    claim.compare(request, &key, timestamp)?;
    check_token(request, &key, now)
}

fn invalid_authorization(header: &str) -> ApiError {
    let problem = if header.is_empty() { "missing" } else { "invalid" };
    let format = "TC3-HMAC-SHA256 Credential=ID/DATE/SERVICE/tc3_request, SignedHeaders=NAMES, Signature=HEX";
    ApiError::action("AuthFailure.InvalidAuthorization", format!("{problem} header Authorization: expected {format}"))
}

fn timestamp(request: &ReceivedRequest, now: i64) -> Result<i64, ApiError> {
    let header = request.header("x-tc-timestamp");
    let invalid = |_| ApiError::action("MissingParameter", "X-TC-Timestamp must be the time in Unix seconds");
    let timestamp: i64 = header.parse().map_err(invalid)?;
    let difference = timestamp.abs_diff(now);
    if difference > TOLERANCE {
        let message = format!(
            "X-TC-Timestamp differs from the server time {now} by {difference} seconds; at most {TOLERANCE} are allowed"
        );
        return Err(ApiError::action("AuthFailure.SignatureExpire", message));
    }
    Ok(timestamp)
}

fn failure(message: impl AsRef<str>) -> ApiError {
    ApiError::action("AuthFailure.SignatureFailure", message)
}

fn check_token(request: &ReceivedRequest, key: &Credentials, now: i64) -> Result<(), ApiError> {
    let failure = |message: &str| Err(ApiError::action("AuthFailure.TokenFailure", message));
    match request.header("x-tc-token") {
        token if token != key.token().unwrap_or_default() => failure("X-TC-Token does not belong to this key"),
        _ if is_expired(key, now) => failure("X-TC-Token has expired"),
        _ => Ok(()),
    }
}

/// The fields of an `Authorization` header, as claimed by the client.
struct Claim<'a> {
    secret_id: &'a str,
    date: &'a str,
    service: &'a str,
    /// The names of the signed headers, in the order of the list.
    headers: Vec<&'a str>,
    signature: &'a str,
}

impl<'a> Claim<'a> {
    fn parse(header: &'a str) -> Option<Self> {
        let fields = header.strip_prefix("TC3-HMAC-SHA256 ")?;
        let mut fields = fields.splitn(3, ',').map(str::trim);
        let credential = fields.next()?.strip_prefix("Credential=")?;
        let headers = fields.next()?.strip_prefix("SignedHeaders=")?.split(';').collect();
        let signature = fields.next()?.strip_prefix("Signature=")?;
        let (credential, terminator) = credential.rsplit_once('/')?;
        let (credential, service) = credential.rsplit_once('/')?;
        let (secret_id, date) = credential.rsplit_once('/')?;
        (terminator == "tc3_request").then_some(Self { secret_id, date, service, headers, signature })
    }

    fn check_scope(&self, timestamp: i64, service: &str) -> Result<(), ApiError> {
        let Self { date, service: claimed, .. } = *self;
        let day = utc_date(timestamp);
        if date != day {
            return Err(failure(format!(
                "the credential scope has the date {date}, but X-TC-Timestamp is on {day} in UTC"
            )));
        }
        if claimed != service {
            return Err(failure(format!(
                "the credential scope has the service {claimed:?}, but the host has {service:?}"
            )));
        }
        Ok(())
    }

    fn check_headers(&self, request: &ReceivedRequest) -> Result<(), ApiError> {
        if let Some(name) = ["content-type", "host"].iter().find(|name| !self.headers.contains(name)) {
            return Err(failure(format!("the header {name} must be signed")));
        }
        if !self.headers.is_sorted_by(|left, right| left < right) {
            return Err(failure("the signed headers must be sorted and unique"));
        }
        match self.headers.iter().find(|name| request.header_values(name).count() != 1) {
            Some(name) => Err(failure(format!("the signed header {name} must occur exactly once"))),
            None => Ok(()),
        }
    }

    fn compare(&self, request: &ReceivedRequest, key: &Credentials, timestamp: i64) -> Result<(), ApiError> {
        let signed = self.sign(&SignedParts::of(request, &self.headers), key, timestamp);
        if self.signature == signed.signature {
            return Ok(());
        }
        let guesses = self.guesses(request, key, timestamp);
        let reason = mismatch("Canonical request", &signed.into(), self.signature, guesses);
        Err(failure("The signature does not match the request and the key.").explained(&reason))
    }

    fn sign(&self, parts: &SignedParts, key: &Credentials, timestamp: i64) -> Signed {
        let headers: Vec<_> = parts.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let (secret_id, secret_key) = (key.secret_id(), key.secret_key());
        let signer = Tc3 { secret_id, secret_key, service: self.service, timestamp };
        signer.sign(&parts.method, &parts.path, &parts.query, &headers, &parts.payload_hash)
    }

    /// Returns what the client may have signed instead.
    fn guesses(&self, request: &ReceivedRequest, key: &Credentials, timestamp: i64) -> impl Iterator<Item = Guess> {
        let changed = MISTAKES.iter().map(move |(mistake, apply)| {
            let mut parts = SignedParts::of(request, &self.headers);
            apply(&mut parts, request);
            (*mistake, self.sign(&parts, key, timestamp).into())
        });
        let keys = KEY_MISTAKES.iter().map(move |(mistake, apply)| {
            let key = Credentials::new(key.secret_id(), apply(key.secret_key()));
            (*mistake, self.sign(&SignedParts::of(request, &self.headers), &key, timestamp).into())
        });
        changed.chain(keys)
    }
}

impl From<Signed> for SigningTexts {
    fn from(signed: Signed) -> Self {
        let Signed { canonical_request, string_to_sign, signature, .. } = signed;
        Self { canonical_request, string_to_sign, signature }
    }
}
