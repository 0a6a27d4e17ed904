//! Jobs that make pictures: submits them and queries their state. The only module that calls the image service.
//!
//! `send_and_wait` does both for jobs of one process. Here a job outlives the process, so its id is kept in between.

use std::time::Duration;

use tencentcloud_image::{Client, Error, aiart};
use tokio::time::{Instant, sleep};

use crate::Order;

/// How long to wait between two queries.
const PAUSE: Duration = Duration::from_secs(3);

/// Why a job has no pictures.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// A call failed.
    #[error("{0}")]
    Service(#[from] Error),
    /// The service reports that the job failed.
    #[error("the job failed: {code}: {message}")]
    Failed {
        /// The service's code.
        code: String,
        /// The service's message.
        message: String,
    },
    /// The response lacks a member that it should have.
    #[error("the response has no {0}")]
    Incomplete(&'static str),
    /// The job was not done in time. It goes on.
    #[error("the job is not done yet")]
    NotYet,
}

/// Submits a job and returns its id. Every job is charged.
pub(crate) async fn submit(client: &Client, order: &Order) -> Result<String, JobError> {
    let people = order.people.iter().map(|photos| aiart::FaceInfo::new().image_urls(photos));
    let request = aiart::SubmitGlamPicJob::new()
        .template_url(&order.template)
        .face_infos(people)
        .num(order.pictures)
        .logo_add(true);
    let response = request.send(client).await?;
    response.into_inner().job_id.ok_or(JobError::Incomplete("job id"))
}

/// Asks for a job until it is done, and returns the addresses of its pictures, which are valid for an hour.
pub(crate) async fn wait(client: &Client, job: &str, job_timeout: Duration) -> Result<Vec<String>, JobError> {
    let deadline = Instant::now() + job_timeout;
    loop {
        let response = aiart::QueryGlamPicJob::new().job_id(job).send(client).await?.into_inner();
        match response.job_status_code {
            Some(aiart::JobStatusCode::Done) if response.result_image.is_empty() => {
                return Err(JobError::Incomplete("pictures"));
            }
            Some(aiart::JobStatusCode::Done) => return Ok(response.result_image.into_vec()),
            Some(aiart::JobStatusCode::Failed) => {
                let (code, message) = (response.job_error_code, response.job_error_msg);
                return Err(JobError::Failed { code: code.unwrap_or_default(), message: message.unwrap_or_default() });
            }
            // Waiting, running, or a state that this program does not know.
            _ if Instant::now() + PAUSE > deadline => return Err(JobError::NotYet),
            _ => sleep(PAUSE).await,
        }
    }
}
