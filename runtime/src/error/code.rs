//! Error codes of the services.

use std::borrow::Cow;
use std::fmt;

/// An error code of a service, such as `AuthFailure.SignatureFailure` or `NoSuchKey`.
///
/// Services add codes at any time, so this is a text. The constants are the codes that are documented for all services.
/// A code of API 3.0 may have a subcode after a dot: [`family`](Self::family) is the part before it.
///
/// ```
/// # use tencentcloud_runtime::ErrorCode;
/// let code = ErrorCode::from("ResourceUnavailable.ImageDownloadError");
/// assert!(code == "ResourceUnavailable.ImageDownloadError");
/// assert!(code.family() == ErrorCode::RESOURCE_UNAVAILABLE);
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ErrorCode(pub(super) Cow<'static, str>);

impl ErrorCode {
    /// Returns a code from a static text.
    pub const fn from_static(code: &'static str) -> Self {
        Self(Cow::Borrowed(code))
    }

    /// Returns the code as the service wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the part before the first dot: `AuthFailure` of `AuthFailure.SignatureFailure`.
    pub fn family(&self) -> &str {
        self.0.split('.').next().unwrap_or_default()
    }
}

impl From<&str> for ErrorCode {
    fn from(code: &str) -> Self {
        Self(Cow::Owned(code.to_owned()))
    }
}

impl From<String> for ErrorCode {
    fn from(code: String) -> Self {
        Self(Cow::Owned(code))
    }
}

impl AsRef<str> for ErrorCode {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for ErrorCode {
    fn eq(&self, code: &str) -> bool {
        self.as_str() == code
    }
}

impl PartialEq<&str> for ErrorCode {
    fn eq(&self, code: &&str) -> bool {
        self.as_str() == *code
    }
}

impl PartialEq<ErrorCode> for str {
    fn eq(&self, code: &ErrorCode) -> bool {
        self == code.as_str()
    }
}

impl PartialEq<ErrorCode> for &str {
    fn eq(&self, code: &ErrorCode) -> bool {
        *self == code.as_str()
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Prints the code as a quoted text.
impl fmt::Debug for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}
