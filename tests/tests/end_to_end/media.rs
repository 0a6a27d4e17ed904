//! What is moderated, converted and unpacked besides images: submissions with their jobs, and lists in pages.

use std::time::Duration;

use tencentcloud_image::{Blob, ci};

use super::{bucket, server};

const SHORT_PAUSES: (Duration, Duration) = (Duration::from_millis(1), Duration::from_millis(2));

#[tokio::test]
async fn a_video_is_moderated() {
    let server = server().await;
    let snapshot = ci::VideoModerationSnapshot::new().count(10).time_interval(2.5);
    let video = ci::CreateVideoModerationJob::new()
        .input(ci::VideoModerationInput::new().object("films/lake.mp4"))
        .config(ci::VideoModerationConf::new().snapshot(snapshot).detect_content(true));
    let done = video.send_and_wait(&bucket(&server)).pauses(SHORT_PAUSES.0, SHORT_PAUSES.1).await.expect("a result");
    let job = done.jobs_detail.as_ref().expect("a job");
    assert_eq!(
        (job.state.as_ref(), job.label.as_ref()),
        (Some(&ci::JobState::Success), Some(&ci::ModerationLabel::Ads))
    );
    assert_eq!(job.snapshot.len(), 2);
    assert!(server.requests().iter().all(|request| request.violations.is_empty()), "{:?}", server.requests());
}

#[tokio::test]
async fn a_text_is_moderated_at_once() {
    let server = server().await;
    let text = ci::ModerateText::new()
        .input(ci::TextModerationInput::new().content(Blob::from("Call now, half price".as_bytes().to_vec())))
        .config(ci::TextModerationConf::new());
    let reply = text.send(&bucket(&server)).await.expect("a result");
    let job = reply.jobs_detail.as_ref().expect("a result");
    assert_eq!(job.result, Some(ci::Verdict::Sensitive));
    // Without a job, nothing is queried.
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_text_that_is_nowhere_is_refused() {
    let server = server().await;
    let text = ci::ModerateText::new().input(ci::TextModerationInput::new()).config(ci::TextModerationConf::new());
    let error = text.send(&bucket(&server)).await.expect_err("no text");
    assert_eq!(error.violations().len(), 1, "{error}");
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn a_document_is_converted() {
    let server = server().await;
    let settings = ci::DocProcess::new().target_type(ci::DocumentFormat::Png).quality(90);
    let output = ci::JobOutput::new().region("ap-chengdu").bucket("examplebucket-1250000000").object("1-${Number}.png");
    let conversion = ci::CreateDocProcessJobs::new()
        .tag(ci::DocumentJobTag::DocProcess)
        .input(ci::JobInput::new().object("reports/1.docx"))
        .operation(ci::DocumentJobOperation::new().doc_process(settings).output(output));
    let wait = conversion.send_and_wait(&bucket(&server)).pauses(SHORT_PAUSES.0, SHORT_PAUSES.1);
    let done = wait.await.expect("a result");
    let result = done.jobs_detail[0].operation.as_ref().and_then(|found| found.doc_process_result.as_ref());
    assert_eq!(result.expect("a result").page_info[0].target_uri.as_deref(), Some("previews/1-1.png"));
}

#[tokio::test]
async fn a_list_of_a_bucket_comes_in_pages() {
    let server = server().await;
    let mut buckets = ci::DescribeDocProcessBuckets::new().page_size(20).items(&bucket(&server));
    let first = buckets.next().await.expect("a bucket").expect("a page");
    assert_eq!(first.region.as_deref(), Some("ap-chengdu"));
    assert!(buckets.next().await.is_none());
    assert_eq!(server.requests().len(), 1);
}
