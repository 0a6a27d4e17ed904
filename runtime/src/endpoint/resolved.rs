//! The endpoint of a call, with all names filled in.

use http::uri::{InvalidUri, Uri};

use super::address::{Scheme, check_parts};
use super::gateway::Gateway;
use super::hosts::Endpoint;
use super::template::Names;
use crate::meta::{Host, Protocol};
use crate::prepared::Prepared;

const REGION_FORM: &str = "expected lower-case letters, digits and hyphens, as in `ap-chengdu`";
const BUCKET_FORM: &str = "expected lower-case letters, digits and hyphens, as in `name-1250000000`";

/// The address of a call, and the host that it is signed for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ResolvedEndpoint {
    scheme: Scheme,
    /// The `Host` header.
    pub(crate) host: String,
    /// The host in the signature, which differs behind a CDN.
    pub(crate) signed_host: String,
    base: String,
}

impl ResolvedEndpoint {
    /// Returns the backup endpoint of a call: `None` if `backup` is of another kind, or the call has an endpoint of its
    /// own.
    pub(crate) fn of_backup(call: &Prepared, backup: &Endpoint) -> Option<Result<Self, String>> {
        if call.endpoints.call.is_some() {
            return None;
        }
        let region = call.region.as_deref();
        match (&call.meta.protocol, call.parts.host, &call.bucket) {
            (Protocol::Action { service, .. }, _, None) if !backup.service.is_empty() => {
                Some(Self::of_service_at(call, service, region, backup))
            }
            (Protocol::Rest { .. }, Some(Host::Cos), Some(bucket)) if backup.bucket.contains("{bucket}") => {
                Some(Self::of_object_at(bucket, region, backup))
            }
            _ => None,
        }
    }

    pub(crate) fn of(call: &Prepared) -> Result<Self, String> {
        let region = call.region.as_deref();
        match (&call.meta.protocol, call.parts.host, &call.bucket) {
            (Protocol::Action { service, .. }, _, None) => Self::of_service(call, service, region),
            (Protocol::Action { .. }, _, Some(_)) => {
                Err("the operation must be called on a client, not on a bucket".to_owned())
            }
            (Protocol::Rest { .. }, Some(Host::CiRegion), _) => {
                Self::of_region(call, region, "ci.{region}.myqcloud.com")
            }
            (Protocol::Rest { .. }, Some(Host::CosService), _) => {
                Self::fixed(call, "service.cos.myqcloud.com".to_owned(), Names::default())
            }
            (Protocol::Rest { .. }, Some(Host::CosMigration), _) => {
                Self::of_region(call, region, "{region}.migration.myqcloud.com")
            }
            (Protocol::Rest { .. }, Some(Host::CosVectors), _) => {
                Self::of_region(call, region, "vectors.{region}.coslake.com")
            }
            (Protocol::Rest { .. }, host, Some(bucket)) => {
                Self::of_bucket(call, host.unwrap_or(Host::Cos), bucket, region)
            }
            (Protocol::Rest { .. }, _, None) => {
                Err("the operation must be called on a bucket, not on a client".to_owned())
            }
        }
    }

    fn of_service(call: &Prepared, service: &str, region: Option<&str>) -> Result<Self, String> {
        let chosen = call.endpoints.call.as_ref().or(call.shared.endpoint.as_ref());
        let of_site = call.shared.site.endpoint();
        Self::of_service_at(call, service, region, chosen.unwrap_or(&of_site))
    }

    fn of_service_at(
        call: &Prepared,
        service: &str,
        region: Option<&str>,
        endpoint: &Endpoint,
    ) -> Result<Self, String> {
        let of_site = call.shared.site.endpoint();
        if endpoint.service.is_empty() {
            return Err("expected an endpoint for services, found one for buckets".to_owned());
        }
        // Otherwise the region is only a header, which may be absent.
        let in_host = endpoint.service.contains("{region}") || endpoint.base.contains("{region}");
        let region = if in_host || region.is_some() { Some(checked_region(region)?) } else { None };
        let names = Names { service: Some(service), region, bucket: None };
        Self::at(endpoint, &endpoint.service, &of_site.service, names)
    }

