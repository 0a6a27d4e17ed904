//! Signatures of reqsign, and adjusted signatures for comparison.

use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use reqsign_core::{Context, SignRequest};
use reqsign_tencent_cos::{Credential, RequestSigner};
use sha1::{Digest, Sha1};
use tencentcloud_runtime::http;
use tencentcloud_runtime::sign::cos::{self, KeyTime, Signed};

use super::random::Request;
use super::{ID, KEY};

/// A signature of reqsign.
pub struct Reference {
    pub authorization: String,
    pub key_time: KeyTime,
}

impl Reference {
    /// Signs in the header, or in a URL that is valid for `seconds`.
    pub async fn sign(request: &Request, seconds: Option<u64>) -> Self {
        let builder = http::Request::builder().method(request.method).uri(request.url());
        let add = |builder: http::request::Builder, (name, value): &(String, String)| builder.header(name, value);
        let (mut head, ()) = request.headers.iter().fold(builder, add).body(()).expect("a request").into_parts();
        let credential = Credential { secret_id: ID.to_owned(), secret_key: KEY.to_owned(), ..Credential::default() };
        let expires = seconds.map(Duration::from_secs);
        let signing = RequestSigner::new();
        signing.sign_request(&Context::new(), &mut head, Some(&credential), expires).await.expect("a signature");
        let authorization = match seconds {
            None => head.headers["authorization"].to_str().expect("text").to_owned(),
            Some(_) => {
                let uri = head.uri.to_string();
                uri[uri.find("q-sign-algorithm=").expect("a signature")..].to_owned()
            }
        };
        Self { key_time: key_time(&authorization), authorization }
    }
}

fn key_time(authorization: &str) -> KeyTime {
    let (start, end) = field(authorization, "q-sign-time").split_once(';').expect("two times");
    KeyTime { start: start.parse().expect("a time"), end: end.parse().expect("a time") }
}

pub fn field<'a>(authorization: &'a str, name: &str) -> &'a str {
    let mut fields = authorization.split('&').filter_map(|field| field.split_once('='));
    fields.find(|(key, _)| *key == name).map_or("", |(_, value)| value)
}

pub fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().expect("UTF-8").into_owned()
}

/// A signature of this crate, with upper-case escapes in the query keys.
pub struct Adjusted {
    pub authorization: String,
}

impl Adjusted {
    pub fn of(ours: &Signed, key_time: KeyTime) -> Self {
        // Split from the end: the path can contain line breaks, later lines cannot.
        let mut lines = ours.http_string.rsplitn(4, '\n').skip(1);
        let (headers, params, start) = (lines.next(), lines.next(), lines.next());
        let (headers, params, start) = (headers.expect("headers"), params.expect("a query"), start.expect("a path"));
        let params: Vec<_> =
            params.split('&').map(|param| uppercase_escapes(param, param.find('=').unwrap_or(0))).collect();
        let text = format!("{start}\n{}\n{headers}\n", params.join("&"));
        let hash = hex(&Sha1::digest(text));
        let key = cos::sign_key(KEY, key_time);
        let mut mac = Hmac::<Sha1>::new_from_slice(key.as_bytes()).expect("a key");
        mac.update(format!("sha1\n{key_time}\n{hash}\n").as_bytes());
        let signature = hex(&mac.finalize().into_bytes());
        let list = uppercase_escapes(&ours.param_list, ours.param_list.len());
        let authorization = ours.authorization.replace(&ours.signature, &signature);
        let authorization = authorization
            .replace(&format!("&q-url-param-list={}&", ours.param_list), &format!("&q-url-param-list={list}&"));
        Self { authorization }
    }
}

/// Converts the escapes before `end` to upper case.
fn uppercase_escapes(text: &str, end: usize) -> String {
    let mut text = text.to_owned();
    let escapes: Vec<_> = text[..end].match_indices('%').map(|(at, _)| at).collect();
    for at in escapes {
        let digits = text[at + 1..at + 3].to_ascii_uppercase();
        text.replace_range(at + 1..at + 3, &digits);
    }
    text
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
