//! Addresses of servers: a scheme, a host with an optional port, and a path, each checked by itself.
//!
//! Parsers disagree about unusual addresses, so that the host that is signed could differ from the host that is
//! connected to. Only addresses that every parser reads alike are accepted. Messages never quote an address, because it
//! may contain a password.

use std::net::{Ipv4Addr, Ipv6Addr};

use http::uri::Uri;

/// The longest name in the DNS, and the longest part of it.
const MAX_HOST: usize = 253;
const MAX_LABEL: usize = 63;

const PORT: &str = "invalid port, expected a number from 1 to 65535";
const HOST: &str = "invalid host, expected a name of letters, digits, `-`, `_` and `.`, or an IP address";

/// The scheme of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    Http,
    Https,
}

impl Scheme {
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }

    pub(super) const fn port(self) -> &'static str {
        match self {
            Self::Http => ":80",
            Self::Https => ":443",
        }
    }
}

/// Splits `https://example.com:8443/base` into the scheme, the host with its port, and the path, without checking the
/// latter two.
pub(super) fn split(address: &str) -> Result<(Scheme, &str, &str), &'static str> {
    let (scheme, rest) = address.split_once("://").ok_or("missing scheme, expected `https://…`")?;
    let scheme = match scheme {
        "https" => Scheme::Https,
        "http" => Scheme::Http,
        _ => return Err("expected the scheme `https` or `http`"),
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    Ok((scheme, authority, path))
}

/// Checks a host with an optional port, as this module and the parsers of URIs read it.
pub(super) fn check(authority: &str) -> Result<(), &'static str> {
    let (host, port) = check_parts(authority)?;
    let uri: Uri = format!("https://{authority}/").parse().map_err(|_| HOST)?;
    let read = (uri.host(), uri.port_u16(), uri.authority().map(http::uri::Authority::as_str));
    if read != (Some(host), port, Some(authority)) || !transport_reads(authority, host) {
        return Err(HOST);
    }
    Ok(())
}

/// Returns the host and the port, without consulting the parsers of URIs.
pub(super) fn check_parts(authority: &str) -> Result<(&str, Option<u16>), &'static str> {
    if authority.contains(['@', '%', '\\']) {
        return Err("user information and escapes are not allowed");
    }
    let end = authority.find(']').map(|end| end + 1).or_else(|| authority.find(':'));
    let (host, port) = authority.split_at(end.unwrap_or(authority.len()));
    check_host(host)?;
    let port = if port.is_empty() { None } else { Some(parse_port(port)?) };
    Ok((host, port))
}

/// Parses `:8443`. A sign or a leading zero, which some parsers accept, is an error.
fn parse_port(port: &str) -> Result<u16, &'static str> {
    let digits = port.strip_prefix(':').filter(|digits| digits.starts_with(|first| matches!(first, '1'..='9')));
    digits.and_then(|digits| digits.parse().ok()).ok_or(PORT)
}

fn check_host(host: &str) -> Result<(), &'static str> {
    let is_valid = match host.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').is_some_and(|address| address.parse::<Ipv6Addr>().is_ok()),
        None => is_name(host) && (!ends_in_number(host) || host.parse::<Ipv4Addr>().is_ok()),
    };
    if is_valid { Ok(()) } else { Err(HOST) }
}

