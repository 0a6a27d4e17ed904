//! Asks the cloud about images. Independent of HTTP and the database.

use std::time::Duration;

use tencentcloud_image::{Blob, Client, Error, ErrorCode, ErrorKind, ims};
use uuid::Uuid;

use crate::{Decision, Verdict};

/// Asks the cloud about images, under one moderation policy.
#[derive(Clone, Debug)]
pub struct Moderator {
    client: Client,
    biz_type: Option<String>,
}

/// Why there is no verdict, in the terms of this service.
#[derive(Debug, thiserror::Error)]
pub enum ModerationError {
    /// The image is the problem: another attempt fails as well.
    #[error("the image cannot be moderated")]
    BadImage(#[source] Error),
    /// There are too many requests at the moment.
    #[error("too many images are being moderated")]
    Busy(#[source] Error),
    /// The cloud failed or did not respond; a later attempt may succeed.
    #[error("the cloud cannot be reached")]
    Unavailable(#[source] Error),
    /// Anything else, such as a wrong key: the operator of this service must act.
    #[error("the cloud refused the request")]
    Refused(#[source] Error),
}

/// Codes that blame the image.
const BAD_IMAGE: [ErrorCode; 9] = [
    ims::error_codes::INVALID_PARAMETER_IMAGE_ASPECT_RATIO_TOO_LARGE,
    ims::error_codes::INVALID_PARAMETER_IMAGE_DATA_TOO_SMALL,
    ims::error_codes::INVALID_PARAMETER_IMAGE_SIZE_TOO_SMALL,
    ims::error_codes::INVALID_PARAMETER_INVALID_IMAGE_CONTENT,
    ims::error_codes::INVALID_PARAMETER_VALUE_EMPTY_IMAGE_CONTENT,
    ims::error_codes::INVALID_PARAMETER_VALUE_IMAGE_SIZE_TOO_SMALL,
    ims::error_codes::INVALID_PARAMETER_VALUE_INVALID_FILE_CONTENT_SIZE,
    ims::error_codes::INVALID_PARAMETER_VALUE_INVALID_IMAGE_CONTENT,
    ims::error_codes::RESOURCE_UNAVAILABLE_INVALID_IMAGE_CONTENT,
];

impl Moderator {
    /// Creates a moderator that calls the cloud with `client`. The default for `biz_type` is the account's own policy.
    pub fn new(client: Client, biz_type: Option<String>) -> Self {
        Self { client, biz_type }
    }

    /// Asks for a verdict on `image`. Every call is charged.
    ///
    /// # Errors
    ///
    /// Fails if the cloud rejects the image, or does not respond with a verdict.
    pub async fn moderate(&self, image: Blob) -> Result<Verdict, ModerationError> {
        let id = Uuid::now_v7();
        let mut request = ims::ImageModeration::new().data_id(id.to_string()).file_content(image);
        request.biz_type = self.biz_type.clone();
        let response = request.send(&self.client).await?;
        Ok(Verdict {
            id,
            decision: decide(response.suggestion.as_ref()),
            label: response.label.clone().filter(|label| !label.is_empty()),
            score: response.score,
            request_id: response.request_id().to_owned(),
            decided_at: Verdict::now(),
        })
    }
}

/// The cloud adds values at any time. A value that this program does not know is left to a person.
fn decide(suggestion: Option<&ims::Suggestion>) -> Decision {
    match suggestion {
        Some(ims::Suggestion::Pass) => Decision::Accepted,
        Some(ims::Suggestion::Block) => Decision::Rejected,
        _ => Decision::Review,
    }
}

impl ModerationError {
    /// Returns how long to wait before the next attempt, if another attempt may succeed.
    pub fn retry_after(&self) -> Option<Duration> {
        let (error, default) = match self {
            Self::Busy(error) => (error, 1),
            Self::Unavailable(error) => (error, 10),
            Self::BadImage(_) | Self::Refused(_) => return None,
        };
        Some(error.retry_after().unwrap_or(Duration::from_secs(default)))
    }
}

impl From<Error> for ModerationError {
    fn from(error: Error) -> Self {
        match error.kind() {
            _ if error.code().is_some_and(|code| BAD_IMAGE.contains(code)) => Self::BadImage(error),
            ErrorKind::Throttled => Self::Busy(error),
            _ if error.is_retryable() => Self::Unavailable(error),
            _ => Self::Refused(error),
        }
    }
}
