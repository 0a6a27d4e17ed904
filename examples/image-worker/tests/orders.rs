//! Orders from the beginning to the end.

mod support;

use std::time::Duration;

use image_worker::State;
use support::{JOB, OrderFolder, Pictures, done, order, reason, stored, submitted};
use tencentcloud_image::testing::Mock;
use tencentcloud_image::{aiart, ci};
use tokio::time::Instant;

const FIRST: &str = "https://results.example.com/1.png?sign=first";
const SECOND: &str = "https://results.example.com/2.jpg?sign=second";

#[tokio::test(start_paused = true)]
async fn pictures_of_a_job_are_stored() {
    let mock = Mock::new();
    mock.on::<aiart::SubmitGlamPicJob>().answer(|output| output.job_id = Some(JOB.to_owned())).times(1);
    mock.on::<aiart::QueryGlamPicJob>()
        .when(|query| query.job_id.as_deref() == Some(JOB))
        .answer(|output| output.job_status_code = Some(aiart::JobStatusCode::Waiting))
        .then(|output| output.job_status_code = Some(aiart::JobStatusCode::Running))
        .then(done(&[FIRST, SECOND]));
    mock.on::<ci::UploadImage>().answer(stored).times(2);
    let orders = OrderFolder::with_order(State::New);
    let start = Instant::now();
    orders.run_once(&mock, Pictures::none().with(FIRST, 200, "image/png").with(SECOND, 200, "image/jpeg")).await;

    assert_eq!(
        orders.state("party"),
        State::Done { keys: ["pictures/party-1.png", "pictures/party-2.jpg"].map(str::to_owned).into() }
    );
    assert_eq!(start.elapsed(), Duration::from_secs(6), "two pauses between three queries");
    let request = &mock.calls::<aiart::SubmitGlamPicJob>()[0];
    assert_eq!((request.face_infos.len(), request.num, request.logo_add), (2, Some(2), Some(true)));
    let upload = &mock.calls::<ci::UploadImage>()[0];
    assert_eq!(upload.object_key.as_deref(), Some("pictures/party-1.png"));
    assert_eq!(upload.content_type.as_deref(), Some("image/png"));
    assert_eq!(upload.body.as_bytes().unwrap().as_ref(), FIRST.as_bytes());
    let rule = &upload.pic_operations.as_ref().unwrap().rules[0];
    assert_eq!(rule.file_id.as_deref(), Some("/pictures/party-1-small.webp"));
}

#[tokio::test(start_paused = true)]
async fn failed_job_has_a_reason_and_is_not_repeated() {
    let mock = Mock::new();
    mock.on::<aiart::SubmitGlamPicJob>().answer(|output| output.job_id = Some(JOB.to_owned())).times(1);
    mock.on::<aiart::QueryGlamPicJob>()
        .answer(|output| {
            output.job_status_code = Some(aiart::JobStatusCode::Failed);
            output.job_error_code = Some("FailedOperation.FaceNotDetected".to_owned());
            output.job_error_msg = Some("no face in the photo".to_owned());
        })
        .times(1);
    let orders = OrderFolder::with_order(State::New);
    orders.run_once(&mock, Pictures::none()).await;
    orders.run_once(&mock, Pictures::none()).await;
    assert_eq!(reason(&orders.state("party")), "the job failed: FailedOperation.FaceNotDetected: no face in the photo");
}

#[tokio::test(start_paused = true)]
async fn order_that_breaks_a_limit_is_not_sent() {
    let mock = Mock::new();
    let mut order = order(State::New);
    order.pictures = 5;
    let orders = OrderFolder::with_order(State::Done { keys: Vec::new() });
    orders.put("many", &order);
    orders.run_once(&mock, Pictures::none()).await;
    assert!(reason(&orders.state("many")).contains("Num"), "{:?}", orders.state("many"));
    assert_eq!(mock.requests(), 0);
}

#[tokio::test(start_paused = true)]
async fn file_that_is_not_an_order_is_set_aside_and_the_others_go_on() {
    let mock = Mock::new();
    mock.on::<aiart::SubmitGlamPicJob>().fail("InvalidParameterValue", "no").times(1);
    let orders = OrderFolder::with_order(State::New);
    orders.put_text("a", "{");
    orders.put_text("b", r#"{"template": "https://example.com", "people": [], "picture": 3}"#);
    orders.run_once(&mock, Pictures::none()).await;
    assert!(orders.has("a.invalid") && orders.has("b.invalid") && !orders.has("a.json"));
    assert!(reason(&orders.state("party")).starts_with("InvalidParameterValue: no"));
}

#[tokio::test(start_paused = true)]
async fn picture_that_is_gone_fails_the_order_without_its_address() {
    let mock = Mock::new();
    mock.on::<aiart::QueryGlamPicJob>().answer(done(&[FIRST]));
    let orders = OrderFolder::with_order(submitted());
    orders.run_once(&mock, Pictures::none().with(FIRST, 403, "application/xml")).await;
    assert_eq!(reason(&orders.state("party")), "the picture cannot be downloaded: HTTP 403");
}

#[tokio::test(start_paused = true)]
async fn failed_download_and_failed_upload_are_tried_again() {
    let mock = Mock::new();
    mock.on::<aiart::QueryGlamPicJob>().answer(done(&[FIRST])).times(4);
    mock.on::<ci::UploadImage>().fail("ServiceUnavailable", "later").times(3);
    mock.on::<ci::UploadImage>().answer(stored).times(1);
    let orders = OrderFolder::with_order(submitted());
    let found = Pictures::none().with(FIRST, 200, "image/webp");
    for pictures in [Pictures::none(), Pictures::none().with(FIRST, 503, "text/plain"), found.clone()] {
        orders.run_once(&mock, pictures).await;
        assert_eq!(orders.state("party"), submitted());
    }
    orders.run_once(&mock, found).await;
    assert_eq!(orders.state("party"), State::Done { keys: vec!["pictures/party-1.webp".to_owned()] });
}
