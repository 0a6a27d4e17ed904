//! Why a step of an order fails, and what follows from it.

use tencentcloud_image::{Error, ErrorKind};

use crate::{DownloadError, JobError, State};

/// Why a step of an order failed.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    /// The job cannot be submitted or queried, or has failed.
    #[error(transparent)]
    Job(#[from] JobError),
    /// A picture cannot be downloaded.
    #[error(transparent)]
    Download(#[from] DownloadError),
    /// A picture cannot be stored.
    #[error("the picture cannot be stored: {0}")]
    Store(#[from] Error),
}

impl StepError {
    /// Returns whether the credentials are the problem, so that every other step would fail as well.
    pub fn is_about_credentials(&self) -> bool {
        let kind = self.of_client().map(Error::kind);
        matches!(kind, Some(ErrorKind::Credentials | ErrorKind::Unauthorized))
    }

    /// Returns the state of an order after this error ended a step that began in the state `before`.
    pub fn state_after(&self, before: &State) -> State {
        let is_ambiguous = *before == State::New && self.of_client().is_some_and(Error::is_ambiguous);
        match self {
            // Every job is charged, so one that may exist is not submitted again.
            _ if is_ambiguous => State::Failed { reason: format!("a job may exist: {self}") },
            _ if self.is_temporary() || self.is_about_credentials() => before.clone(),
            _ => State::Failed { reason: self.to_string() },
        }
    }

    fn is_temporary(&self) -> bool {
        match self {
            Self::Job(JobError::NotYet) => true,
            Self::Download(error) => error.is_temporary(),
            Self::Job(_) | Self::Store(_) => self.of_client().is_some_and(Error::is_retryable),
        }
    }

    fn of_client(&self) -> Option<&Error> {
        match self {
            Self::Job(JobError::Service(error)) | Self::Store(error) => Some(error),
            Self::Job(_) | Self::Download(_) => None,
        }
    }
}
