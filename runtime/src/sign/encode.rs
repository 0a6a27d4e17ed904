//! Percent-encoding as the COS signature defines it, which is RFC 3986 to the letter.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;

/// Encodes all but RFC 3986's unreserved characters. `! ' ( ) *`, which a browser's `encodeURIComponent` leaves, are
/// encoded too.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The separators of a path stay.
const IN_PATH: &AsciiSet = &RESERVED.remove(b'/');

/// The separators of a query stay. A text that is encoded already has its `%` encoded once more.
const IN_QUERY: &AsciiSet = &RESERVED.remove(b'&').remove(b'=');

/// Percent-encodes the UTF-8 bytes of `text`: all but `A-Z a-z 0-9 - _ . ~`, with upper-case hexadecimal.
///
/// ```
/// use tencentcloud_runtime::sign::encode;
///
/// assert_eq!(encode("imageMogr2/thumbnail/!50p"), "imageMogr2%2Fthumbnail%2F%2150p");
/// assert_eq!(encode("a b+c"), "a%20b%2Bc");
/// ```
pub fn encode(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, RESERVED).into()
}

/// [`encode`], but `/` stays: a decoded path as it goes into a URL.
///
/// ```
/// use tencentcloud_runtime::sign::encode_path;
///
/// assert_eq!(encode_path("/exampleobject(腾讯云)"), "/exampleobject%28%E8%85%BE%E8%AE%AF%E4%BA%91%29");
/// ```
pub fn encode_path(path: &str) -> Cow<'_, str> {
    utf8_percent_encode(path, IN_PATH).into()
}

/// [`encode`] at the end of `to`, without a text of its own.
pub(super) fn push(to: &mut String, text: &str) {
    to.extend(utf8_percent_encode(text, RESERVED));
}

/// [`encode`] for the values of a query whose `&` and `=` are in place.
pub(super) fn values(query: &str) -> Cow<'_, str> {
    utf8_percent_encode(query, IN_QUERY).into()
}

/// A key as it is signed: first encoded, then lower-cased, so that the hexadecimal is lower-case too, unlike in a
/// value. The other order is the most frequent mistake in implementations of this signature.
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
    fn only_unreserved_characters_stay() {
        let stay = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(byte);
        for byte in 0..=127_u8 {
            let expected = if stay(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
            assert_eq!(encode(&char::from(byte).to_string()), expected);
        }
    }

    #[test]
    fn text_is_encoded_as_utf_8() {
        assert_eq!(encode("腾é🦀"), "%E8%85%BE%C3%A9%F0%9F%A6%80");
    }

    #[test]
    fn a_path_keeps_its_separators_only() {
        assert_eq!(encode_path("/a b/c+d?e%2Ff"), "/a%20b/c%2Bd%3Fe%252Ff");
    }

    #[test]
    fn a_query_keeps_its_separators_only() {
        assert_eq!(values("a=1;2&b=x%2fy/"), "a=1%3B2&b=x%252fy%2F");
    }

    #[test]
    fn keys_are_lower_cased_after_encoding() {
        assert_eq!(key("imageMogr2/thumbnail/!50p"), "imagemogr2%2fthumbnail%2f%2150p");
        assert_eq!(key("Ä"), "%c3%84");
    }

    #[test]
    fn what_needs_no_change_is_not_copied() {
        assert!(matches!(key("x-cos-acl"), Cow::Borrowed(_)));
        assert!(matches!(encode_path("/image/auditing"), Cow::Borrowed(_)));
    }
}
