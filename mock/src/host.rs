//! Classifies host names: which part of the cloud a request is for.

use codegen_model::Host;

/// The maximum length of a name in the DNS, and of a label of it.
const MAX_NAME: usize = 253;
const MAX_LABEL: usize = 63;

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
    /// Classifies a `Host` header.
    ///
    /// Known are `ims.tencentcloudapi.com`, with up to two labels after the service, such as a region;
    /// `<bucket>.{cos,ci,pic}.<region>.myqcloud.com`, for `ci` also with the APPID or nothing in place of the bucket; and
    /// `<bucket>.cos.<region>.tencentcos.cn`, `service.cos.myqcloud.com`,
    /// `<region>.migration.myqcloud.com`, and `vectors.<region>.coslake.com`.
    pub(crate) fn of(host: &str) -> Self {
        let Some(name) = name(host) else { return Self::Unknown };
        if let Some(service) = name.strip_suffix(".tencentcloudapi.com") {
            return service_host(&service.split('.').collect::<Vec<_>>());
        }
        if let Some(region) = name.strip_prefix("vectors.").and_then(|rest| rest.strip_suffix(".coslake.com")) {
            return if region.contains('.') { Self::Unknown } else { Self::Bucket(Host::Vectors) };
        }
        let newer = name.strip_suffix(".tencentcos.cn").filter(|rest| rest.contains(".cos."));
        let labels: Vec<_> = name.strip_suffix(".myqcloud.com").or(newer).unwrap_or_default().split('.').collect();
        match labels[..] {
            [bucket, label, _region] if is_bucket(bucket) => bucket_host(label),
            [account, "ci", _region] if is_number(account) => Self::Bucket(Host::Account),
            ["ci", region] if !region.is_empty() => Self::Bucket(Host::Region),
            ["service", "cos"] => Self::Bucket(Host::Service),
            [region, "migration"] if !region.is_empty() => Self::Bucket(Host::Migration),
            _ => Self::Unknown,
        }
    }
}

/// Returns the name in a `Host` header, in lower case and without its port. What is not a name of the DNS with an optional
/// port may name another host for other parsers: `ims.tencentcloudapi.com:80@example.com`.
pub(crate) fn name(host: &str) -> Option<String> {
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let is_valid = name.len() <= MAX_NAME && name.split('.').all(is_label) && port.is_none_or(is_port);
    is_valid.then(|| name.to_ascii_lowercase())
}

fn is_label(label: &str) -> bool {
    let is_known = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    let hyphen_outside = label.starts_with('-') || label.ends_with('-');
    (1..=MAX_LABEL).contains(&label.len()) && label.bytes().all(is_known) && !hyphen_outside
}

/// Whether a text is a port. Other parsers accept a sign, which Rust's does too, or a leading zero.
pub(crate) fn is_port(text: &str) -> bool {
    text.starts_with(|first| matches!(first, '1'..='9')) && text.parse::<u16>().is_ok()
}

fn service_host(labels: &[&str]) -> HostKind {
    match labels {
        [service] | [service, _] | [service, _, _] => HostKind::Service((*service).to_owned()),
        _ => HostKind::Unknown,
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
            ("IMS.tencentcloudapi.com:8080", HostKind::Service("ims".to_owned())),
            ("ims.ai.internal.tencentcloudapi.com", HostKind::Service("ims".to_owned())),
            ("ims.ap-guangzhou.tencentcloudapi.com:443", HostKind::Service("ims".to_owned())),
            ("examplebucket-1250000000.cos.ap-chengdu.myqcloud.com", HostKind::Bucket(Host::Cos)),
            ("examplebucket-1250000000.ci.ap-chengdu.myqcloud.com", HostKind::Bucket(Host::Ci)),
            ("ci.ap-chengdu.myqcloud.com", HostKind::Bucket(Host::Region)),
            ("1250000000.ci.ap-chengdu.myqcloud.com", HostKind::Bucket(Host::Account)),
            ("service.cos.myqcloud.com", HostKind::Bucket(Host::Service)),
            ("ap-guangzhou.migration.myqcloud.com", HostKind::Bucket(Host::Migration)),
            ("vectors.ap-guangzhou.coslake.com", HostKind::Bucket(Host::Vectors)),
            ("a-b-1.pic.ap-chengdu.myqcloud.com:80", HostKind::Bucket(Host::Pic)),
            ("A-B-1.cos.ap-chengdu.TencentCOS.cn", HostKind::Bucket(Host::Cos)),
        ] {
            assert_eq!(HostKind::of(host), kind, "{host}");
        }
    }

    #[test]
    fn other_hosts_are_unknown() {
        let long = format!("{}.tencentcloudapi.com", "a".repeat(64));
        let hosts = [
            "",
            "127.0.0.1:8080",
            "[::1]:80",
            "2130706433",
            "tencentcloudapi.com",
            ".tencentcloudapi.com",
            "ims..tencentcloudapi.com",
            "ims.-a.tencentcloudapi.com",
            "ims.a.b.c.tencentcloudapi.com",
            "imstencentcloudapi.com",
            "ims.tencentcloudapi.com.",
            "ims.tencentcloudapi.com.example.com",
            &long,
            "examplebucket.cos.ap-chengdu.myqcloud.com",
            "b-1.file.ap-chengdu.myqcloud.com",
            "b-1.region.ap-chengdu.myqcloud.com",
            "1250000000.cos.ap-chengdu.myqcloud.com",
            "b-1.cos..myqcloud.com",
            "vectors.a.b.coslake.com",
            "migration.myqcloud.com",
            "ci..myqcloud.com",
            "b-1.ci.ap-chengdu.tencentcos.cn",
            "b-1.cos.ap-chengdu.myqcloud.com.example.com",
            // User information.
            "ims.tencentcloudapi.com:80@example.com",
            "ims.tencentcloudapi.com:80@example.com:80",
            "ims.tencentcloudapi.com:@example.com",
            "ims@example.com:80",
            "user@ims.tencentcloudapi.com",
            "x@b-1.cos.ap-chengdu.myqcloud.com",
            "user:pass@ims.tencentcloudapi.com",
            "example.com%40ims.tencentcloudapi.com",
            "example.com\\@ims.tencentcloudapi.com",
            // Ports.
            "ims.tencentcloudapi.com:99999",
            "ims.tencentcloudapi.com:",
            "ims.tencentcloudapi.com:0",
            "ims.tencentcloudapi.com:080",
            "ims.tencentcloudapi.com:+80",
            "ims.tencentcloudapi.com:443:443",
            "ims.tencentcloudapi.com:٨٠",
            // Characters that other parsers drop, decode or take for the end of the name.
            "example.com/.tencentcloudapi.com",
            "example.com?.tencentcloudapi.com",
            "example.com#.tencentcloudapi.com",
            "example.com .tencentcloudapi.com",
            "example.com\t.tencentcloudapi.com",
            "example.com%2f.tencentcloudapi.com",
            "ims。tencentcloudapi。com",
            "іms.tencentcloudapi.com",
            "ims.tencentcloudapi.com\u{ff20}example.com",
            "ims.ten\u{ad}centcloudapi.com",
        ];
        for host in hosts {
            assert_eq!(HostKind::of(host), HostKind::Unknown, "{host}");
        }
    }
}