    fn of_bucket(call: &Prepared, host: Host, bucket: &str, region: Option<&str>) -> Result<Self, String> {
        let (bucket, account) = checked_bucket(bucket)?;
        let names = Names { service: None, bucket: Some(bucket), region: Some(checked_region(region)?) };
        if host == Host::CiAccount {
            return Self::fixed(call, format!("{account}.ci.{{region}}.myqcloud.com"), names);
        }
        if host != Host::Cos {
            return Self::fixed(call, format!("{{bucket}}.{}.{{region}}.myqcloud.com", host.label()), names);
        }
        let chosen = call.endpoints.call.as_ref().or(call.endpoints.bucket.as_ref());
        Self::of_object_at(bucket, region, chosen.unwrap_or(&Endpoint::standard()))
    }

    fn of_object_at(bucket: &str, region: Option<&str>, endpoint: &Endpoint) -> Result<Self, String> {
        if endpoint.bucket.is_empty() {
            return Err("expected an endpoint for buckets, found one for services".to_owned());
        }
        let bucket = checked_bucket(bucket)?.0;
        let names = Names { service: None, bucket: Some(bucket), region: Some(checked_region(region)?) };
        Self::at(endpoint, &endpoint.bucket, &Endpoint::standard().bucket, names)
    }

    fn of_region(call: &Prepared, region: Option<&str>, host: &str) -> Result<Self, String> {
        let names = Names { region: Some(checked_region(region)?), ..Names::default() };
        Self::fixed(call, host.to_owned(), names)
    }

    /// Resolves a host without alternatives. The bucket's endpoint is for objects only; an endpoint of the call is an
    /// error.
    fn fixed(call: &Prepared, host: String, names: Names<'_>) -> Result<Self, String> {
        if call.endpoints.call.is_some() {
            return Err("the host of the operation has no other endpoint".to_owned());
        }
        Self::at(&Endpoint::standard(), &host, &host, names)
    }

    fn at(endpoint: &Endpoint, host: &str, origin: &str, names: Names<'_>) -> Result<Self, String> {
        let host = names.fill(host)?;
        // A name can be too long for a part of a host.
        check_parts(&host).map_err(|problem| format!("cannot connect to `{host}`: {problem}"))?;
        let signed_host = if endpoint.signed_for_origin { names.fill(origin)? } else { host.clone() };
        Ok(Self { scheme: endpoint.scheme, host, signed_host, base: names.fill(&endpoint.base)? })
    }

    /// Returns the URI to send to: that of the host or the gateway.
    pub(crate) fn address(&self, target: &str, gateway: Option<&Gateway>) -> Result<Uri, InvalidUri> {
        let base = &self.base;
        match gateway {
            None => self.url(target).parse(),
            Some(gateway) => format!("{gateway}{base}{target}").parse(),
        }
    }

    /// Returns the public URL.
    pub(crate) fn url(&self, target: &str) -> String {
        format!("{}://{}{}{target}", self.scheme.text(), self.host, self.base)
    }
}

/// Returns the bucket and its APPID. Rejects anything that cannot be part of a host name, because it could send the
/// request, with its signature and token, to another host.
fn checked_bucket(bucket: &str) -> Result<(&str, &str), String> {
    match bucket.rsplit_once('-') {
        Some((name, account)) if is_name(name) && is_number(account) => Ok((bucket, account)),
        _ => Err(format!("invalid bucket {bucket:?}: {BUCKET_FORM}")),
    }
}

fn checked_region(region: Option<&str>) -> Result<&str, String> {
    match region {
        Some(region) if is_name(region) => Ok(region),
        Some(region) => Err(format!("invalid region {region:?}: {REGION_FORM}")),
        None => Err("the host requires a region".to_owned()),
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether `text` matches `[a-z0-9-]+`.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::{checked_bucket, checked_region};

    #[test]
    fn rejects_names_that_cannot_be_part_of_a_host() {
        for good in ["examplebucket-1250000000", "a-b-1", "0-0"] {
            assert!(checked_bucket(good).is_ok(), "{good}");
        }
        let bad = ["", "-1", "bucket", "bucket-", "Bucket-1", "b.c-1", "evil.com/-1", "b-1\n", "b-1@x", "b-١", "b_c-1"];
        for bad in bad {
            assert!(checked_bucket(bad).is_err(), "{bad}");
        }
        for bad in ["", "ap.chengdu", "ap-chengdu/", "ap chengdu", "AP", "x\r\ny", "a#b", "a:1"] {
            assert!(checked_region(Some(bad)).is_err(), "{bad}");
        }
        assert!(checked_region(None).is_err());
    }
}
