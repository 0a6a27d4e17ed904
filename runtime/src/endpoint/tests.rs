//! Parsing of custom endpoints.

use super::Endpoint;
use super::address::HOSTILE;

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
    let templates = [
        "https://{action}.example.com",
        "https://{service.example.com",
        "https://service}.example.com",
        "https://{service}@evil.example",
        "https://example.com:{service}",
        "https://example.com:80{region}",
        "https://[{region}]",
        "https://-{service}.example.com",
        "https://example.com/{action}",
        "https://example.com/a/../b",
    ];
    for bad in HOSTILE.iter().copied().chain(templates) {
        let error = Endpoint::custom(bad).expect_err(bad).to_string();
        assert!(error.starts_with("invalid endpoint: ") && !error.contains("pass"), "{bad}: {error}");
    }
}
