//! `q-sign-algorithm=sha1`, on the hosts of a bucket.
//!
//! The rules are those of a bucket in strict mode: host, content type, content length and the whole query must be
//! signed, where an ordinary bucket leaves to the client what it signs.

use std::collections::BTreeSet;

use codegen_model::route::decode;
use tencentcloud_runtime::Credentials;
use tencentcloud_runtime::sign::cos::{self, KeyTime, Signed};
use tencentcloud_runtime::sign::encode;

use super::Keys;
use super::explain::{Guess, Texts, mismatch};
use super::tc3::KEY_MISTAKES;
use crate::received::Received;
use crate::refusal::Refusal;

/// How far a signature may begin in the future, in seconds.
const TOLERANCE: i64 = 900;

/// The names under which a token travels. The ci host documents the second, and takes either.
const TOKENS: [&str; 2] = ["x-cos-security-token", "x-ci-security-token"];

pub(super) fn verify(keys: &Keys, request: &Received, now: i64) -> Result<(), Refusal> {
    let claim = Claim::of(request)?;
    let unknown = || Refusal::rest(403, "InvalidAccessKeyId", "The server knows no key with this secret id.");
    let key = keys.find(&claim.secret_id).ok_or_else(unknown)?;
    check_time(claim.time, now)?;
    claim.check_lists(request)?;
    claim.compare(request, key)?;
    claim.check_token(request, key)
}

fn denied(message: impl Into<String>) -> Refusal {
    Refusal::rest(403, "AccessDenied", message)
}

fn check_time(time: KeyTime, now: i64) -> Result<(), Refusal> {
    if time.end < now {
        return Err(denied("Request has expired"));
    }
    if time.start > now.saturating_add(TOLERANCE) {
        let message = format!("The signature begins {} seconds after the server's time {now}.", time.start - now);
        return Err(Refusal::rest(403, "RequestTimeTooSkewed", message));
    }
    Ok(())
}

