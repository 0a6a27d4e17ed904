//! Checks the addresses of proxies. The connector ignores an address that it cannot use, and sends without a proxy.

use http::Uri;

use crate::{Error, ErrorKind};

/// Pairs of variables, of which the first that is set counts, as in curl.
const VARIABLES: [[&str; 2]; 3] =
    [["HTTPS_PROXY", "https_proxy"], ["HTTP_PROXY", "http_proxy"], ["ALL_PROXY", "all_proxy"]];

const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

/// Checks the proxies that the environment names. Messages do not print an address, which may have a password.
pub(super) fn check_variables(read: impl Fn(&str) -> Option<String>) -> Result<(), Error> {
    // Set for CGI programs, where a request sets `HTTP_PROXY`: proxies are ignored then.
    if read("REQUEST_METHOD").is_some() {
        return Ok(());
    }
    for pair in VARIABLES {
        let set = pair.iter().find_map(|name| Some((name, read(name)?)));
        if let Some((name, address)) = set.filter(|(_, address)| !address.is_empty()) {
            usable(&address).map_err(|problem| invalid(format!("the variable `{name}` {problem}")))?;
        }
    }
    Ok(())
}

/// Checks a proxy that the application names.
pub(super) fn check(address: &str) -> Result<(), Error> {
    usable(address).map_err(|problem| invalid(format!("the proxy {problem}")))
}

fn invalid(message: String) -> Error {
    Error::new(ErrorKind::InvalidInput, message)
}

fn usable(address: &str) -> Result<(), String> {
    let malformed = || "is not the address of a proxy, expected `http://host:port`".to_owned();
    let uri: Uri = address.parse().map_err(|_| malformed())?;
    let authority = uri.authority().ok_or_else(malformed)?;
    let host_and_port = authority.as_str().rsplit('@').next().unwrap_or_default();
    let has_port = host_and_port == authority.host() || authority.port_u16().is_some();
    if authority.host().is_empty() || !has_port {
        return Err(malformed());
    }
    match uri.scheme_str() {
        None => Ok(()),
        Some(scheme) if SCHEMES.contains(&scheme) => Ok(()),
        Some(scheme) => Err(format!("has the scheme `{scheme}`, expected `http`, `https` or `socks5`")),
    }
}

#[cfg(test)]
mod tests {
    use super::check_variables;

    fn problem(variables: &[(&str, &str)]) -> Option<String> {
        let read =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        check_variables(read).err().map(|error| error.to_string())
    }

    #[test]
    fn usable_proxies_are_accepted() {
        for address in [
            "",
            "http://proxy:3128",
            "https://u:p@proxy",
            "socks5h://u:p@proxy:1080",
            "proxy:3128",
            "proxy",
            "http://[::1]:80/",
        ] {
            assert_eq!(problem(&[("HTTPS_PROXY", address)]), None, "{address}");
        }
        assert_eq!(problem(&[("HTTP_PROXY", ""), ("http_proxy", "no address")]), None, "the first counts");
        assert_eq!(problem(&[("HTTP_PROXY", "no address"), ("REQUEST_METHOD", "GET")]), None, "a CGI program");
        assert_eq!(problem(&[]), None);
    }

    #[test]
    fn other_proxies_are_refused_and_not_printed() {
        for name in ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
            for address in
                ["no address", "http://", "/path", ":3128", "http://u:hush@proxy:99999", "http://u:hush/@x y"]
            {
                let problem = problem(&[(name, address)]).expect(address);
                assert!(
                    problem.starts_with(&format!("the variable `{name}` is not the address of a proxy")),
                    "{problem}"
                );
                assert!(!problem.contains("hush"), "{problem}");
            }
        }
        let other = problem(&[("ALL_PROXY", "ftp://u:hush@127.0.0.1:7890")]).expect("a scheme that is not supported");
        assert_eq!(other, "the variable `ALL_PROXY` has the scheme `ftp`, expected `http`, `https` or `socks5`");
    }
}
