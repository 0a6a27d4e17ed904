//! Waiting for submissions with several jobs.

use std::time::Duration;

use tencentcloud_image::ErrorKind;
use tencentcloud_image::ci::{BatchModerateImages, ImageModerationConf, ImageModerationInput, JobState};

use super::{bucket, server};

const SHORT_PAUSES: (Duration, Duration) = (Duration::from_millis(1), Duration::from_millis(2));

fn images() -> BatchModerateImages {
    let image = |id: &str| ImageModerationInput::new().data_id(id).object("uploads/poster.jpg");
    BatchModerateImages::new().input([image("upload-2042"), image("upload-2043")])
}

#[tokio::test]
async fn every_job_of_a_batch_is_awaited() {
    let server = server().await;
    let images = images().config(ImageModerationConf::new().async_(true).biz_type("b1"));
    let results = images.send_and_wait(&bucket(&server)).pauses(SHORT_PAUSES.0, SHORT_PAUSES.1).await.expect("results");
    let submitted = results.submitted.jobs_detail.iter().map(|job| (job.job_id.clone(), job.data_id.clone()));
    let submitted: Vec<_> = submitted.collect();
    let data_ids: Vec<_> = submitted.iter().filter_map(|(_, data_id)| data_id.as_deref()).collect();
    assert_eq!(data_ids, ["upload-2042", "upload-2043"]);
    assert!(submitted[0].0.is_some() && submitted[1].0.is_some() && submitted[0].0 != submitted[1].0);
    let jobs = results.jobs.iter().map(|job| job.as_ref().expect("a result").jobs_detail.as_ref().expect("a job"));
    let jobs: Vec<_> = jobs.collect();
    let found: Vec<_> = jobs.iter().map(|job| (job.job_id.clone(), job.data_id.clone())).collect();
    assert_eq!(found, submitted);
    assert!(jobs.iter().all(|job| job.state == Some(JobState::Success)));
    let polls = server.requests().iter().filter(|request| request.method == "GET").count();
    assert!(polls > jobs.len(), "each job was polled only once: {polls}");
}

#[tokio::test]
async fn a_late_job_does_not_hide_the_answer_of_the_submission() {
    let server = server().await;
    let wait = images().send_and_wait(&bucket(&server)).deadline(Duration::ZERO);
    let results = wait.await.expect("the answer of the submission");
    assert!(!results.jobs.is_empty() && !results.submitted.jobs_detail.is_empty());
    let kind = |job: &Result<_, tencentcloud_image::Error>| job.as_ref().err().map(|error| error.kind());
    assert!(results.jobs.iter().all(|job| kind(job) == Some(ErrorKind::Timeout)), "{results:?}");
}
