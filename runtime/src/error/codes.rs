//! The documented codes.

use std::borrow::Cow;

use super::ErrorCode;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal;)*) => {
        impl ErrorCode {
            $($(#[doc = $doc])+ pub const $name: Self = Self(Cow::Borrowed($code));)*
        }
    };
}

/// Makes a module with the codes of a service as constants.
///
/// ```
/// tencentcloud_runtime::error_codes! {
///     /// What the service may answer.
///     error_codes {
///         /// There is no such job.
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
    /// The key is not one for the API.
    AUTH_FAILURE_INVALID_SECRET_ID = "AuthFailure.InvalidSecretId";
    /// Multi-factor authentication failed.
    AUTH_FAILURE_MFA_FAILURE = "AuthFailure.MFAFailure";
    /// There is no such key, or it is disabled.
    AUTH_FAILURE_SECRET_ID_NOT_FOUND = "AuthFailure.SecretIdNotFound";
    /// The signature is too old, or the clock wrong.
    AUTH_FAILURE_SIGNATURE_EXPIRE = "AuthFailure.SignatureExpire";
    /// The signature is wrong, as it is with a wrong key.
    AUTH_FAILURE_SIGNATURE_FAILURE = "AuthFailure.SignatureFailure";
    /// The token is wrong, or has expired.
    AUTH_FAILURE_TOKEN_FAILURE = "AuthFailure.TokenFailure";
    /// The key may not do this.
    AUTH_FAILURE_UNAUTHORIZED_OPERATION = "AuthFailure.UnauthorizedOperation";
    /// It would have worked, but was only a trial.
    DRY_RUN_OPERATION = "DryRunOperation";
    /// The operation failed.
    FAILED_OPERATION = "FailedOperation";
    /// The service failed. Cloud Infinite has the same code.
    INTERNAL_ERROR = "InternalError";
    /// There is no such action.
    INVALID_ACTION = "InvalidAction";
    /// A parameter is wrong, or the parameters do not go together.
    INVALID_PARAMETER = "InvalidParameter";
    /// A parameter has a value that it cannot have.
    INVALID_PARAMETER_VALUE = "InvalidParameterValue";
    /// The body is malformed.
    INVALID_REQUEST = "InvalidRequest";
    /// The address of the caller is on the black list.
    IP_IN_BLACKLIST = "IpInBlacklist";
    /// The address of the caller is not on the white list.
    IP_NOT_IN_WHITELIST = "IpNotInWhitelist";
    /// A quota is used up. This is not about the number of calls a second.
    LIMIT_EXCEEDED = "LimitExceeded";
    /// A required parameter is missing.
    MISSING_PARAMETER = "MissingParameter";
    /// There is no such product.
    NO_SUCH_PRODUCT = "NoSuchProduct";
    /// There is no such version of the API.
    NO_SUCH_VERSION = "NoSuchVersion";
    /// There were too many calls.
    REQUEST_LIMIT_EXCEEDED = "RequestLimitExceeded";
    /// There were too many calls of the account in this region.
    REQUEST_LIMIT_EXCEEDED_GLOBAL_REGION_UIN = "RequestLimitExceeded.GlobalRegionUinLimitExceeded";
    /// There were too many calls from this address.
    REQUEST_LIMIT_EXCEEDED_IP = "RequestLimitExceeded.IPLimitExceeded";
    /// There were too many calls of the account.
    REQUEST_LIMIT_EXCEEDED_UIN = "RequestLimitExceeded.UinLimitExceeded";
    /// The request is too large.
    REQUEST_SIZE_LIMIT_EXCEEDED = "RequestSizeLimitExceeded";
    /// The resource is in use.
    RESOURCE_IN_USE = "ResourceInUse";
    /// There is not enough of the resource.
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
    /// The account may not do this.
    UNAUTHORIZED_OPERATION = "UnauthorizedOperation";
    /// There is no such parameter.
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
    /// The key may not do this, or the signature has expired.
    ACCESS_DENIED = "AccessDenied";
    /// There is no such moderation job.
    AUDITING_JOB_NOT_FOUND = "AuditingJobNotFound";
    /// The body is not the one that its checksum was made of.
    BAD_DIGEST = "BadDigest";
    /// Cloud Infinite has not been given the role that it needs.
    CI_ROLE_NOT_EXIST = "CIRoleNotExist";
    /// The token has expired.
    EXPIRED_TOKEN = "ExpiredToken";
    /// The image has too many pixels.
    IMAGE_RESOLUTION_EXCEED = "ImageResolutionExceed";
    /// The image is too large.
    IMAGE_TOO_LARGE = "ImageTooLarge";
    /// There is no such key.
    INVALID_ACCESS_KEY_ID = "InvalidAccessKeyId";
    /// A parameter is wrong.
    INVALID_ARGUMENT = "InvalidArgument";
    /// The `Authorization` header is malformed.
    INVALID_AUTHORIZATION = "InvalidAuthorization";
    /// The body is malformed.
    INVALID_CONTENT = "InvalidContent";
    /// The checksum is malformed.
    INVALID_DIGEST = "InvalidDigest";
    /// The host is not one for this operation.
    INVALID_HOST = "InvalidHost";
    /// The image has a format that is not supported.
    INVALID_IMAGE_FORMAT = "InvalidImageFormat";
    /// The image is none.
    INVALID_IMAGE_SOURCE = "InvalidImageSource";
    /// The `Pic-Operations` header is malformed.
    INVALID_PIC_OPERATIONS = "InvalidPicOperations";
    /// There is no such address.
    INVALID_URL = "InvalidUrl";
    /// The bucket is bound already.
    MEDIA_BUCKET_ALREADY_BINDED = "MediaBucketAlreadyBinded";
    /// The method is not one for this address.
    METHOD_NOT_ALLOWED = "MethodNotAllowed";
    /// There is no signature.
    MISSING_AUTHORIZATION = "MissingAuthorization";
    /// The body is missing.
    MISSING_CONTENT = "MissingContent";
    /// The body's length is missing.
    MISSING_CONTENT_LENGTH = "MissingContentLength";
    /// The account may not process images.
    NO_PROCESS_AUTHORITY = "NoProcessAuthority";
    /// There is no such bucket.
    NO_SUCH_BUCKET = "NoSuchBucket";
    /// There is no such object.
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
    /// The service may not read the resource.
    RESOURCE_ACCESS_DENIED = "ResourceAccessDenied";
    /// The service could not download the resource.
    RESOURCE_DOWNLOAD_FAILED = "ResourceDownloadFailed";
    /// The resource is of a kind that is not supported.
    RESOURCE_NOT_SUPPORTED = "ResourceNotSupported";
    /// There is no such key.
    SECRETID_NOT_EXIST = "SecretidNotExist";
    /// The signature is wrong, as it is with a wrong key.
    SIGNATURE_DOES_NOT_MATCH = "SignatureDoesNotMatch";
    /// The signature has expired.
    SIGNATURE_EXPIRED = "SignatureExpired";
    /// There were too many calls.
    SLOW_DOWN = "SlowDown";
    /// The law forbids it.
    UNAVAILABLE_FOR_LEGAL_REASONS = "UnavailableForLegalReasons";
}