fn is_name(host: &str) -> bool {
    let named = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_label = |label: &str| {
        (1..=MAX_LABEL).contains(&label.len())
            && label.bytes().all(named)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.len() <= MAX_HOST && host.split('.').all(is_label)
}

/// Returns whether the last label is a number, which makes the host an IPv4 address for some parsers: `127.1`, `0x7f.1`.
fn ends_in_number(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    let hexadecimal = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    hexadecimal.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
        || last.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether `reqwest`, which has a parser of its own, reads the same host. It rejects names that are not valid in
/// Punycode.
#[cfg(feature = "reqwest")]
fn transport_reads(authority: &str, host: &str) -> bool {
    let url = ::reqwest::Url::parse(&format!("https://{authority}/"));
    // An IPv6 address has many forms.
    url.is_ok_and(|url| url.host_str().is_some_and(|read| read.eq_ignore_ascii_case(host) || host.starts_with('[')))
}

#[cfg(not(feature = "reqwest"))]
fn transport_reads(_: &str, _: &str) -> bool {
    true
}

/// Addresses that every user of this module must reject.
#[cfg(test)]
pub(super) const HOSTILE: &[&str] = &[
    "",
    "://",
    "example.com",
    "//example.com",
    "https:example.com",
    "https:/example.com",
    "ftp://example.com",
    "file:///etc/passwd",
    "javascript://example.com",
    " https://example.com",
    "https ://example.com",
    "HTTPS://example.com",
    "https://",
    "https:///base",
    "https://:443",
    // User information.
    "https://user@example.com",
    "https://user:pass@example.com",
    "https://user:pass@example.com:443",
    "https://:@example.com:443",
    "https://@example.com",
    "https://example.com@",
    "https://example.com:80@evil.example",
    "https://example.com:80@evil.example:443",
    "https://user%40example.com",
    "https://user:pass%40example.com:443",
    "https://user%3apass%40evil.example",
    "https://example.com\\@evil.example",
    "https://example.com%5C@evil.example",
    "https://example.com%00.evil.example",
    "https:\\\\example.com",
    "https://example.com\\base",
    // Ports.
    "https://example.com:",
    "https://example.com:x",
    "https://example.com:0",
    "https://example.com:00",
    "https://example.com:080",
    "https://example.com:+80",
    "https://example.com:-1",
    "https://example.com: 80",
    "https://example.com:65536",
    "https://example.com:99999",
    "https://example.com:18446744073709551617",
    "https://example.com:80:80",
    "https://example.com:٨٠",
    "https://[::1]:",
    "https://[::1]:0",
    "https://[::1]80",
    // Names.
    "https://.",
    "https://..",
    "https://example..com",
    "https://.example.com",
    "https://example.com.",
    "https://-example.com",
    "https://example-.com",
    "https://exa mple.com",
    "https://a,b.example.com",
    "https://a;b.example.com",
    "https://example.com!",
    "https://*.example.com",
    "https://exämple.com",
    "https://例子.example",
    "https://example。com",
    "https://example.com\u{ff20}evil.example",
    "https://ex\u{ad}ample.com",
    "https://ex\u{202e}ample.com",
    "https://ex\u{200b}ample.com",
    "https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example",
    // IP addresses.
    "https://127.1",
    "https://2130706433",
    "https://0x7f000001",
    "https://0x7f.0.0.1",
    "https://127.0.0.0x1",
    "https://127.0.0.01",
    "https://256.0.0.1",
    "https://1.2.3.4.5",
    "https://127.0.0.1.",
    "https://[::1",
    "https://::1",
    "https://[]",
    "https://[:]",
    "https://[::1]x",
    "https://x[::1]",
    "https://[[::1]]",
    "https://[::g]",
    "https://[1:2:3:4:5:6:7:8:9]",
    "https://[127.0.0.1]",
    "https://[example.com]",
    "https://[v1.x]",
    "https://[fe80::1%eth0]",
    "https://[fe80::1%25eth0]",
    // Line breaks, tabs and the rest of a URL.
    "https://example.com\t",
    "https://exa\tmple.com",
    "https://example.com\n",
    "https://example.com\r\nx: y",
    "https://example.com\0",
    "https://example.com\u{85}",
    "https://example.com/\r\nx",
    "https://example.com/a\tb",
    "https://example.com?query",
    "https://example.com/?query",
    "https://example.com#part",
    "https://example.com/#part",
    "https://example.com#@evil.example",
    "https://example.com?@evil.example",
    "https://example.com/a b",
    "https://example.com/%2e%2e/b",
    "https://example.com/..",
    "https://example.com/./b",
    "https://example.com/a@b",
    "https://example.com/a:b",
    "https://example.com/a\\b",
];

#[cfg(test)]
mod tests {
    use super::{check, check_parts};

    #[test]
    fn reads_host_and_port() {
        for (authority, host, port) in [
            ("example.com", "example.com", None),
            ("a_b-c.example.com:1", "a_b-c.example.com", Some(1)),
            ("localhost:65535", "localhost", Some(65535)),
            ("127.0.0.1:8080", "127.0.0.1", Some(8080)),
            ("0x7f.example", "0x7f.example", None),
            ("1.example", "1.example", None),
            ("[::1]:80", "[::1]", Some(80)),
            ("[2001:db8:0:0:0:0:0:1]", "[2001:db8:0:0:0:0:0:1]", None),
            ("[::ffff:127.0.0.1]", "[::ffff:127.0.0.1]", None),
            ("xn--fsqu00a.example", "xn--fsqu00a.example", None),
        ] {
            assert_eq!((check(authority), check_parts(authority)), (Ok(()), Ok((host, port))), "{authority}");
        }
        let longest = ["a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(61)].join(".");
        assert!(check(&longest).is_ok() && check(&format!("{longest}e")).is_err());
    }

    #[cfg(feature = "reqwest")]
    #[test]
    fn a_name_must_be_valid_for_the_transport() {
        assert!(check("xn--a.example").is_err());
    }
}
