//! Percent-encoding as the COS signature defines it: strictly RFC 3986.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;

/// All but the unreserved characters of RFC 3986. Unlike in a browser's `encodeURIComponent`, `! ' ( ) *` are encoded.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// [`RESERVED`] without the separators of a path.
const IN_PATH: &AsciiSet = &RESERVED.remove(b'/');

/// [`RESERVED`] without the separators of a query. An encoded `%` is encoded again.
const IN_QUERY: &AsciiSet = &RESERVED.remove(b'&').remove(b'=');

/// Percent-encodes the UTF-8 bytes of `text`: all but `A-Z a-z 0-9 - _ . ~`, with upper-case hexadecimal.
///
/// ```
/// # use tencentcloud_runtime::sign::encode;
/// assert_eq!(encode("imageMogr2/thumbnail/!50p"), "imageMogr2%2Fthumbnail%2F%2150p");
/// assert_eq!(encode("a b+c"), "a%20b%2Bc");
/// ```
pub fn encode(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, RESERVED).into()
}

/// Percent-encodes a decoded path for a URL: like [`encode`], but keeps `/`.
///
/// ```
/// # use tencentcloud_runtime::sign::encode_path;
/// assert_eq!(encode_path("/example(腾讯云)"), "/example%28%E8%85%BE%E8%AE%AF%E4%BA%91%29");
/// ```
pub fn encode_path(path: &str) -> Cow<'_, str> {
    utf8_percent_encode(path, IN_PATH).into()
}

/// Appends the result of [`encode`] to `to` without an allocation.
pub(super) fn push(to: &mut String, text: &str) {
    to.extend(utf8_percent_encode(text, RESERVED));
}

/// Percent-encodes a query but keeps its `&` and `=`.
pub(super) fn values(query: &str) -> Cow<'_, str> {
    utf8_percent_encode(query, IN_QUERY).into()
}

/// Returns a key in its signed form: encoded first, then lower-cased, so that the hexadecimal is lower-case too, unlike
/// in a value. The reverse order is the most frequent mistake in implementations of this signature.
pub(super) fn key(name: &str) -> Cow<'_, str> {
    let mut key = encode(name);
    if key.bytes().any(|byte| byte.is_ascii_uppercase()) {
        key.to_mut().make_ascii_lowercase();
    }
    key
}

#[cfg(test)]
mod tests {
    use super::{encode, encode_path, key, values};
    use std::borrow::Cow;

    #[test]
    fn keeps_only_unreserved_characters() {
        let is_unreserved = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(byte);
        for byte in 0..=127_u8 {
            let expected = if is_unreserved(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
            assert_eq!(encode(&char::from(byte).to_string()), expected);
        }
    }

    #[test]
    fn text_is_encoded_as_utf_8() {
        assert_eq!(encode("腾é🦀"), "%E8%85%BE%C3%A9%F0%9F%A6%80");
    }

    #[test]
    fn a_path_keeps_only_its_separators() {
        assert_eq!(encode_path("/a b/c+d?e%2Ff"), "/a%20b/c%2Bd%3Fe%252Ff");
    }

    #[test]
    fn a_query_keeps_only_its_separators() {
        assert_eq!(values("a=1;2&b=x%2fy/"), "a=1%3B2&b=x%252fy%2F");
    }

    #[test]
    fn keys_are_lower_cased_after_encoding() {
        assert_eq!(key("imageMogr2/thumbnail/!50p"), "imagemogr2%2fthumbnail%2f%2150p");
        assert_eq!(key("Ä"), "%c3%84");
    }

    #[test]
    fn unchanged_text_is_borrowed() {
        assert!(matches!(key("x-cos-acl"), Cow::Borrowed(_)));
        assert!(matches!(encode_path("/image/auditing"), Cow::Borrowed(_)));
    }
}
