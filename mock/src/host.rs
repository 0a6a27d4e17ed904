//! Which part of the cloud a host name stands for.

use codegen_model::Host;

/// Which part of the cloud a request is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A service of API 3.0.
    Service(String),
    /// A host of a bucket.
    Bucket(Host),
    /// No part of the cloud.
    Nowhere,
}

impl Place {
    /// Reads a `Host` header: `ims.tencentcloudapi.com`, with or without a region behind the service, or
    /// `<bucket>.{cos,ci,pic}.<region>.myqcloud.com`, also with the account's number or nothing before `ci`. Objects are at `<bucket>.cos.<region>.tencentcos.cn` as well.
    pub(crate) fn of(host: &str) -> Self {
        let name = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
        if let Some(service) = name.strip_suffix(".tencentcloudapi.com") {
            return Self::Service(service.split('.').next().unwrap_or_default().to_owned());
        }
        let newer = name.strip_suffix(".tencentcos.cn").filter(|rest| rest.contains(".cos."));
        let labels: Vec<_> = name.strip_suffix(".myqcloud.com").or(newer).unwrap_or_default().split('.').collect();
        match labels[..] {
            [bucket, label, region] if is_bucket(bucket) && !region.is_empty() => host_of(label),
            [account, "ci", region] if is_number(account) && !region.is_empty() => Self::Bucket(Host::Account),
            ["ci", region] if !region.is_empty() => Self::Bucket(Host::Region),
            _ => Self::Nowhere,
        }
    }
}

fn host_of(label: &str) -> Place {
    let known = Host::OF_BUCKET.iter().find(|(name, _)| *name == label);
    known.map_or(Place::Nowhere, |(_, host)| Place::Bucket(*host))
}

/// A bucket's name ends with the number of its account.
fn is_bucket(label: &str) -> bool {
    label.rsplit_once('-').is_some_and(|(_, account)| is_number(account))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Host, Place};

    #[test]
    fn hosts_of_the_cloud_are_told_apart() {
        for (host, place) in [
            ("ims.tencentcloudapi.com", Place::Service("ims".to_owned())),
            ("ims.ap-guangzhou.tencentcloudapi.com:443", Place::Service("ims".to_owned())),
            ("examplebucket-1250000000.cos.ap-chengdu.myqcloud.com", Place::Bucket(Host::Cos)),
            ("examplebucket-1250000000.ci.ap-chengdu.myqcloud.com", Place::Bucket(Host::Ci)),
            ("ci.ap-chengdu.myqcloud.com", Place::Bucket(Host::Region)),
            ("1250000000.ci.ap-chengdu.myqcloud.com", Place::Bucket(Host::Account)),
            ("a-b-1.pic.ap-chengdu.myqcloud.com:80", Place::Bucket(Host::Pic)),
            ("A-B-1.cos.ap-chengdu.TencentCOS.cn", Place::Bucket(Host::Cos)),
        ] {
            assert_eq!(Place::of(host), place, "{host}");
        }
    }

    #[test]
    fn everything_else_is_no_part_of_it() {
        let hosts = [
            "",
            "127.0.0.1:8080",
            "tencentcloudapi.com",
            "examplebucket.cos.ap-chengdu.myqcloud.com",
            "b-1.file.ap-chengdu.myqcloud.com",
            "b-1.region.ap-chengdu.myqcloud.com",
            "1250000000.cos.ap-chengdu.myqcloud.com",
            "b-1.cos..myqcloud.com",
            "b-1.ci.ap-chengdu.tencentcos.cn",
            "b-1.cos.ap-chengdu.myqcloud.com.example.com",
        ];
        for host in hosts {
            assert_eq!(Place::of(host), Place::Nowhere, "{host}");
        }
    }
}