/// What the fields of a signature claim.
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
    /// Reads the `Authorization` header, or, where there is none, the query.
    fn of(request: &Received) -> Result<Self, Refusal> {
        let header = request.header("authorization");
        let in_query = header.is_empty();
        // In the header the lists stand as they are compared; in the query they are encoded once more.
        let fields = if in_query { request.pairs() } else { raw_pairs(&header) };
        Self::read(&fields, in_query).map_err(|problem| denied(format!("The request is not signed: {problem}")))
    }

    fn read(fields: &[(String, String)], in_query: bool) -> Result<Self, String> {
        let field = |name: &str| {
            let found = fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
            found.ok_or_else(|| format!("the field {name} is missing"))
        };
        if field("q-sign-algorithm")? != "sha1" {
            return Err("q-sign-algorithm must be sha1".to_owned());
        }
        let time = field("q-key-time")?;
        if field("q-sign-time")? != time {
            return Err("q-sign-time and q-key-time must be the same".to_owned());
        }
        Ok(Self {
            secret_id: field("q-ak")?,
            time: key_time(&time).ok_or("q-key-time must be two times in Unix seconds, START;END")?,
            header_list: field("q-header-list")?,
            param_list: field("q-url-param-list")?,
            signature: field("q-signature")?,
            in_query,
        })
    }

    /// The query without the fields of the signature, and without a token that was appended unsigned.
    fn params(&self, request: &Received) -> Vec<(String, String)> {
        let listed = listed(&self.param_list);
        let is_field = |key: &str| key.starts_with("q-") || (key == TOKENS[0] && !listed.contains(key));
        request.pairs().into_iter().filter(|(key, _)| !(self.in_query && is_field(key))).collect()
    }

    fn check_lists(&self, request: &Received) -> Result<(), Refusal> {
        let headers = listed(&self.header_list);
        let sent = |name: &&str| *name == "host" || request.headers.contains_key(*name);
        let mut required = ["host", "content-type", "content-length"].into_iter().filter(sent);
        if let Some(name) = required.find(|name| !headers.contains(*name)) {
            return Err(denied(format!("The header {name} must be among the signed ones.")));
        }
        let params = listed(&self.param_list);
        match self.params(request).iter().find(|(key, _)| !params.contains(listed_key(key).as_str())) {
            Some((key, _)) => Err(denied(format!("The query parameter {key:?} must be among the signed ones."))),
            None => Ok(()),
        }
    }

    /// The lists are compared too: one that names what is not there is not what was signed.
    fn compare(&self, request: &Received, key: &Credentials) -> Result<(), Refusal> {
        let signed = self.sign(&self.sent(request), key);
        let lists = (&self.header_list, &self.param_list) == (&signed.header_list, &signed.param_list);
        if lists && self.signature == signed.signature {
            return Ok(());
        }
        let lists = if lists { "" } else { "The lists are not those of what was sent. " };
        let reason = mismatch("The HttpString", &signed.into(), &self.signature, self.guesses(request, key));
        let message = format!("The signature is not the one of this request and this key. {lists}{reason}");
        Err(Refusal::rest(403, "SignatureDoesNotMatch", message))
    }

    fn sent(&self, request: &Received) -> Sent {
        let names = listed(&self.header_list).into_iter().map(decode);
        let values = |name: String| request.header_values(&name).map(move |value| (name.clone(), value)).collect();
        let headers: Vec<(String, String)> = names.flat_map(|name| -> Vec<_> { values(name) }).collect();
        Sent { method: request.method.clone(), path: decode(&request.path), params: self.params(request), headers }
    }

    fn sign(&self, sent: &Sent, key: &Credentials) -> Signed {
        let Sent { method, path, params, headers } = sent;
        cos::sign(key.secret_id(), key.secret_key(), self.time, method, path, params, headers)
    }

    /// What the client may have signed instead.
    fn guesses(&self, request: &Received, key: &Credentials) -> impl Iterator<Item = Guess> {
        let changed = MISTAKES.iter().map(move |(why, change)| {
            let mut sent = self.sent(request);
            change(&mut sent, request);
            (*why, self.sign(&sent, key).into())
        });
        let keys = KEY_MISTAKES.iter().map(move |(why, change)| {
            let key = Credentials::new(key.secret_id(), change(key.secret_key()));
            (*why, self.sign(&self.sent(request), &key).into())
        });
        changed.chain(keys)
    }

    /// A temporary key is no key without its token, and object storage says so.
    fn check_token(&self, request: &Received, key: &Credentials) -> Result<(), Refusal> {
        let mut sent: Vec<_> = TOKENS.iter().flat_map(|name| request.header_values(name)).collect();
        if self.in_query {
            sent.extend(request.pairs().into_iter().filter(|(key, _)| key == TOKENS[0]).map(|(_, value)| value));
        }
        let fits = match key.token() {
            Some(token) => !sent.is_empty() && sent.iter().all(|value| value == token),
            None => sent.is_empty(),
        };
        let message = "The security token is not the one of this key.";
        if fits { Ok(()) } else { Err(Refusal::rest(403, "InvalidAccessKeyId", message)) }
    }
}

/// What is signed of a request, decoded.
struct Sent {
    method: String,
    path: String,
    params: Vec<(String, String)>,
    headers: Vec<(String, String)>,
}

impl From<Signed> for Texts {
    fn from(signed: Signed) -> Self {
        let Signed { http_string: request, string_to_sign: to_sign, signature, .. } = signed;
        Self { request, to_sign, signature }
    }
}

type Mistake = (&'static str, fn(&mut Sent, &Received));

/// What clients sign by mistake.
const MISTAKES: [Mistake; 8] = [
    ("the path had been percent-decoded before it was signed", |sent, request| sent.path.clone_from(&request.path)),
    ("the path had been decoded once and not twice", |sent, _| sent.path = decode(&sent.path)),
    ("the query had been left out", |sent, _| sent.params.clear()),
    ("the values of the query had been encoded once and not twice", |sent, _| {
        sent.params.iter_mut().for_each(|(_, value)| *value = encode(value).into_owned());
    }),
    ("the values of the headers had been encoded once and not twice", |sent, _| {
        sent.headers.iter_mut().for_each(|(_, value)| *value = encode(value).into_owned());
    }),
    ("no header had been signed", |sent, _| sent.headers.clear()),
    ("the method had been GET", |sent, _| "GET".clone_into(&mut sent.method)),
    ("the method had been PUT", |sent, _| "PUT".clone_into(&mut sent.method)),
];

fn raw_pairs(header: &str) -> Vec<(String, String)> {
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

/// A key as the lists have it.
fn listed_key(key: &str) -> String {
    encode(key).to_ascii_lowercase()
}
