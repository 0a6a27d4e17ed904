//! Rules that the published vectors do not cover, and the secrecy of `Debug`.

use super::cos::{self, KeyTime};
use super::tc3::{self, Tc3};
use super::{Hmac, KeyInit, Mac, hex, hmac, trim};
use sha1::Sha1;
use sha2::Sha256;

const KEY_TIME: KeyTime = KeyTime { start: 1, end: 2 };
const HASH: &str = tc3::EMPTY_PAYLOAD_HASH;

fn cos(params: &[(&str, &str)], headers: &[(&str, &str)]) -> cos::Signed {
    cos::sign("id", "confidential", KEY_TIME, "GET", "/a b/c", params, headers)
}

fn tc3<'a>() -> Tc3<'a> {
    Tc3 { secret_id: "id", secret_key: "confidential", service: "ims", timestamp: 1_551_113_065 }
}

#[test]
fn empty_sections_keep_their_line_break() {
    let signed = cos(cos::NONE, cos::NONE);
    assert_eq!(signed.http_string, "get\n/a b/c\n\n\n");
    assert!(signed.authorization.contains("&q-header-list=&q-url-param-list=&q-signature="));
}

#[test]
fn the_authorization_has_its_seven_fields_in_order() {
    let signed = cos(&[("Q", "1")], &[("Host", "h")]);
    let (fields, signature) = signed.authorization.rsplit_once('=').expect("a signature");
    let expected = "q-sign-algorithm=sha1&q-ak=id&q-sign-time=1;2&q-key-time=1;2\
        &q-header-list=host&q-url-param-list=q&q-signature";
    assert_eq!((fields, signature), (expected, &*signed.signature));
}

#[test]
fn hexadecimal_is_lower_case_in_keys_and_upper_case_in_values() {
    let signed = cos(&[("Watermark/1", "A/B*")], cos::NONE);
    assert_eq!(signed.http_string, "get\n/a b/c\nwatermark%2f1=A%2FB%2A\n\n");
    assert_eq!(signed.param_list, "watermark%2f1");
}

/// `%` sorts before letters and digits, `|` and `_` after them, so encoded keys sort differently from decoded ones.
#[test]
fn keys_sort_in_their_encoded_form() {
    let signed = cos(&[("b", "1"), ("a|", "2"), ("a1", "3"), ("A/", "4"), ("a", "5")], cos::NONE);
    assert_eq!(signed.http_string, "get\n/a b/c\na=5&a%2f=4&a%7c=2&a1=3&b=1\n\n");
    assert_eq!(signed.param_list, "a;a%2f;a%7c;a1;b");
}

#[test]
fn a_key_that_occurs_twice_is_listed_twice_with_its_values_sorted() {
    let signed = cos(&[("k", "b"), ("K", "~"), ("k", "/")], &[("x-cos-a", "2"), ("X-Cos-A", "1")]);
    assert_eq!(signed.http_string, "get\n/a b/c\nk=%2F&k=b&k=~\nx-cos-a=1&x-cos-a=2\n");
    assert_eq!((&*signed.param_list, &*signed.header_list), ("k;k;k", "x-cos-a;x-cos-a"));
}

#[test]
fn header_values_are_trimmed_and_parameters_are_not() {
    let signed = cos(&[("p", " v ")], &[("h", "\t v w ")]);
    assert_eq!(signed.http_string, "get\n/a b/c\np=%20v%20\nh=v%20w\n");
}

#[test]
fn owned_pairs_sign_like_borrowed_ones() {
    let owned = [("p".to_owned(), "v".to_owned())];
    let signed = cos::sign("id", "confidential", KEY_TIME, "get", "/a b/c", &owned, cos::NONE);
    assert!(signed == cos(&[("p", "v")], cos::NONE));
}

#[test]
fn tc3_lower_cases_every_value_but_the_content_type() {
    let headers = [
        ("content-type", " multipart/form-data; boundary=AbC\t"),
        ("host", "IMS.tencentcloudapi.com"),
        ("x-tc-action", " ImageModeration "),
    ];
    let signed = tc3().sign("POST", "/", "", &headers, HASH);
    let expected = "POST\n/\n\ncontent-type:multipart/form-data; boundary=AbC\n\
        host:ims.tencentcloudapi.com\nx-tc-action:imagemoderation\n\n\
        content-type;host;x-tc-action\n";
    assert_eq!(signed.canonical_request.strip_suffix(HASH), Some(expected));
}

#[test]
fn tc3_authorization() {
    let signed = tc3().sign("POST", "/", "", &[("content-type", "a"), ("host", "b")], HASH);
    let expected = "TC3-HMAC-SHA256 Credential=id/2019-02-25/ims/tc3_request, \
        SignedHeaders=content-type;host, Signature=";
    assert_eq!(signed.authorization.strip_prefix(expected), Some(&*signed.signature));
}

#[test]
fn debug_shows_neither_secret_nor_signature() {
    let tc3 = tc3();
    let signed = tc3.sign("POST", "/", "", &[("host", "h")], HASH);
    let cos = cos(&[("x-cos-security-token", "token-text")], cos::NONE);
    let printed = format!("{tc3:?} {signed:?} {cos:?}");
    for secret in ["confidential", "token-text", &signed.signature, &cos.signature] {
        assert!(!printed.contains(secret), "{secret} in {printed}");
    }
    assert!(printed.contains("TC3-HMAC-SHA256\\n1551113065"), "{printed}");
}

#[test]
fn hex_is_lower_case_and_keeps_leading_zeros() {
    assert_eq!(hex(&[0x00, 0x0a, 0xf0, 0xff]), "000af0ff");
    assert_eq!(hex(&[]), "");
}

/// RFC 2202 and RFC 4231: keys shorter than a block and longer.
#[test]
fn hmac_takes_keys_of_any_length() {
    let short = hmac::<Sha1>(b"Jefe", b"what do ya want for nothing?");
    assert_eq!(hex(&short), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    let message = b"Test Using Larger Than Block-Size Key - Hash Key First";
    let long = hmac::<Sha256>(&[0xaa; 131], message);
    assert_eq!(hex(&long), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

#[test]
fn the_key_block_matches_the_hmac_crate() {
    for length in [0, 1, 63, 64, 65, 200] {
        let key = vec![7; length];
        let mac = Hmac::<Sha256>::new_from_slice(&key).expect("a key of any length");
        let expected = mac.chain_update(b"message").finalize().into_bytes();
        assert_eq!(hmac::<Sha256>(&key, b"message"), expected, "a key of {length} bytes");
    }
}

#[test]
fn only_spaces_and_tabs_are_trimmed() {
    assert_eq!(trim(" \ta b\t "), "a b");
    assert_eq!(trim("\u{a0}a"), "\u{a0}a");
}

#[test]
fn the_headers_of_a_strict_bucket_are_signed() {
    for name in ["Host", "content-type", "Content-Length", "Content-MD5", "Pic-Operations", "x-cos-acl", "X-CI-Note"] {
        assert!(cos::is_signed(name), "{name}");
    }
    for name in ["date", "range", "cache-control", "user-agent", "x-cos", "x-amz-acl", "x-c\u{f6}s-a", ""] {
        assert!(!cos::is_signed(name), "{name}");
    }
}
