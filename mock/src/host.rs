//! Classifies host names: which part of the cloud a request is for.

use codegen_model::Host;

/// The part of the cloud that a host name belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HostKind {
    /// A service of API 3.0.
    Service(String),
    /// A host of a bucket.
    Bucket(Host),
    /// A host outside the cloud.
    Unknown,
}

impl HostKind {
    /// Classifies a `Host` header. What follows the name must be a port: `ims.tencentcloudapi.com:80@example.com` names
    /// another host.
    ///
    /// Known are `ims.tencentcloudapi.com`, with or without a region after the service;
    /// `<bucket>.{cos,ci,pic}.<region>.myqcloud.com`, for `ci` also with the APPID or nothing in place of the bucket; and
    /// `<bucket>.cos.<region>.tencentcos.cn`.
    pub(crate) fn of(host: &str) -> Self {
        let (name, port) = host.split_once(':').unwrap_or((host, "443"));
        let name = name.to_ascii_lowercase();
        if port.parse::<u16>().is_err()
            || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte))
        {
            return Self::Unknown;
        }
        if let Some(service) = name.strip_suffix(".tencentcloudapi.com") {
            return Self::Service(service.split('.').next().unwrap_or_default().to_owned());
        }
        let newer = name.strip_suffix(".tencentcos.cn").filter(|rest| rest.contains(".cos."));
        let labels: Vec<_> = name.strip_suffix(".myqcloud.com").or(newer).unwrap_or_default().split('.').collect();
        match labels[..] {
            [bucket, label, region] if is_bucket(bucket) && !region.is_empty() => bucket_host(label),
            [account, "ci", region] if is_number(account) && !region.is_empty() => Self::Bucket(Host::Account),
            ["ci", region] if !region.is_empty() => Self::Bucket(Host::Region),
            _ => Self::Unknown,
        }
    }
}

fn bucket_host(label: &str) -> HostKind {
    let known = Host::OF_BUCKET.iter().find(|(name, _)| *name == label);
    known.map_or(HostKind::Unknown, |(_, host)| HostKind::Bucket(*host))
}

/// A bucket's name ends with the APPID of its account.
fn is_bucket(label: &str) -> bool {
    label.rsplit_once('-').is_some_and(|(_, account)| is_number(account))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Host, HostKind};

    #[test]
    fn hosts_of_the_cloud_are_classified() {
        for (host, kind) in [
            ("ims.tencentcloudapi.com", HostKind::Service("ims".to_owned())),
            ("ims.ap-guangzhou.tencentcloudapi.com:443", HostKind::Service("ims".to_owned())),
            ("examplebucket-1250000000.cos.ap-chengdu.myqcloud.com", HostKind::Bucket(Host::Cos)),
            ("examplebucket-1250000000.ci.ap-chengdu.myqcloud.com", HostKind::Bucket(Host::Ci)),
            ("ci.ap-chengdu.myqcloud.com", HostKind::Bucket(Host::Region)),
            ("1250000000.ci.ap-chengdu.myqcloud.com", HostKind::Bucket(Host::Account)),
            ("a-b-1.pic.ap-chengdu.myqcloud.com:80", HostKind::Bucket(Host::Pic)),
            ("A-B-1.cos.ap-chengdu.TencentCOS.cn", HostKind::Bucket(Host::Cos)),
        ] {
            assert_eq!(HostKind::of(host), kind, "{host}");
        }
    }

    #[test]
    fn other_hosts_are_unknown() {
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
            "ims.tencentcloudapi.com:80@example.com",
            "ims.tencentcloudapi.com:99999",
            "ims.tencentcloudapi.com:",
            "ims@example.com:80",
            "user@ims.tencentcloudapi.com",
            "x@b-1.cos.ap-chengdu.myqcloud.com",
            "user:pass@ims.tencentcloudapi.com",
            "ims.tencentcloudapi.com:443:443",
        ];
        for host in hosts {
            assert_eq!(HostKind::of(host), HostKind::Unknown, "{host}");
        }
    }
}
