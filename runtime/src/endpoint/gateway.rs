//! The address to connect to instead of the host.

use std::fmt;

use http::uri::{Authority, Scheme, Uri};

use crate::{Error, ErrorKind, redact};

/// The address to connect to instead of the host: a gateway, a tunnel, a test server.
#[derive(Clone, Debug)]
pub(crate) struct Gateway {
    scheme: Scheme,
    authority: Authority,
}

impl Gateway {
    /// Parses `http://127.0.0.1:1234`.
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let shown = redact::address(text);
        let wrong = |what: &str| Error::new(ErrorKind::InvalidInput, format!("invalid address {shown:?}: {what}"));
        let parts = text.parse::<Uri>().map_err(|error| wrong("not a valid URI").caused_by(error))?.into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err(wrong("expected a scheme and a host"));
        };
        if scheme != Scheme::HTTP && scheme != Scheme::HTTPS {
            return Err(wrong("expected the scheme `http` or `https`"));
        }
        if authority.as_str().contains('@') || parts.path_and_query.is_some_and(|path| path != "/") {
            return Err(wrong("expected only a scheme, a host and a port"));
        }
        Ok(Self { scheme, authority })
    }

    /// Returns the host, with the port if there is one.
    pub(crate) fn host(&self) -> &str {
        self.authority.as_str()
    }
}

impl fmt::Display for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.authority)
    }
}

#[cfg(test)]
mod tests {
    use super::Gateway;

    #[test]
    fn a_gateway_is_a_scheme_and_a_host() {
        for good in ["http://127.0.0.1:1234", "https://gateway.example/", "http://[::1]:80"] {
            assert!(Gateway::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "127.0.0.1:80", "ftp://x", "http://x/path", "http://x?q", "http://u:p@x", "http://", "/x"] {
            assert!(Gateway::parse(bad).is_err(), "{bad}");
        }
    }
}
