//! Recognizes requests that a web page may have sent through a browser on this machine.
//!
//! A page reaches the server by its address, or by a name of the page's own that resolves to it (DNS rebinding). It can set
//! neither `Host` nor `Origin`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::host::is_port;
use crate::request::ReceivedRequest;

const ORIGIN: &str =
    "requests of web pages are refused: the request has an `Origin`, or a `Sec-Fetch-Site` of another site";
const HOST: &str = "expected one `Host` header, with `localhost` or the IP address of the server";

/// Refuses a request with the marks of a browser that acts for a page.
pub(crate) fn check_sender(request: &ReceivedRequest) -> Result<(), &'static str> {
    let of_other_site = request.header_values("sec-fetch-site").any(|site| site != "none");
    if request.headers.contains_key("origin") || of_other_site { Err(ORIGIN) } else { Ok(()) }
}

/// Refuses a request that reached the server, which listens on `address`, by a name that others control.
pub(crate) fn check_host(request: &ReceivedRequest, address: IpAddr) -> Result<(), &'static str> {
    match &request.addressed_to {
        Some(host) if is_own(host, address) => Ok(()),
        _ => Err(HOST),
    }
}

fn is_own(host: &str, address: IpAddr) -> bool {
    let end = host.find(']').map_or_else(|| host.find(':'), |end| Some(end + 1)).unwrap_or(host.len());
    let (name, port) = host.split_at(end);
    let has_port = port.strip_prefix(':').is_some_and(is_port);
    let is_own_ip = |ip: IpAddr| ip.is_loopback() || ip == address || address.is_unspecified();
    (port.is_empty() || has_port) && (name.eq_ignore_ascii_case("localhost") || ip(name).is_some_and(is_own_ip))
}

/// Parses an IP address in its usual form, unlike `127.1` and `0x7f000001`.
fn ip(name: &str) -> Option<IpAddr> {
    let in_brackets = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    match in_brackets {
        Some(address) => address.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
        None => name.parse::<Ipv4Addr>().ok().map(IpAddr::V4),
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::is_own;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn the_server_knows_its_own_names() {
        let loopback = address("127.0.0.1");
        for host in ["localhost", "LocalHost:80", "127.0.0.1", "127.0.0.1:65535", "127.0.0.2:1", "[::1]", "[::1]:80"] {
            assert!(is_own(host, loopback), "{host}");
        }
        assert!(is_own("192.0.2.1:80", address("192.0.2.1")));
        assert!(is_own("[2001:db8::1]", address("2001:db8::1")));
        assert!(is_own("192.0.2.7", address("0.0.0.0")) && is_own("[2001:db8::7]:80", address("::")));
    }

    #[test]
    fn names_that_others_control_are_foreign() {
        let hosts = [
            "",
            ":80",
            "example.com",
            "localhost.example.com",
            "localhost.",
            "127.0.0.1.example.com",
            "127.0.0.1.",
            "127.1",
            "127.0.0.01",
            "2130706433",
            "0x7f.0.0.1",
            "0x7f000001:80",
            "192.0.2.1",
            "169.254.169.254",
            "0.0.0.0",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::1",
            "::1",
            "[[::1]]",
            "[::1]x",
            "[127.0.0.1]",
            "localhost@example.com",
            "localhost:80@example.com",
            "user@localhost",
            "localhost:",
            "localhost:0",
            "localhost:+80",
            "localhost:080",
            "localhost:80:80",
            "localhost:65536",
            "loc\u{ad}alhost",
            "ⓛocalhost",
            "１２７.0.0.1",
        ];
        for host in hosts {
            assert!(!is_own(host, address("127.0.0.1")), "{host}");
        }
        assert!(!is_own("example.com", address("0.0.0.0")));
    }
}
