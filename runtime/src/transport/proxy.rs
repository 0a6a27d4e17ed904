//! Checks the variables that name proxies. reqwest ignores an address that it cannot use, and sends without a proxy.

use http::Uri;

use crate::{Error, ErrorKind};

/// Pairs of variables, of which the first that is set counts, as in reqwest.
const VARIABLES: [[&str; 2]; 3] =
    [["HTTPS_PROXY", "https_proxy"], ["HTTP_PROXY", "http_proxy"], ["ALL_PROXY", "all_proxy"]];

/// Checks the proxies that the environment names. Messages do not print an address, which may have a password.
pub(super) fn check(read: impl Fn(&str) -> Option<String>) -> Result<(), Error> {
    // Set for CGI programs, where a request sets `HTTP_PROXY`: reqwest ignores proxies then.
    if read("REQUEST_METHOD").is_some() {
        return Ok(());
    }
    for pair in VARIABLES {
        let set = pair.iter().find_map(|name| Some((name, read(name)?)));
        if let Some((name, address)) = set.filter(|(_, address)| !address.is_empty()) {
            usable(&address)
                .map_err(|problem| Error::new(ErrorKind::InvalidInput, format!("the variable `{name}` {problem}")))?;
        }
    }
    Ok(())
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
        None | Some("http" | "https") => Ok(()),
        Some(scheme) => Err(format!("names a proxy with the scheme `{scheme}`, expected `http` or `https`")),
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    fn problem(variables: &[(&str, &str)]) -> Option<String> {
        let read =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        check(read).err().map(|error| error.to_string())
    }

    #[test]
    fn usable_proxies_are_accepted() {
        for address in ["", "http://proxy:3128", "https://u:p@proxy", "proxy:3128", "proxy", "http://[::1]:80/"] {
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
        let socks =
            problem(&[("ALL_PROXY", "socks5://u:hush@127.0.0.1:7890")]).expect("a scheme that is not supported");
        assert_eq!(
            socks,
            "the variable `ALL_PROXY` names a proxy with the scheme `socks5`, expected `http` or `https`"
        );
    }
}
