//! Kinds of failure.

use super::ErrorCode;

/// What went wrong, roughly: enough to decide what to do about it. [`Error::code`](crate::Error::code) says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input or a setting cannot be sent; nothing was.
    InvalidInput,
    /// There are no credentials, or they are malformed; nothing was sent.
    Credentials,
    /// The service could not be reached, or the connection broke.
    Connection,
    /// It took too long.
    Timeout,
    /// There were too many calls. Fewer of them, or the same later, will do.
    Throttled,
    /// The service does not accept the credentials, or they do not permit the call.
    Unauthorized,
    /// The service does not accept a parameter: see [`Error::parameter`](crate::Error::parameter).
    InvalidParameter,
    /// What the call is about is not there: an object, a bucket, a job.
    NotFound,
    /// The service failed, and may be well again later.
    Unavailable,
    /// The service answered with another error.
    Service,
    /// The answer is not what the service promises.
    Decode,
    /// The answer is larger than the client reads.
    TooLarge,
    /// A submitted job has failed, for the reason that its query gives.
    JobFailed,
}

impl ErrorKind {
    /// The kind of an error that a service answered with. A code says more than a status: API 3.0 answers errors with
    /// 200, and Cloud Infinite has 403 for a queue that is full.
    pub(super) fn answered(code: Option<&ErrorCode>, status: u16) -> Self {
        let by_code = code.and_then(|code| Self::of_family(code.family()));
        by_code.unwrap_or(match status {
            401 => Self::Unauthorized,
            403 if code.is_none() => Self::Unauthorized,
            404 => Self::NotFound,
            429 => Self::Throttled,
            408 | 500 | 502..=504 => Self::Unavailable,
            _ => Self::Service,
        })
    }

    fn of_family(family: &str) -> Option<Self> {
        Some(match family {
            "RequestLimitExceeded" | "SlowDown" => Self::Throttled,
            "InternalError" | "ServiceUnavailable" => Self::Unavailable,
            "ResourceNotFound" | "NoSuchKey" | "NoSuchBucket" | "AuditingJobNotFound" => Self::NotFound,
            family if UNAUTHORIZED.contains(&family) => Self::Unauthorized,
            family if PARAMETER.contains(&family) => Self::InvalidParameter,
            _ => return None,
        })
    }
}

const UNAUTHORIZED: &[&str] = &[
    "AccessDenied",
    "AuthFailure",
    "ExpiredToken",
    "InvalidAccessKeyId",
    "InvalidAuthorization",
    "IpInBlacklist",
    "IpNotInWhitelist",
    "MissingAuthorization",
    "NoProcessAuthority",
    "RequestTimeTooSkewed",
    "SecretidNotExist",
    "SignatureDoesNotMatch",
    "SignatureExpired",
    "UnauthorizedOperation",
];

const PARAMETER: &[&str] = &[
    "BadDigest",
    "ImageResolutionExceed",
    "ImageTooLarge",
    "InvalidArgument",
    "InvalidContent",
    "InvalidDigest",
    "InvalidImageFormat",
    "InvalidImageSource",
    "InvalidParameter",
    "InvalidParameterValue",
    "InvalidPicOperations",
    "MissingContent",
    "MissingContentLength",
    "MissingParameter",
    "UnknownParameter",
];

#[cfg(test)]
mod tests {
    use super::{ErrorCode, ErrorKind};

    #[test]
    fn a_code_says_more_than_a_status() {
        for (code, status, kind) in [
            ("RequestLimitExceeded", 200, ErrorKind::Throttled),
            ("RequestLimitExceeded.UinLimitExceeded", 200, ErrorKind::Throttled),
            ("SlowDown", 503, ErrorKind::Throttled),
            ("SlowDown", 429, ErrorKind::Throttled),
            ("LimitExceeded", 200, ErrorKind::Service),
            ("AuthFailure.SecretIdNotFound", 200, ErrorKind::Unauthorized),
            ("AccessDenied", 403, ErrorKind::Unauthorized),
            ("QueueSaturated", 403, ErrorKind::Service),
            ("InvalidParameterValue.InvalidDataId", 200, ErrorKind::InvalidParameter),
            ("NoSuchKey", 404, ErrorKind::NotFound),
            ("InvalidUrl", 404, ErrorKind::NotFound),
            ("ResourceNotFound", 400, ErrorKind::NotFound),
            ("InternalError.InternalError", 200, ErrorKind::Unavailable),
            ("NotImplemented", 501, ErrorKind::Service),
            ("-46152", 400, ErrorKind::Service),
            ("Whatever", 502, ErrorKind::Unavailable),
        ] {
            assert_eq!(ErrorKind::answered(Some(&ErrorCode::from(code)), status), kind, "{code} {status}");
        }
    }

    #[test]
    fn without_a_code_the_status_decides() {
        for (status, kind) in [
            (301, ErrorKind::Service),
            (400, ErrorKind::Service),
            (401, ErrorKind::Unauthorized),
            (403, ErrorKind::Unauthorized),
            (404, ErrorKind::NotFound),
            (429, ErrorKind::Throttled),
            (500, ErrorKind::Unavailable),
            (501, ErrorKind::Service),
            (504, ErrorKind::Unavailable),
        ] {
            assert_eq!(ErrorKind::answered(None, status), kind, "{status}");
        }
    }
}
