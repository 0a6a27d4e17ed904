//! `q-sign-algorithm=sha1`, the signature of COS and Cloud Infinite.
//!
//! Algorithm: <https://cloud.tencent.com/document/product/436/7778>.

use super::{encode, hex, hmac, trim};
use sha1::{Digest, Sha1};
use std::borrow::Cow;
use std::fmt;

/// No parameters or no headers: a typed alternative to an empty `&[]`.
pub const NONE: &[(&str, &str)] = &[];

/// The validity of a signature, in Unix seconds. The server tolerates clocks that are 15 minutes apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyTime {
    /// The first second.
    pub start: i64,
    /// The last second.
    pub end: i64,
}

/// A signature and the texts that it was computed from.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed {
    /// The request in the form that is hashed.
    pub http_string: String,
    /// The text that is signed; its third line is the hash of [`http_string`](Self::http_string).
    pub string_to_sign: String,
    /// The signature in hexadecimal.
    pub signature: String,
    /// The value of the `Authorization` header. For a URL see [`presigned_query`].
    pub authorization: String,
    /// The signed headers: encoded, in lower case, sorted, joined with `;`.
    pub header_list: String,
    /// The signed query parameters, in the same form.
    pub param_list: String,
}

/// Returns whether a header is part of the signature.
///
/// A bucket in strict mode rejects a request whose type or length is not signed. Other headers that affect the request
/// are signed too, as in the official SDKs. Proxies may change any other header, which would break the signature.
pub fn is_signed(header: &str) -> bool {
    let is = |name: &&str| header.eq_ignore_ascii_case(name);
    let begins = |with: &&str| header.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    ["host", "content-type", "content-length", "content-md5", "pic-operations"].iter().any(is)
        || ["x-cos-", "x-ci-"].iter().any(begins)
}

/// Signs a request.
///
/// `path` is decoded and starts with `/`. `params` and `headers` are the ones to sign, decoded and in any order; a
/// query key without `=` has an empty value. A bucket in strict mode rejects a request whose `Content-Type`,
/// `Content-Length` or query is not signed.
///
/// ```
/// # use tencentcloud_runtime::sign::cos::{self, KeyTime};
/// let key_time = KeyTime { start: 1_557_989_151, end: 1_557_996_351 };
/// let params = [("image_process", "")];
/// let signed = cos::sign("AKIDEXAMPLE", "secret", key_time, "POST", "/cat.png", &params, cos::NONE);
/// assert_eq!(signed.http_string, "post\n/cat.png\nimage_process=\n\n");
/// ```
pub fn sign(
    secret_id: &str,
    secret_key: &str,
    key_time: KeyTime,
    method: &str,
    path: &str,
    params: &[(impl AsRef<str>, impl AsRef<str>)],
    headers: &[(impl AsRef<str>, impl AsRef<str>)],
) -> Signed {
    let params = params.iter().map(|(key, value)| (encode::key(key.as_ref()), value.as_ref()));
    let headers = headers.iter().map(|(name, value)| (encode::key(name.as_ref()), trim(value.as_ref())));
    let mut text = String::with_capacity(path.len() + 256);
    text.extend(method.chars().map(|letter| letter.to_ascii_lowercase()));
    text.extend(["\n", path, "\n"]);
    let param_list = push_section(&mut text, params.collect());
    let header_list = push_section(&mut text, headers.collect());
    finish(secret_id, secret_key, key_time, text, header_list, param_list)
}

fn finish(
    secret_id: &str,
    secret_key: &str,
    key_time: KeyTime,
    http_string: String,
    header_list: String,
    param_list: String,
) -> Signed {
    let string_to_sign = format!("sha1\n{key_time}\n{}\n", hex(&Sha1::digest(&http_string)));
    let key = sign_key(secret_key, key_time);
    let signature = hex(&hmac::<Sha1>(key.as_bytes(), string_to_sign.as_bytes()));
    let authorization = format!(
        "q-sign-algorithm=sha1&q-ak={secret_id}&q-sign-time={key_time}&q-key-time={key_time}\
         &q-header-list={header_list}&q-url-param-list={param_list}&q-signature={signature}"
    );
    Signed { http_string, string_to_sign, signature, authorization, header_list, param_list }
}

/// Returns the signing key. The hexadecimal text itself is the key, not the bytes that it represents.
#[doc(hidden)]
pub fn sign_key(secret_key: &str, key_time: KeyTime) -> String {
    hex(&hmac::<Sha1>(secret_key.as_bytes(), key_time.to_string().as_bytes()))
}

/// Returns the signature as query parameters, to append to the signed query.
///
/// `q-url-param-list` and `q-header-list` contain encoded keys, which are encoded again as values of a query: `%2f` in
/// the `Authorization` header is `%252f` in the URL. The server decodes the query once, then compares the lists.
///
/// With a temporary key, the URL also needs `x-cos-security-token`. Pass it to [`sign`] as a parameter, or append it
/// unsigned: the server accepts both.
pub fn presigned_query(signed: &Signed) -> String {
    encode::values(&signed.authorization).into_owned()
}

/// Appends `key=value&…` and a line break, and returns the list of keys. Keys are sorted in encoded form. A repeated
/// key is listed for each value, with the values sorted before encoding, as in the official Go SDK.
fn push_section(text: &mut String, mut entries: Vec<(Cow<'_, str>, &str)>) -> String {
    entries.sort_unstable();
    let mut list = String::with_capacity(entries.len() * 16);
    for (index, (key, value)) in entries.iter().enumerate() {
        if index > 0 {
            text.push('&');
            list.push(';');
        }
        list.push_str(key);
        text.push_str(key);
        text.push('=');
        encode::push(text, value);
    }
    text.push('\n');
    list
}

impl fmt::Display for KeyTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{};{}", self.start, self.end)
    }
}

impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed")
            .field("header_list", &self.header_list)
            .field("param_list", &self.param_list)
            .field("string_to_sign", &self.string_to_sign)
            .finish_non_exhaustive()
    }
}
