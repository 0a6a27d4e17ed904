//! `TC3-HMAC-SHA256`, on the hosts of API 3.0.

use tencentcloud_runtime::Credentials;
use tencentcloud_runtime::sign::tc3::{
    EMPTY_PAYLOAD_HASH, Signed, Tc3, UNSIGNED_PAYLOAD, UNSIGNED_PAYLOAD_HASH, payload_hash,
};
use tencentcloud_runtime::sign::utc_date;

use super::Keys;
use super::explain::{Guess, Texts, mismatch};
use crate::received::Received;
use crate::refusal::Refusal;

/// How far the clocks may be apart, in seconds.
const TOLERANCE: u64 = 300;

pub(super) fn verify(keys: &Keys, request: &Received, service: &str, now: i64) -> Result<(), Refusal> {
    let authorization = request.header("authorization");
    let claim = Claim::parse(&authorization).ok_or_else(|| invalid_authorization(&authorization))?;
    let timestamp = timestamp(request, now)?;
    let unknown = || Refusal::action("AuthFailure.SecretIdNotFound", "The server knows no key with this secret id.");
    let key = keys.find(claim.secret_id).ok_or_else(unknown)?;
    claim.check_scope(timestamp, service)?;
    claim.check_headers(request)?;
    claim.compare(request, key, timestamp)?;
    check_token(request, key)
}

fn invalid_authorization(header: &str) -> Refusal {
    let what = if header.is_empty() { "is missing" } else { "does not have the form of this signature" };
    let form = "TC3-HMAC-SHA256 Credential=ID/DATE/SERVICE/tc3_request, SignedHeaders=NAMES, Signature=HEX";
    Refusal::action("AuthFailure.InvalidAuthorization", format!("The header Authorization {what}: {form}"))
}

fn timestamp(request: &Received, now: i64) -> Result<i64, Refusal> {
    let header = request.header("x-tc-timestamp");
    let missing =
        || Refusal::action("MissingParameter", "The header X-TC-Timestamp must hold the time in Unix seconds.");
    let timestamp: i64 = header.parse().map_err(|_| missing())?;
    let apart = timestamp.abs_diff(now);
    if apart > TOLERANCE {
        let message = format!("X-TC-Timestamp is {apart} seconds away from the server's time {now}; 300 are allowed.");
        return Err(Refusal::action("AuthFailure.SignatureExpire", message));
    }
    Ok(timestamp)
}

fn failure(message: impl Into<String>) -> Refusal {
    Refusal::action("AuthFailure.SignatureFailure", message)
}

fn check_token(request: &Received, key: &Credentials) -> Result<(), Refusal> {
    let sent = request.header("x-tc-token");
    if sent == key.token().unwrap_or_default() {
        return Ok(());
    }
    Err(Refusal::action("AuthFailure.TokenFailure", "The header X-TC-Token is not the token of this key."))
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

    fn check_scope(&self, timestamp: i64, service: &str) -> Result<(), Refusal> {
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

    fn check_headers(&self, request: &Received) -> Result<(), Refusal> {
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

    fn compare(&self, request: &Received, key: &Credentials, timestamp: i64) -> Result<(), Refusal> {
        let sent = Sent::of(request, &self.headers);
        let signed = self.sign(&sent, key, timestamp);
        if self.signature == signed.signature {
            return Ok(());
        }
        let guesses = self.guesses(request, key, timestamp);
        let reason = mismatch("The canonical request", &signed.into(), self.signature, guesses);
        Err(failure(format!("The signature is not the one of this request and this key. {reason}")))
    }

    fn sign(&self, sent: &Sent, key: &Credentials, timestamp: i64) -> Signed {
        let headers: Vec<_> = sent.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let (secret_id, secret_key) = (key.secret_id(), key.secret_key());
        let signer = Tc3 { secret_id, secret_key, service: self.service, timestamp };
        signer.sign(&sent.method, &sent.path, &sent.query, &headers, &sent.payload)
    }

    /// What the client may have signed instead.
    fn guesses(&self, request: &Received, key: &Credentials, timestamp: i64) -> impl Iterator<Item = Guess> {
        let changed = MISTAKES.iter().map(move |(why, change)| {
            let mut sent = Sent::of(request, &self.headers);
            change(&mut sent, request);
            (*why, self.sign(&sent, key, timestamp).into())
        });
        let keys = KEY_MISTAKES.iter().map(move |(why, change)| {
            let key = Credentials::new(key.secret_id(), change(key.secret_key()));
            (*why, self.sign(&Sent::of(request, &self.headers), &key, timestamp).into())
        });
        changed.chain(keys)
    }
}

impl From<Signed> for Texts {
    fn from(signed: Signed) -> Self {
        let Signed { canonical_request: request, string_to_sign: to_sign, signature, .. } = signed;
        Self { request, to_sign, signature }
    }
}

/// What is signed of a request.
struct Sent {
    method: String,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    payload: String,
}

impl Sent {
    fn of(request: &Received, headers: &[&str]) -> Self {
        let payload = match &*request.header("x-tc-content-sha256") {
            UNSIGNED_PAYLOAD => UNSIGNED_PAYLOAD_HASH.to_owned(),
            _ => payload_hash(&request.body),
        };
        let headers = headers.iter().map(|name| ((*name).to_owned(), request.header(name).into_owned())).collect();
        let Received { method, path, query, .. } = request;
        Self { method: method.clone(), path: path.clone(), query: query.clone(), headers, payload }
    }

    fn set(&mut self, header: &str, change: impl Fn(&str) -> String) {
        let found = self.headers.iter_mut().filter(|(name, _)| name == header);
        found.for_each(|(_, value)| *value = change(value));
    }
}

type Mistake = (&'static str, fn(&mut Sent, &Received));

/// What clients sign by mistake.
const MISTAKES: [Mistake; 11] = [
    ("the body had been left out of the signature", |sent, _| sent.payload = EMPTY_PAYLOAD_HASH.to_owned()),
    ("the header X-TC-Content-SHA256 said that the body is not signed", |sent, _| {
        sent.payload = UNSIGNED_PAYLOAD_HASH.to_owned();
    }),
    ("the body had been sent without the space around it", |sent, request| {
        sent.payload = payload_hash(request.body.trim_ascii());
    }),
    ("the content type had been sent as application/json", |sent, _| {
        sent.set("content-type", |_| "application/json".to_owned());
    }),
    ("the content type had been sent as application/json; charset=utf-8", |sent, _| {
        sent.set("content-type", |_| "application/json; charset=utf-8".to_owned());
    }),
    ("the host had been sent without its port", |sent, _| {
        sent.set("host", |host| host.split(':').next().unwrap_or_default().to_owned());
    }),
    ("the host had been sent with the port 443", |sent, _| sent.set("host", |host| format!("{host}:443"))),
    ("the path had been percent-decoded", |sent, _| sent.path = codegen_model::route::decode(&sent.path)),
    ("the path had been sent as /", |sent, _| "/".clone_into(&mut sent.path)),
    ("there had been no query", |sent, _| sent.query.clear()),
    ("the method had been GET", |sent, _| "GET".clone_into(&mut sent.method)),
];

type KeyMistake = (&'static str, fn(&str) -> String);

/// What clients do to keys that they read from a file.
pub(super) const KEY_MISTAKES: [KeyMistake; 3] = [
    ("the secret key had no line break behind it", |key| format!("{key}\n")),
    ("the secret key had no space behind it", |key| format!("{key} ")),
    ("the secret key had no space before it", |key| format!(" {key}")),
];
