//! `TC3-HMAC-SHA256`, on the hosts of API 3.0.

use tencentcloud_runtime::Credentials;
use tencentcloud_runtime::sign::tc3::{Signed, Tc3, UNSIGNED_PAYLOAD, UNSIGNED_PAYLOAD_HASH, payload_hash};
use tencentcloud_runtime::sign::utc_date;

use super::{Keys, computed};
use crate::fault::Fault;
use crate::received::Received;

/// How far the clocks may be apart, in seconds.
const TOLERANCE: u64 = 300;

pub(super) fn verify(keys: &Keys, request: &Received, service: &str, now: i64) -> Result<(), Fault> {
    let authorization = request.header("authorization");
    let claim = Claim::parse(&authorization).ok_or_else(|| invalid_authorization(&authorization))?;
    let timestamp = timestamp(request, now)?;
    let unknown = || Fault::action("AuthFailure.SecretIdNotFound", "The server knows no key with this secret id.");
    let key = keys.find(claim.secret_id).ok_or_else(unknown)?;
    claim.check_scope(timestamp, service)?;
    claim.check_headers(request)?;
    claim.compare(&claim.sign(request, key, timestamp))?;
    check_token(request, key)
}

fn invalid_authorization(header: &str) -> Fault {
    let what = if header.is_empty() { "is missing" } else { "does not have the form of this signature" };
    let form = "TC3-HMAC-SHA256 Credential=ID/DATE/SERVICE/tc3_request, SignedHeaders=NAMES, Signature=HEX";
    Fault::action("AuthFailure.InvalidAuthorization", format!("The header Authorization {what}: {form}"))
}

fn timestamp(request: &Received, now: i64) -> Result<i64, Fault> {
    let header = request.header("x-tc-timestamp");
    let missing = || Fault::action("MissingParameter", "The header X-TC-Timestamp must hold the time in Unix seconds.");
    let timestamp: i64 = header.parse().map_err(|_| missing())?;
    let apart = timestamp.abs_diff(now);
    if apart > TOLERANCE {
        let message = format!("X-TC-Timestamp is {apart} seconds away from the server's time {now}; 300 are allowed.");
        return Err(Fault::action("AuthFailure.SignatureExpire", message));
    }
    Ok(timestamp)
}

fn failure(message: impl Into<String>) -> Fault {
    Fault::action("AuthFailure.SignatureFailure", message)
}

fn check_token(request: &Received, key: &Credentials) -> Result<(), Fault> {
    let sent = request.header("x-tc-token");
    if sent == key.token().unwrap_or_default() {
        return Ok(());
    }
    Err(Fault::action("AuthFailure.TokenFailure", "The header X-TC-Token is not the token of this key."))
}

/// What an `Authorization` header claims.
struct Claim<'a> {
    secret_id: &'a str,
    date: &'a str,
    service: &'a str,
    /// The signed headers, as they are listed.
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

    fn check_scope(&self, timestamp: i64, service: &str) -> Result<(), Fault> {
        let Self { date, service: claimed, .. } = *self;
        let day = utc_date(timestamp);
        if date != day {
            return Err(failure(format!(
                "The credential is scoped to {date}, while X-TC-Timestamp is of {day} in UTC."
            )));
        }
        if claimed != service {
            return Err(failure(format!("The credential is scoped to {claimed:?}, while the host is of {service:?}.")));
        }
        Ok(())
    }

    fn check_headers(&self, request: &Received) -> Result<(), Fault> {
        if let Some(name) = ["content-type", "host"].iter().find(|name| !self.headers.contains(name)) {
            return Err(failure(format!("The header {name} must be among the signed ones.")));
        }
        if !self.headers.is_sorted_by(|left, right| left < right) {
            return Err(failure("The signed headers must be sorted, each listed once."));
        }
        match self.headers.iter().find(|name| request.header_values(name).count() != 1) {
            Some(name) => Err(failure(format!("The signed header {name} must be there, and once."))),
            None => Ok(()),
        }
    }

    fn sign(&self, request: &Received, key: &Credentials, timestamp: i64) -> Signed {
        let values: Vec<_> = self.headers.iter().map(|name| request.header(name)).collect();
        let headers: Vec<_> = self.headers.iter().copied().zip(values.iter().map(String::as_str)).collect();
        let payload = match request.header("x-tc-content-sha256").as_str() {
            UNSIGNED_PAYLOAD => UNSIGNED_PAYLOAD_HASH.to_owned(),
            _ => payload_hash(&request.body),
        };
        let (secret_id, secret_key) = (key.secret_id(), key.secret_key());
        let signer = Tc3 { secret_id, secret_key, service: self.service, timestamp };
        signer.sign(&request.method, &request.path, &request.query, &headers, &payload)
    }

    fn compare(&self, signed: &Signed) -> Result<(), Fault> {
        if self.signature == signed.signature {
            return Ok(());
        }
        let texts = computed("The canonical request", &signed.canonical_request, &signed.string_to_sign);
        Err(failure(format!("The signature is not the one of this request and this key. {texts}")))
    }
}
