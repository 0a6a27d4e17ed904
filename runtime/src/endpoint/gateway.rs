//! The address to connect to instead of the host.

use std::fmt;

use super::address::{Scheme, check, split};
use crate::{Error, ErrorKind};

/// The address to connect to instead of the host: a gateway, a tunnel, a test server.
#[derive(Clone, Debug)]
pub(crate) struct Gateway {
    scheme: Scheme,
    authority: String,
}

impl Gateway {
    /// Parses `http://127.0.0.1:1234`.
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let invalid = |problem| Error::new(ErrorKind::InvalidInput, format!("invalid address: {problem}"));
        let (scheme, authority, path) = split(text).map_err(invalid)?;
        check(authority).map_err(invalid)?;
        match path {
            "" | "/" => Ok(Self { scheme, authority: authority.to_owned() }),
            _ => Err(invalid("expected only a scheme, a host and a port")),
        }
    }

    /// Returns whether the connection has no TLS.
    #[cfg(feature = "transport")]
    pub(crate) fn is_plain(&self) -> bool {
        self.scheme == Scheme::Http
    }

    /// Returns the host, with the port if there is one.
    pub(crate) fn host(&self) -> &str {
        &self.authority
    }
}

impl fmt::Display for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme.text(), self.authority)
    }
}

#[cfg(test)]
mod tests {
    use super::Gateway;
    use crate::endpoint::address::HOSTILE;

    #[test]
    fn a_gateway_is_a_scheme_and_a_host() {
        for good in ["http://127.0.0.1:1234", "https://gateway.example/", "http://[::1]:80", "http://My_Gateway:8080"] {
            assert_eq!(Gateway::parse(good).unwrap().to_string(), good.trim_end_matches('/'));
        }
        for bad in HOSTILE.iter().copied().chain(["http://x/path", "http://x//", "http://{service}.example.com"]) {
            let error = Gateway::parse(bad).expect_err(bad).to_string();
            assert!(error.starts_with("invalid address: ") && !error.contains("pass"), "{bad}: {error}");
        }
    }
}
