//! Interruptions: no job is lost, and none is submitted a second time.

mod support;

use std::time::Duration;

use image_worker::{State, WorkerError};
use support::{JOB, OrderFolder, Pictures, done, order, reason, stored, submitted};
use tencentcloud_image::testing::Mock;
use tencentcloud_image::{aiart, ci};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

const PICTURE: &str = "https://results.example.com/1.png";

#[tokio::test(start_paused = true)]
async fn stopped_worker_resumes_its_job() {
    let mock = Mock::new();
    mock.on::<aiart::SubmitGlamPicJob>().answer(|output| output.job_id = Some(JOB.to_owned())).times(1);
    mock.on::<aiart::QueryGlamPicJob>()
        .answer(|output| output.job_status_code = Some(aiart::JobStatusCode::Running))
        .times(3);
    mock.on::<aiart::QueryGlamPicJob>().answer(done(&[PICTURE]));
    mock.on::<ci::UploadImage>().answer(stored);
    let orders = OrderFolder::with_order(State::New);
    let stop = CancellationToken::new();
    let worker = orders.worker(mock.client(), Pictures::none()).unwrap();
    let interrupt = async {
        sleep(Duration::from_secs(7)).await;
        stop.cancel();
    };
    let (result, ()) = tokio::join!(worker.run(&stop), interrupt);
    result.unwrap();
    assert_eq!(orders.state("party"), submitted());

    drop(worker);
    orders.run_once(&mock, Pictures::none().with(PICTURE, 200, "image/png")).await;
    assert_eq!(orders.state("party"), State::Done { keys: vec!["pictures/party-1.png".to_owned()] });
}

#[tokio::test(start_paused = true)]
async fn stop_while_submitting_keeps_the_job() {
    let (mock, stop) = (Mock::new(), CancellationToken::new());
    let signal = stop.clone();
    mock.on::<aiart::SubmitGlamPicJob>()
        .when(move |_| {
            signal.cancel();
            true
        })
        .answer(|output| output.job_id = Some(JOB.to_owned()));
    let orders = OrderFolder::with_order(State::New);
    orders.worker(mock.client(), Pictures::none()).unwrap().run(&stop).await.unwrap();
    assert_eq!(orders.state("party"), submitted());
}

#[tokio::test(start_paused = true)]
async fn state_is_written_before_the_job_is_submitted() {
    let mock = Mock::new();
    let orders = OrderFolder::with_order(State::New);
    let file = orders.path("party");
    mock.on::<aiart::SubmitGlamPicJob>()
        .when(move |_| std::fs::read_to_string(&file).unwrap().contains(r#""is": "submitting""#))
        .fail("InvalidParameterValue", "no");
    orders.run_once(&mock, Pictures::none()).await;
}

/// A process that was killed while it submitted cannot know whether there is a job.
#[tokio::test]
async fn killed_submission_is_not_repeated() {
    let mock = Mock::new();
    let orders = OrderFolder::with_order(State::Submitting);
    orders.run_once(&mock, Pictures::none()).await;
    assert!(reason(&orders.state("party")).contains("a job may exist"));
    assert_eq!(mock.requests(), 0);
}

#[tokio::test(start_paused = true)]
async fn submission_without_an_answer_is_not_repeated() {
    let mock = Mock::new();
    mock.on::<aiart::SubmitGlamPicJob>().disconnect().times(1);
    let orders = OrderFolder::with_order(State::New);
    orders.run_once(&mock, Pictures::none()).await;
    assert!(reason(&orders.state("party")).starts_with("a job may exist"));
}

#[tokio::test(start_paused = true)]
async fn throttled_order_stays_new_and_the_others_are_processed() {
    let mock = Mock::new();
    mock.on::<aiart::SubmitGlamPicJob>().fail("RequestLimitExceeded.JobNumExceed", "one at a time").times(3);
    mock.on::<aiart::SubmitGlamPicJob>().fail("InvalidParameterValue", "no").times(1);
    let orders = OrderFolder::with_order(State::New);
    orders.put("second", &order(State::New));
    orders.run_once(&mock, Pictures::none()).await;
    assert_eq!(orders.state("party"), State::New);
    assert!(orders.state("second").is_final());
}

#[tokio::test(start_paused = true)]
async fn job_that_takes_too_long_is_asked_for_again() {
    let mock = Mock::new();
    mock.on::<aiart::QueryGlamPicJob>().answer(|output| output.job_status_code = Some("9".into()));
    let orders = OrderFolder::with_order(submitted());
    orders.run_once(&mock, Pictures::none()).await;
    assert_eq!(orders.state("party"), submitted());
    assert_eq!(mock.calls::<aiart::QueryGlamPicJob>().len(), 201, "one query every three seconds, for ten minutes");
}

#[tokio::test]
async fn folder_belongs_to_one_worker() {
    let mock = Mock::new();
    let orders = OrderFolder::with_order(State::New);
    let first = orders.worker(mock.client(), Pictures::none()).unwrap();
    assert!(matches!(orders.worker(mock.client(), Pictures::none()), Err(WorkerError::Locked)));
    drop(first);
    assert!(orders.worker(mock.client(), Pictures::none()).is_ok());
}
