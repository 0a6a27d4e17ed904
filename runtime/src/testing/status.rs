//! The HTTP status of error codes of Cloud Infinite and object storage.

use http::StatusCode;

use crate::meta::Host;

/// Returns the status of a code on a host; 400, the most frequent status, for unknown codes.
pub(super) fn status_of(code: &str, host: Host) -> StatusCode {
    match code {
        "SlowDown" if host.label() == "cos" => StatusCode::SERVICE_UNAVAILABLE,
        "SlowDown" => StatusCode::TOO_MANY_REQUESTS,
        "MissingAuthorization" | "InvalidAuthorization" | "SecretidNotExist" | "SignatureExpired" => {
            StatusCode::UNAUTHORIZED
        }
        "PaymentRequired" => StatusCode::PAYMENT_REQUIRED,
        "AccessDenied"
        | "InvalidAccessKeyId"
        | "MediaBucketAlreadyBinded"
        | "NoProcessAuthority"
        | "QueuePaused"
        | "QueueSaturated"
        | "RequestTimeTooSkewed"
        | "SignatureDoesNotMatch" => StatusCode::FORBIDDEN,
        "AuditingJobNotFound" | "InvalidUrl" | "NoSuchBucket" | "NoSuchKey" => StatusCode::NOT_FOUND,
        "MethodNotAllowed" => StatusCode::METHOD_NOT_ALLOWED,
        "MissingContentLength" => StatusCode::LENGTH_REQUIRED,
        "UnavailableForLegalReasons" => StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS,
        "InternalError" => StatusCode::INTERNAL_SERVER_ERROR,
        "NotImplemented" => StatusCode::NOT_IMPLEMENTED,
        "ServiceUnavailable" => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::BAD_REQUEST,
    }
}
