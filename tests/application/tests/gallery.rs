//! The gallery, tested without the cloud.

use std::time::Duration;

use application::{Gallery, Problem, Verdict};
use tencentcloud_image::testing::Mock;
use tencentcloud_image::{Blob, aiart, ci, ims};
use tokio::time::Instant;

const JOB: &str = "1250000000-1767225600-5d0f3a52-0";

fn gallery(mock: &Mock) -> Gallery {
    Gallery::new(mock.client(), "examplebucket-1250000000", "ap-chengdu")
}

#[tokio::test]
async fn a_harmless_upload_is_published() {
    let mock = Mock::new();
    mock.on::<ims::ImageModeration>().answer(|answer| answer.suggestion = Some(ims::Suggestion::Pass));
    assert_eq!(gallery(&mock).moderate("upload-1", b"png".to_vec()).await.unwrap(), Verdict::Published);
    let asked = &mock.calls::<ims::ImageModeration>()[0];
    assert_eq!(asked.data_id.as_deref(), Some("upload-1"));
    assert_eq!(asked.file_content, Some(Blob::from(b"png")));
    mock.verify();
}

#[tokio::test]
async fn uploads_are_decided_about_one_by_one() {
    let mock = Mock::new();
    mock.on::<ims::ImageModeration>().when(|asked| asked.data_id.as_deref() == Some("knife")).answer(|answer| {
        answer.suggestion = Some(ims::Suggestion::Block);
        answer.label = Some("Terror".to_owned());
    });
    mock.on::<ims::ImageModeration>().answer(|answer| answer.suggestion = Some("Ponder".into()));
    let gallery = gallery(&mock);
    let rejected = gallery.moderate("knife", b"png".to_vec()).await.unwrap();
    assert_eq!(rejected, Verdict::Rejected("Terror".to_owned()));
    let unknown = gallery.moderate("riddle", b"png".to_vec()).await.unwrap();
    assert_eq!(unknown, Verdict::Queued(String::new()), "nobody knows yet what that means");
}

#[tokio::test]
async fn throttling_passes_unless_it_lasts() {
    let mock = Mock::new();
    mock.on::<ims::ImageModeration>()
        .fail("RequestLimitExceeded", "slow down")
        .then(|answer| answer.suggestion = Some(ims::Suggestion::Pass))
        .times(2);
    mock.on::<ims::ImageModeration>().fail("RequestLimitExceeded", "slow down").times(3);
    let gallery = gallery(&mock);
    assert_eq!(gallery.moderate("first", b"png".to_vec()).await.unwrap(), Verdict::Published);
    assert!(matches!(gallery.moderate("second", b"png".to_vec()).await, Err(Problem::Busy)));
}

#[tokio::test]
async fn what_is_no_image_is_the_users_problem_and_a_wrong_key_is_ours() {
    let mock = Mock::new();
    mock.on::<ims::ImageModeration>()
        .fail("InvalidParameterValue.InvalidImageContent", "cannot decode")
        .then_fail("AuthFailure.SecretIdNotFound", "no such key");
    let gallery = gallery(&mock);
    assert!(matches!(gallery.moderate("1", b"?".to_vec()).await, Err(Problem::Refused(_))));
    assert!(matches!(gallery.moderate("2", b"png".to_vec()).await, Err(Problem::Cloud(_))));
}

/// With its time paused, a test waits for nothing.
#[tokio::test(start_paused = true)]
async fn a_cover_is_waited_for() {
    let mock = Mock::new();
    mock.on::<aiart::SubmitTextToImageProJob>().answer(|answer| answer.job_id = Some(JOB.to_owned())).times(1);
    mock.on::<aiart::QueryTextToImageProJob>()
        .when(|asked| asked.job_id.as_deref() == Some(JOB))
        .answer(|job| job.job_status_code = Some(aiart::JobStatusCode::Waiting))
        .then(|job| job.job_status_code = Some(aiart::JobStatusCode::Running))
        .then(|job| {
            job.job_status_code = Some(aiart::JobStatusCode::Done);
            job.result_image = vec!["https://example.com/lighthouse.png".to_owned()].into();
        })
        .times(3);
    let start = Instant::now();
    let address = gallery(&mock).cover("a lighthouse in the rain").await.unwrap();
    assert_eq!(address, "https://example.com/lighthouse.png");
    assert!(start.elapsed() > Duration::from_secs(2), "the clock of the test went on");
    assert_eq!(mock.calls::<aiart::SubmitTextToImageProJob>()[0].prompt.as_deref(), Some("a lighthouse in the rain"));
}

#[tokio::test(start_paused = true)]
async fn a_cover_that_is_not_painted_has_a_reason() {
    let mock = Mock::new();
    mock.on::<aiart::SubmitTextToImageProJob>().answer(|answer| answer.job_id = Some(JOB.to_owned()));
    mock.on::<aiart::QueryTextToImageProJob>().answer(|job| {
        job.job_status_code = Some(aiart::JobStatusCode::Failed);
        job.job_error_code = Some("OperationDenied.TextIllegalDetected".to_owned());
        job.job_error_msg = Some("the text is not allowed".to_owned());
    });
    let problem = gallery(&mock).cover("something forbidden").await.unwrap_err();
    assert!(matches!(&problem, Problem::Refused(reason) if reason.ends_with("the text is not allowed")), "{problem:?}");
}

/// A submission that may have been accepted must not be sent again: every picture is charged.
#[tokio::test(start_paused = true)]
async fn a_broken_connection_paints_no_second_picture() {
    let mock = Mock::new();
    mock.on::<aiart::SubmitTextToImageProJob>().disconnect().times(1);
    let Err(Problem::Cloud(error)) = gallery(&mock).cover("a lighthouse").await else { panic!("a problem") };
    assert!(error.is_ambiguous());
}

#[tokio::test]
async fn a_photograph_is_enhanced() {
    let mock = Mock::new();
    mock.on::<ci::AIEnhanceImage>().answer_raw(200, "image/png", "enhanced");
    let mut file = Vec::new();
    assert_eq!(gallery(&mock).enhance("folder/cat.jpg", &mut file).await.unwrap(), 8);
    assert_eq!(file, b"enhanced");
    assert_eq!(mock.calls::<ci::AIEnhanceImage>(), [ci::AIEnhanceImage::new("folder/cat.jpg").denoise(3).sharpen(2)]);
}

#[tokio::test]
async fn a_photograph_that_is_not_there_is_missing() {
    let mock = Mock::new();
    mock.on::<ci::AIEnhanceImage>().fail("NoSuchKey", "The specified key does not exist.");
    let problem = gallery(&mock).enhance("folder/dog.jpg", &mut Vec::new()).await.unwrap_err();
    assert!(matches!(problem, Problem::Missing), "{problem:?}");
}

/// Whatever the application makes of it: a call that nobody told the mock about fails the test.
#[tokio::test]
#[should_panic(expected = "no rule answers AIEnhanceImage")]
async fn an_unexpected_call_fails_the_test() {
    let mock = Mock::new();
    mock.on::<ims::ImageModeration>().answer(|answer| answer.suggestion = Some(ims::Suggestion::Pass));
    let gallery = gallery(&mock);
    gallery.moderate("upload-1", b"png".to_vec()).await.unwrap();
    let _overlooked = gallery.enhance("folder/cat.jpg", &mut Vec::new()).await;
    mock.verify();
}
