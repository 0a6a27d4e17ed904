//! Parsing of custom endpoints.

use super::Endpoint;

fn parsed(address: &str) -> String {
    match Endpoint::custom(address) {
        Ok(endpoint) => format!("{}://{}{}", endpoint.scheme.text(), endpoint.service, endpoint.base),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn parses_scheme_host_port_and_path() {
    for (address, expected) in [
        ("https://ims.example.com", "https://ims.example.com"),
        ("https://IMS.Example.com/", "https://ims.example.com"),
        ("https://ims.example.com:443/base/", "https://ims.example.com/base"),
        ("https://ims.example.com:8443/base", "https://ims.example.com:8443/base"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://127.0.0.1:443", "http://127.0.0.1:443"),
        ("http://[::1]:8080/a/b", "http://[::1]:8080/a/b"),
        ("https://{service}.{region}.example.com", "https://{service}.{region}.example.com"),
        ("https://example.com/{bucket}", "https://example.com/{bucket}"),
    ] {
        assert_eq!(parsed(address), expected);
    }
}

#[test]
fn rejects_anything_else() {
    for bad in [
        "",
        "ims.example.com",
        "ftp://ims.example.com",
        "HTTPS://ims.example.com",
        "https://",
        "https:///base",
        "https://user@example.com",
        "https://user:pass@example.com",
        "https://example.com:x",
        "https://example.com?query",
        "https://example.com/?query",
        "https://example.com/base#part",
        "https://example.com/a/../b",
        "https://example.com/.",
        "https://example.com/%2e%2e/b",
        "https://example.com/a b",
        "https://exa mple.com",
        "https://example.com\r\nx: y",
        "https://example.com/\r\nx",
        "https://ex\u{e4}mple.com",
        "https://{action}.example.com",
        "https://{service.example.com",
        "https://example.com/{action}",
        "https://a,b.example.com",
        "https://example.com\\@evil.example",
    ] {
        let error = Endpoint::custom(bad).expect_err(bad);
        assert!(error.to_string().starts_with("invalid endpoint "), "{error}");
    }
}
