//! The headers that a caller adds to a request: which are allowed.

use http::header::{HeaderName, HeaderValue};

use crate::{Error, ErrorKind};

/// The headers that the client sets, and those that belong to the connection.
const RESERVED: [&str; 15] = [
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "x-ci-security-token",
    "x-cos-security-token",
];

/// Returns a header that a caller may add. Its value is not printed with the request: it may be a key.
///
/// Text that is not ASCII is rejected, because services and proxies disagree about its encoding.
pub(crate) fn checked(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), Error> {
    let Ok(parsed) = HeaderName::from_bytes(name.as_bytes()) else {
        return Err(invalid(name, "is not a valid header name"));
    };
    if RESERVED.contains(&parsed.as_str()) || parsed.as_str().starts_with("x-tc-") {
        return Err(invalid(name, "is set by the client"));
    }
    let is_printable = value.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    match HeaderValue::from_str(value) {
        Ok(mut value) if is_printable => {
            value.set_sensitive(true);
            Ok((parsed, value))
        }
        _ => Err(invalid(name, "must only contain printable ASCII characters; percent-encode other text")),
    }
}

pub(crate) fn invalid(name: &str, problem: &str) -> Error {
    Error::new(ErrorKind::InvalidInput, format!("invalid header `{}`: {problem}", name.escape_debug()))
}
