//! `q-sign-algorithm=sha1`, on the hosts of a bucket.
//!
//! The rules are those of a bucket in strict mode: host, content type, content length and the whole query must be
//! signed, where an ordinary bucket leaves to the client what it signs.

use std::collections::BTreeSet;

use codegen::route::decode;
use tencentcloud_runtime::Credentials;
use tencentcloud_runtime::sign::cos::{self, KeyTime, Signed};
use tencentcloud_runtime::sign::encode;

use super::{Keys, computed};
use crate::fault::Fault;
use crate::received::Received;

/// How far a signature may begin in the future, in seconds.
const TOLERANCE: i64 = 900;

/// The names under which a token travels. The ci host documents the second, and takes either.
const TOKENS: [&str; 2] = ["x-cos-security-token", "x-ci-security-token"];

pub(super) fn verify(keys: &Keys, request: &Received, now: i64) -> Result<(), Fault> {
    let claim = Claim::of(request)?;
    let unknown = || Fault::rest(403, "InvalidAccessKeyId", "The server knows no key with this secret id.");
    let key = keys.find(&claim.secret_id).ok_or_else(unknown)?;
    check_time(claim.time, now)?;
    claim.check_lists(request)?;
    claim.compare(&claim.sign(request, key))?;
    claim.check_token(request, key)
}

fn denied(message: impl Into<String>) -> Fault {
    Fault::rest(403, "AccessDenied", message)
}

fn check_time(time: KeyTime, now: i64) -> Result<(), Fault> {
    if time.end < now {
        return Err(denied("Request has expired"));
    }
    if time.start > now.saturating_add(TOLERANCE) {
        let message = format!("The signature begins {} seconds after the server's time {now}.", time.start - now);
        return Err(Fault::rest(403, "RequestTimeTooSkewed", message));
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
    fn of(request: &Received) -> Result<Self, Fault> {
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

    fn check_lists(&self, request: &Received) -> Result<(), Fault> {
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

    fn sign(&self, request: &Received, key: &Credentials) -> Signed {
        let names = listed(&self.header_list).into_iter().map(decode);
        let values = |name: String| request.header_values(&name).map(move |value| (name.clone(), value)).collect();
        let headers: Vec<(String, String)> = names.flat_map(|name| -> Vec<_> { values(name) }).collect();
        let (id, secret, path) = (key.secret_id(), key.secret_key(), decode(&request.path));
        cos::sign(id, secret, self.time, &request.method, &path, &self.params(request), &headers)
    }

    /// The lists are compared too: one that names what is not there is not what was signed.
    fn compare(&self, signed: &Signed) -> Result<(), Fault> {
        let lists = (&self.header_list, &self.param_list) == (&signed.header_list, &signed.param_list);
        if lists && self.signature == signed.signature {
            return Ok(());
        }
        let texts = computed("The HttpString", &signed.http_string, &signed.string_to_sign);
        let message = format!("The signature is not the one of this request and this key. {texts}");
        Err(Fault::rest(403, "SignatureDoesNotMatch", message))
    }

    /// A temporary key is no key without its token, and object storage says so.
    fn check_token(&self, request: &Received, key: &Credentials) -> Result<(), Fault> {
        let mut sent: Vec<_> = TOKENS.iter().flat_map(|name| request.header_values(name)).collect();
        if self.in_query {
            sent.extend(request.pairs().into_iter().filter(|(key, _)| key == TOKENS[0]).map(|(_, value)| value));
        }
        let fits = match key.token() {
            Some(token) => !sent.is_empty() && sent.iter().all(|value| value == token),
            None => sent.is_empty(),
        };
        let message = "The security token is not the one of this key.";
        if fits { Ok(()) } else { Err(Fault::rest(403, "InvalidAccessKeyId", message)) }
    }
}

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
