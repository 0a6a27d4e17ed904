//! The hosts under which services and buckets are reached.

use std::borrow::Cow;

use super::address::Scheme;
use super::template;
use crate::{Error, ErrorKind};

/// The host under which a service or a bucket is reached.
///
/// Set it for all services with [`ClientBuilder::endpoint`](crate::ClientBuilder::endpoint), for a bucket with
/// [`Bucket::endpoint`](crate::Bucket::endpoint), for one call with [`Call::endpoint`](crate::Call::endpoint). Some
/// endpoints are only for services, some only for buckets. A call whose endpoint is of the other kind fails before
/// anything is sent.
///
/// The variable `TENCENTCLOUD_DOMAIN`, or the `domain` of a profile, sets the domain of services, as for Terraform.
///
/// A bucket's `ci` and `pic` hosts exist only on `myqcloud.com`, and only with https.
///
/// ```
/// # use tencentcloud_runtime::Endpoint;
/// let own = Endpoint::custom("https://ims.example.com:8443/base")?;
/// assert_ne!(own, Endpoint::intl());
/// # Ok::<_, tencentcloud_runtime::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    pub(super) scheme: Scheme,
    /// The host for services, with `{service}` and `{region}`; empty if there is none.
    pub(super) service: Cow<'static, str>,
    /// The host for a bucket's objects, with `{bucket}` and `{region}`; empty if there is none.
    pub(super) bucket: Cow<'static, str>,
    /// The prefix of every path.
    pub(super) base: String,
    pub(super) signed_for_origin: bool,
}

impl Endpoint {
    const fn known(service: &'static str, bucket: &'static str) -> Self {
        let (service, bucket) = (Cow::Borrowed(service), Cow::Borrowed(bucket));
        Self { scheme: Scheme::Https, service, bucket, base: String::new(), signed_for_origin: false }
    }

    /// Returns the default endpoint: `ims.tencentcloudapi.com`, `<bucket>.cos.<region>.myqcloud.com`.
    pub const fn standard() -> Self {
        Self::known("{service}.tencentcloudapi.com", "{bucket}.cos.{region}.myqcloud.com")
    }

    /// Returns the endpoint in the region of the call: `ims.ap-guangzhou.tencentcloudapi.com`. Finance regions, such as
    /// `ap-shanghai-fsi`, are reachable only this way.
    pub const fn regional() -> Self {
        Self::known("{service}.{region}.tencentcloudapi.com", "")
    }

    /// Returns the endpoint of the international site: `ims.intl.tencentcloudapi.com`.
    pub const fn intl() -> Self {
        Self::known("{service}.intl.tencentcloudapi.com", "")
    }

    /// Returns the endpoint in Tencent Cloud's private network: `ims.internal.tencentcloudapi.com`,
    /// `<bucket>.cos-internal.<region>.tencentcos.cn`.
    pub const fn internal() -> Self {
        Self::known("{service}.internal.tencentcloudapi.com", "{bucket}.cos-internal.{region}.tencentcos.cn")
    }

    /// Returns the endpoint that some services recommend for slow answers: `es.ai.tencentcloudapi.com`.
    pub const fn ai() -> Self {
        Self::known("{service}.ai.tencentcloudapi.com", "")
    }

    /// Returns [`ai`](Self::ai) in the private network: `es.ai.internal.tencentcloudapi.com`.
    pub const fn ai_internal() -> Self {
        Self::known("{service}.ai.internal.tencentcloudapi.com", "")
    }

    /// Returns the alternative domain of a bucket: `<bucket>.cos.<region>.tencentcos.cn`.
    pub const fn tencentcos() -> Self {
        Self::known("", "{bucket}.cos.{region}.tencentcos.cn")
    }

    /// Returns the endpoint of global acceleration, which must be enabled for the bucket:
    /// `<bucket>.cos.accelerate.myqcloud.com`.
    pub const fn accelerate() -> Self {
        Self::known("", "{bucket}.cos.accelerate.myqcloud.com")
    }

    /// Returns a custom endpoint: `https://ims.example.com:8443/base`, or a custom domain of a bucket.
    ///
    /// Host and path may contain `{service}`, `{region}` and `{bucket}`, as in `https://{service}.gateway.example.com`.
    /// The scheme is required. With `http`, requests are sent in plain text, including the token of a temporary key.
    ///
    /// The path is treated as a prefix that a gateway removes, so the signature covers only what follows it. The signed
    /// host is the host of this endpoint, with its port. The service in the signature does not depend on the host.
    ///
    /// # Errors
    ///
    /// Fails if the text is not a scheme and a host with an optional port and path, or if parsers could disagree about
    /// it: user information, escapes, names in Unicode, an IP address in an unusual form. The message does not quote the
    /// text, which may contain a password.
    pub fn custom(address: &str) -> Result<Self, Error> {
        let invalid = |problem| Error::new(ErrorKind::InvalidInput, format!("invalid endpoint: {problem}"));
        let (scheme, host, base) = template::parse(address).map_err(invalid)?;
        let (service, bucket) = (Cow::Owned(host.clone()), Cow::Owned(host));
        Ok(Self { scheme, service, bucket, base, signed_for_origin: false })
    }

    /// Signs for the default host, while the request goes to this endpoint.
    ///
    /// For the domain of a CDN or proxy, which replaces the host by that of the bucket before the signature is checked.
    /// (A CDN that authenticates with the bucket itself expects no signature; its own URL signatures are not
    /// supported.)
    pub fn signed_for_origin(mut self) -> Self {
        self.signed_for_origin = true;
        self
    }
}
