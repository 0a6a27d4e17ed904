//! The kinds of error.

use super::ErrorCode;

/// The kind of an error, which is enough to decide how to handle it. [`Error::code`](crate::Error::code) is more
/// specific.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input or a setting is not valid. Nothing was sent.
    InvalidInput,
    /// Credentials are missing or malformed. Nothing was sent.
    Credentials,
    /// The service could not be reached, or the connection broke.
    Connection,
    /// The timeout has passed.
    Timeout,
    /// There were too many calls. Fewer or later calls may succeed.
    Throttled,
    /// The service rejects the credentials, or they do not permit the call.
    Unauthorized,
    /// The service rejects a parameter: see [`Error::parameter`](crate::Error::parameter).
    InvalidParameter,
    /// An object, bucket, job or other resource does not exist.
    NotFound,
    /// The service failed: transient; a later request may succeed.
    Unavailable,
    /// The service answered with another error.
    Service,
    /// The answer cannot be read.
    Decode,
    /// The answer exceeds the client's limit.
    TooLarge,
    /// A submitted job has failed. The code and message are those of the job.
    JobFailed,
}

impl ErrorKind {
    /// Returns the kind of an error of a service. The code takes precedence over the status: API 3.0 answers errors
    /// with 200, and Cloud Infinite uses 403 for a full queue.
    pub(super) fn from_response(code: Option<&ErrorCode>, status: u16) -> Self {
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
    "Request has expired",
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
    fn a_code_takes_precedence_over_a_status() {
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
            assert_eq!(ErrorKind::from_response(Some(&ErrorCode::from(code)), status), kind, "{code} {status}");
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
            assert_eq!(ErrorKind::from_response(None, status), kind, "{status}");
        }
    }
}
