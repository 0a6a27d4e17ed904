//! Documented error codes as constants.

use std::borrow::Cow;

use super::ErrorCode;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal;)*) => {
        impl ErrorCode {
            $($(#[doc = $doc])+ pub const $name: Self = Self(Cow::Borrowed($code));)*
        }
    };
}

/// Defines a module with the codes of a service as constants.
///
/// ```
/// # use tencentcloud_runtime::error_codes;
/// error_codes! {
///     /// Error codes of the service.
///     error_codes {
///         /// The job does not exist.
///         FAILED_OPERATION_JOB_NOT_EXIST = "FailedOperation.JobNotExist",
///     }
/// }
///
/// assert!(error_codes::FAILED_OPERATION_JOB_NOT_EXIST == "FailedOperation.JobNotExist");
/// ```
#[macro_export]
macro_rules! error_codes {
    (
        $(#[doc = $about:literal])+
        $module:ident { $($(#[doc = $doc:literal])+ $name:ident = $code:literal,)* }
    ) => {
        $(#[doc = $about])+
        pub mod $module {
            $(
                $(#[doc = $doc])+
                #[doc = ""]
                #[doc = ::std::concat!("`", $code, "`")]
                pub const $name: $crate::ErrorCode = $crate::ErrorCode::from_static($code);
            )*
        }
    };
}

// The common codes of API 3.0.
codes! {
    /// The action is no longer offered.
    ACTION_OFFLINE = "ActionOffline";
    /// The `Authorization` header is malformed.
    AUTH_FAILURE_INVALID_AUTHORIZATION = "AuthFailure.InvalidAuthorization";
    /// The key is not an API key.
    AUTH_FAILURE_INVALID_SECRET_ID = "AuthFailure.InvalidSecretId";
    /// Multi-factor authentication failed.
    AUTH_FAILURE_MFA_FAILURE = "AuthFailure.MFAFailure";
    /// The key does not exist or is disabled.
    AUTH_FAILURE_SECRET_ID_NOT_FOUND = "AuthFailure.SecretIdNotFound";
    /// The signature has expired, or the clock is wrong.
    AUTH_FAILURE_SIGNATURE_EXPIRE = "AuthFailure.SignatureExpire";
    /// The signature is wrong, for example because of a wrong key.
    AUTH_FAILURE_SIGNATURE_FAILURE = "AuthFailure.SignatureFailure";
    /// The token is wrong or has expired.
    AUTH_FAILURE_TOKEN_FAILURE = "AuthFailure.TokenFailure";
    /// The key does not permit the operation.
    AUTH_FAILURE_UNAUTHORIZED_OPERATION = "AuthFailure.UnauthorizedOperation";
    /// The request was a dry run and would have succeeded.
    DRY_RUN_OPERATION = "DryRunOperation";
    /// The operation failed.
    FAILED_OPERATION = "FailedOperation";
    /// The service failed. Cloud Infinite has the same code.
    INTERNAL_ERROR = "InternalError";
    /// The action does not exist.
    INVALID_ACTION = "InvalidAction";
    /// A parameter is wrong, or the parameters contradict each other.
    INVALID_PARAMETER = "InvalidParameter";
    /// The value of a parameter is not allowed.
    INVALID_PARAMETER_VALUE = "InvalidParameterValue";
    /// The body is malformed.
    INVALID_REQUEST = "InvalidRequest";
    /// The caller's address is on the blacklist.
    IP_IN_BLACKLIST = "IpInBlacklist";
    /// The caller's address is not on the whitelist.
    IP_NOT_IN_WHITELIST = "IpNotInWhitelist";
    /// A quota is exhausted. This does not concern the rate of calls.
    LIMIT_EXCEEDED = "LimitExceeded";
    /// A required parameter is missing.
    MISSING_PARAMETER = "MissingParameter";
    /// The product does not exist.
    NO_SUCH_PRODUCT = "NoSuchProduct";
    /// The version of the API does not exist.
    NO_SUCH_VERSION = "NoSuchVersion";
    /// There are too many calls.
    REQUEST_LIMIT_EXCEEDED = "RequestLimitExceeded";
    /// There are too many calls of the account in this region.
    REQUEST_LIMIT_EXCEEDED_GLOBAL_REGION_UIN = "RequestLimitExceeded.GlobalRegionUinLimitExceeded";
    /// There are too many calls from this address.
    REQUEST_LIMIT_EXCEEDED_IP = "RequestLimitExceeded.IPLimitExceeded";
    /// There are too many calls of the account.
    REQUEST_LIMIT_EXCEEDED_UIN = "RequestLimitExceeded.UinLimitExceeded";
    /// The request is too large.
    REQUEST_SIZE_LIMIT_EXCEEDED = "RequestSizeLimitExceeded";
    /// The resource is in use.
    RESOURCE_IN_USE = "ResourceInUse";
    /// The resource is insufficient.
    RESOURCE_INSUFFICIENT = "ResourceInsufficient";
    /// The resource does not exist. Cloud Infinite has the same code.
    RESOURCE_NOT_FOUND = "ResourceNotFound";
    /// The resource is not available.
    RESOURCE_UNAVAILABLE = "ResourceUnavailable";
    /// The resource is sold out.
    RESOURCES_SOLD_OUT = "ResourcesSoldOut";
    /// The answer would be too large.
    RESPONSE_SIZE_LIMIT_EXCEEDED = "ResponseSizeLimitExceeded";
    /// The service is not available. Cloud Infinite has the same code.
    SERVICE_UNAVAILABLE = "ServiceUnavailable";
    /// The account does not permit the operation.
    UNAUTHORIZED_OPERATION = "UnauthorizedOperation";
    /// The parameter does not exist.
    UNKNOWN_PARAMETER = "UnknownParameter";
    /// The operation is not supported.
    UNSUPPORTED_OPERATION = "UnsupportedOperation";
    /// The protocol is not supported.
    UNSUPPORTED_PROTOCOL = "UnsupportedProtocol";
    /// The region is not supported.
    UNSUPPORTED_REGION = "UnsupportedRegion";
}

// The codes of Cloud Infinite and object storage that concern images.
codes! {
    /// The key does not permit the operation, or the signature has expired.
    ACCESS_DENIED = "AccessDenied";
    /// The moderation job does not exist.
    AUDITING_JOB_NOT_FOUND = "AuditingJobNotFound";
    /// The body does not match its checksum.
    BAD_DIGEST = "BadDigest";
    /// The account has not granted Cloud Infinite the role that it needs.
    CI_ROLE_NOT_EXIST = "CIRoleNotExist";
    /// The token has expired.
    EXPIRED_TOKEN = "ExpiredToken";
    /// The image has too many pixels.
    IMAGE_RESOLUTION_EXCEED = "ImageResolutionExceed";
    /// The image is too large.
    IMAGE_TOO_LARGE = "ImageTooLarge";
    /// The key does not exist.
    INVALID_ACCESS_KEY_ID = "InvalidAccessKeyId";
    /// A parameter is wrong.
    INVALID_ARGUMENT = "InvalidArgument";
    /// The `Authorization` header is malformed.
    INVALID_AUTHORIZATION = "InvalidAuthorization";
    /// The body is malformed.
    INVALID_CONTENT = "InvalidContent";
    /// The checksum is malformed.
    INVALID_DIGEST = "InvalidDigest";
    /// The operation is not available on this host.
    INVALID_HOST = "InvalidHost";
    /// The format of the image is not supported.
    INVALID_IMAGE_FORMAT = "InvalidImageFormat";
    /// The source is not an image.
    INVALID_IMAGE_SOURCE = "InvalidImageSource";
    /// The `Pic-Operations` header is malformed.
    INVALID_PIC_OPERATIONS = "InvalidPicOperations";
    /// The URL does not exist.
    INVALID_URL = "InvalidUrl";
    /// The bucket is already bound.
    MEDIA_BUCKET_ALREADY_BINDED = "MediaBucketAlreadyBinded";
    /// The method is not allowed for this URL.
    METHOD_NOT_ALLOWED = "MethodNotAllowed";
    /// The signature is missing.
    MISSING_AUTHORIZATION = "MissingAuthorization";
    /// The body is missing.
    MISSING_CONTENT = "MissingContent";
    /// The content length is missing.
    MISSING_CONTENT_LENGTH = "MissingContentLength";
    /// The account is not allowed to process images.
    NO_PROCESS_AUTHORITY = "NoProcessAuthority";
    /// The bucket does not exist.
    NO_SUCH_BUCKET = "NoSuchBucket";
    /// The object does not exist.
    NO_SUCH_KEY = "NoSuchKey";
    /// The operation is not offered.
    NOT_IMPLEMENTED = "NotImplemented";
    /// The account has not paid.
    PAYMENT_REQUIRED = "PaymentRequired";
    /// The job's queue is paused.
    QUEUE_PAUSED = "QueuePaused";
    /// The job's queue is full.
    QUEUE_SATURATED = "QueueSaturated";
    /// The clock is wrong.
    REQUEST_TIME_TOO_SKEWED = "RequestTimeTooSkewed";
    /// The service is not allowed to read the resource.
    RESOURCE_ACCESS_DENIED = "ResourceAccessDenied";
    /// The service could not download the resource.
    RESOURCE_DOWNLOAD_FAILED = "ResourceDownloadFailed";
    /// The kind of the resource is not supported.
    RESOURCE_NOT_SUPPORTED = "ResourceNotSupported";
    /// The key does not exist.
    SECRETID_NOT_EXIST = "SecretidNotExist";
    /// The signature is wrong, for example because of a wrong key.
    SIGNATURE_DOES_NOT_MATCH = "SignatureDoesNotMatch";
    /// The signature has expired.
    SIGNATURE_EXPIRED = "SignatureExpired";
    /// There are too many calls.
    SLOW_DOWN = "SlowDown";
    /// The content is unavailable for legal reasons.
    UNAVAILABLE_FOR_LEGAL_REASONS = "UnavailableForLegalReasons";
}
