//! Host names, and where to connect instead.

use http::uri::{Authority, Scheme, Uri};

use crate::operation::Host;
use crate::{Error, ErrorKind};

/// The host of a service of API 3.0.
pub(crate) fn service_host(service: &str) -> String {
    format!("{service}.tencentcloudapi.com")
}

/// A host of a bucket. Only names that can be part of a host name are let through: anything else in them could send the
/// request, and with it a signature and a token, to another host.
pub(crate) fn bucket_host(bucket: &str, host: Host, region: &str) -> Result<String, String> {
    if !is_bucket(bucket) {
        return Err(format!(
            "{bucket:?} is no bucket: `name-1250000000` is, with lower-case letters, digits and hyphens"
        ));
    }
    if !is_name(region) {
        return Err(format!("{region:?} is no region: `ap-chengdu` is, with lower-case letters, digits and hyphens"));
    }
    Ok(format!("{bucket}.{}.{region}.myqcloud.com", host.label()))
}

/// `[a-z0-9-]+-[0-9]+`: the name that somebody chose, and the number of the account.
fn is_bucket(text: &str) -> bool {
    let Some((name, account)) = text.rsplit_once('-') else { return false };
    is_name(name) && !account.is_empty() && account.bytes().all(|byte| byte.is_ascii_digit())
}

/// `[a-z0-9-]+`
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// Where to connect instead of to the host itself: a gateway, a tunnel, a server for tests.
#[derive(Clone, Debug)]
pub(crate) struct Gateway {
    scheme: Scheme,
    authority: Authority,
}

impl Gateway {
    /// Reads `http://127.0.0.1:1234`.
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let wrong = |what: &str| Error::new(ErrorKind::InvalidInput, format!("cannot connect to {text:?}: {what}"));
        let parts = text.parse::<Uri>().map_err(|error| wrong("it is no address").caused_by(error))?.into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err(wrong("it needs a scheme and a host"));
        };
        if scheme != Scheme::HTTP && scheme != Scheme::HTTPS {
            return Err(wrong("its scheme is neither http nor https"));
        }
        if authority.as_str().contains('@') || parts.path_and_query.is_some_and(|path| path != "/") {
            return Err(wrong("it must have nothing but a scheme, a host and a port"));
        }
        Ok(Self { scheme, authority })
    }
}

/// The address to send to: the host's own, unless there is a gateway.
pub(crate) fn address(host: &str, target: &str, gateway: Option<&Gateway>) -> Result<Uri, http::uri::InvalidUri> {
    match gateway {
        None => format!("https://{host}{target}").parse(),
        Some(Gateway { scheme, authority }) => format!("{scheme}://{authority}{target}").parse(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Gateway, bucket_host, is_bucket, is_name};
    use crate::operation::Host;

    #[test]
    fn only_what_can_be_part_of_a_host_name_is_a_bucket_or_region() {
        for good in ["examplebucket-1250000000", "a-b-1", "0-0"] {
            assert!(is_bucket(good), "{good}");
        }
        let bad = ["", "-1", "bucket", "bucket-", "Bucket-1", "b.c-1", "evil.com/-1", "b-1\n", "b-1@x", "b-١", "b_c-1"];
        for bad in bad {
            assert!(!is_bucket(bad), "{bad}");
        }
        for bad in ["", "ap.chengdu", "ap-chengdu/", "ap chengdu", "AP", "x\r\ny", "a#b", "a:1"] {
            assert!(!is_name(bad), "{bad}");
        }
        let host = bucket_host("examplebucket-1250000000", Host::Pic, "ap-chengdu");
        assert_eq!(host.as_deref(), Ok("examplebucket-1250000000.pic.ap-chengdu.myqcloud.com"));
    }

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
