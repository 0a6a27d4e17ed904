//! The hosts under which services and buckets are reached.

use std::borrow::Cow;

use super::template::{self, Scheme};
use crate::{Error, ErrorKind};

/// Under which host a service or a bucket is reached, where that is not the usual one.
///
/// Set it for all services with [`ClientBuilder::endpoint`](crate::ClientBuilder::endpoint), for a bucket with
/// [`Bucket::endpoint`](crate::Bucket::endpoint), for one call with [`Call::endpoint`](crate::Call::endpoint). Some
/// endpoints are those of services, some those of buckets, and a call whose endpoint is of the other kind fails before
/// anything is sent.
///
/// A bucket's `ci` and `pic` hosts exist on `myqcloud.com` only, and only with https. No environment variable sets an
/// endpoint: the official SDKs know none.
///
/// ```
/// use tencentcloud_runtime::Endpoint;
///
/// let own = Endpoint::custom("https://ims.example.com:8443/base")?;
/// assert_ne!(own, Endpoint::intl());
/// # Ok::<_, tencentcloud_runtime::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    pub(super) scheme: Scheme,
    /// The host for services, with `{service}` and `{region}`; empty where there is none.
    pub(super) service: Cow<'static, str>,
    /// The host for a bucket's objects, with `{bucket}` and `{region}`; empty where there is none.
    pub(super) bucket: Cow<'static, str>,
    /// What stands before every path.
    pub(super) base: String,
    pub(super) signed_for_origin: bool,
}

impl Endpoint {
    const fn known(service: &'static str, bucket: &'static str) -> Self {
        let (service, bucket) = (Cow::Borrowed(service), Cow::Borrowed(bucket));
        Self { scheme: Scheme::Https, service, bucket, base: String::new(), signed_for_origin: false }
    }

    /// The usual one: `ims.tencentcloudapi.com`, `<bucket>.cos.<region>.myqcloud.com`. A call can go back to it.
    pub const fn standard() -> Self {
        Self::known("{service}.tencentcloudapi.com", "{bucket}.cos.{region}.myqcloud.com")
    }

    /// In the region of the call: `ims.ap-guangzhou.tencentcloudapi.com`. It is nearer than the usual one, and the
    /// regions for finance, such as `ap-shanghai-fsi`, are reached no other way.
    pub const fn regional() -> Self {
        Self::known("{service}.{region}.tencentcloudapi.com", "")
    }

    /// Of the international site: `ims.intl.tencentcloudapi.com`.
    pub const fn intl() -> Self {
        Self::known("{service}.intl.tencentcloudapi.com", "")
    }

    /// In Tencent Cloud's private network: `ims.internal.tencentcloudapi.com`,
    /// `<bucket>.cos-internal.<region>.tencentcos.cn`.
    pub const fn internal() -> Self {
        Self::known("{service}.internal.tencentcloudapi.com", "{bucket}.cos-internal.{region}.tencentcos.cn")
    }

    /// For answers that take long to come, which some services ask for: `es.ai.tencentcloudapi.com`.
    pub const fn ai() -> Self {
        Self::known("{service}.ai.tencentcloudapi.com", "")
    }

    /// [`ai`](Self::ai) in the private network: `es.ai.internal.tencentcloudapi.com`.
    pub const fn ai_internal() -> Self {
        Self::known("{service}.ai.internal.tencentcloudapi.com", "")
    }

    /// The other name of a bucket: `<bucket>.cos.<region>.tencentcos.cn`.
    pub const fn tencentcos() -> Self {
        Self::known("", "{bucket}.cos.{region}.tencentcos.cn")
    }

    /// Global acceleration, which must be switched on for the bucket: `<bucket>.cos.accelerate.myqcloud.com`.
    pub const fn accelerate() -> Self {
        Self::known("", "{bucket}.cos.accelerate.myqcloud.com")
    }

    /// A host of one's own: `https://ims.example.com:8443/base`, or a domain that a bucket has.
    ///
    /// Host and path may hold `{service}`, `{region}` and `{bucket}`, as in `https://{service}.gateway.example.com`.
    /// The scheme must be written: with `http`, whoever is on the way reads everything, a temporary key's token too.
    ///
    /// The path is taken for one that a gateway removes again, so the signature is for what follows it. The signature's
    /// host is the one that is written here, with its port. The signature of a service is for the service by its name,
    /// whatever the host.
    ///
    /// # Errors
    ///
    /// Fails where the text has more or less than a scheme, a host, a port and a path.
    pub fn custom(address: &str) -> Result<Self, Error> {
        let (scheme, host, base) = template::parse(address)
            .map_err(|problem| Error::new(ErrorKind::InvalidInput, format!("{address:?} is no endpoint: {problem}")))?;
        let (service, bucket) = (Cow::Owned(host.clone()), Cow::Owned(host));
        Ok(Self { scheme, service, bucket, base, signed_for_origin: false })
    }

    /// Signs for the usual host, while the request goes to this one.
    ///
    /// That is what a domain needs that a CDN or a proxy answers for: on its way to the bucket it puts the bucket's own
    /// host into the request, and the signature is checked against that. (A CDN that itself authenticates with the
    /// bucket wants no signature at all, and its links are signed by the CDN's own rules, which this crate has not.)
    pub fn signed_for_origin(mut self) -> Self {
        self.signed_for_origin = true;
        self
    }
}
