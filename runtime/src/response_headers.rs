//! The headers of a response that every service sets.

use http::HeaderMap;
use http::header::CONTENT_ENCODING;

/// Returns the content encoding, such as `gzip`.
pub(crate) fn encoding(headers: &HeaderMap) -> Option<&str> {
    headers.get(CONTENT_ENCODING)?.to_str().ok().filter(|encoding| !encoding.eq_ignore_ascii_case("identity"))
}

/// Returns the request id in the headers. Hosts differ in the header that they use.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    let named = |name| headers.get(name)?.to_str().ok().filter(|id| !id.is_empty());
    ["x-cos-request-id", "x-ci-request-id", "x-tc-requestid"].into_iter().find_map(named)
}
