//! `Content-MD5`, with which a client lets the service notice a damaged body.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};

use crate::api_error::ApiError;
use crate::host::HostKind;
use crate::request::ReceivedRequest;

/// Refuses a body that differs from its checksum, on a host of a bucket. API 3.0 ignores the header.
pub(crate) fn check(host: &HostKind, request: &ReceivedRequest) -> Result<(), ApiError> {
    let stated = request.header("content-md5");
    if !matches!(host, HostKind::Bucket(_)) || stated.is_empty() {
        return Ok(());
    }
    match STANDARD.decode(&*stated) {
        Ok(stated) if stated == Md5::digest(&request.body)[..] => Ok(()),
        Ok(stated) if stated.len() == 16 => {
            Err(ApiError::rest(400, "BadDigest", "the body does not match the header Content-MD5"))
        }
        _ => Err(ApiError::rest(400, "InvalidDigest", "the header Content-MD5 is not the base64 of 16 bytes")),
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::host::HostKind;
    use crate::testing::{COS, request};

    #[test]
    fn a_body_must_match_its_checksum() {
        let code = |host: &str, stated: &str| {
            let request = request("PUT", host, "/a", &[("content-md5", stated)], "[Object Content]");
            check(&HostKind::of(host), &request).err().map(|error| error.code())
        };
        // The MD5 that the documentation has for this text.
        assert_eq!(code(COS, "7o3pGNBWQBRbGPcPTDqmAg=="), None);
        assert_eq!(code(COS, "1B2M2Y8AsgTpgAmY7PhCfg=="), Some("BadDigest".into()));
        assert_eq!(code(COS, "abc"), Some("InvalidDigest".into()));
        assert_eq!(code(COS, ""), None);
        assert_eq!(code("ims.tencentcloudapi.com", "abc"), None);
    }
}
