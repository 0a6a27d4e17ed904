//! What can go wrong, in the terms of the gallery.

use tencentcloud_image::{Error, ErrorCode, ErrorKind, ims};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// There is too much to do at the moment: ask the user to try again later.
    #[error("the gallery is busy")]
    Busy,
    /// There is no such photograph.
    #[error("there is no such photograph")]
    Missing,
    /// The user's image or wish is the problem; the text is for the user.
    #[error("{0}")]
    Refused(String),
    /// The bytes did not arrive, or could not be written.
    #[error("the photograph broke off")]
    Broken(#[from] std::io::Error),
    /// Anything else is for whoever runs the gallery. It prints with the request id, which the service's support asks for.
    #[error("the cloud does not answer as it should")]
    Cloud(#[source] Error),
}

/// Codes that say that the user's image is the problem.
const NO_IMAGES: [ErrorCode; 2] = [
    ims::error_codes::INVALID_PARAMETER_VALUE_INVALID_IMAGE_CONTENT,
    ims::error_codes::RESOURCE_UNAVAILABLE_INVALID_IMAGE_CONTENT,
];

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error.kind() {
            // The client has tried several times by now.
            ErrorKind::Throttled => Self::Busy,
            ErrorKind::NotFound => Self::Missing,
            ErrorKind::JobFailed => Self::Refused(error.message().to_owned()),
            _ if error.code().is_some_and(|code| NO_IMAGES.contains(code)) => {
                Self::Refused("this is no image".to_owned())
            }
            _ => Self::Cloud(error),
        }
    }
}
