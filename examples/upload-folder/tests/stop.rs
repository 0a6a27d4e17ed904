//! Stopping in the middle: every image is accounted for.

mod support;

use std::time::Duration;

use support::{job, states, store, stored, upload, upload_only};
use tencentcloud_image::ci;
use tencentcloud_image::testing::Mock;
use tokio::time::sleep;
use upload_folder::{Options, State, Stop};

#[tokio::test]
async fn stop_finishes_the_upload_in_progress_and_begins_no_other() {
    let (mock, stop) = (Mock::new(), Stop::new());
    let signal = stop.clone();
    // Requests the stop while the first upload is in progress.
    mock.on::<ci::UploadImage>()
        .when(move |_| {
            signal.request();
            true
        })
        .answer(stored("a.png"));
    let report =
        upload(&mock, &["a.png", "b.png", "c.png"], Options { parallel: 1, ..Options::default() }, &stop).await;
    assert_eq!(states(&report), [&State::Stored, &State::NotStarted, &State::NotStarted]);
    assert_eq!((report.exit_code(), mock.requests()), (130, 1));
    let text = report.to_string();
    assert!(text.starts_with("stored        a.png\nnot started   b.png\n"), "{text}");
    assert!(text.ends_with("1 of 3 images stored, 0 moderated, 0 files skipped\n"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn abort_cuts_off_uploads_in_progress_and_says_so() {
    let (mock, stop) = (Mock::new(), Stop::new());
    mock.on::<ci::UploadImage>().stall();
    let abort = async {
        sleep(Duration::from_secs(1)).await;
        stop.request();
        sleep(Duration::from_secs(1)).await;
        stop.abort();
    };
    let (report, ()) = tokio::join!(upload(&mock, &["a.png", "b.png"], upload_only(), &stop), abort);
    assert_eq!(states(&report), [&State::Unknown("the upload was cut off".to_owned()), &State::NotStarted]);
    assert_eq!(report.exit_code(), 130);
}

#[tokio::test(start_paused = true)]
async fn stop_during_moderation_leaves_the_ids_of_the_jobs() {
    let (mock, stop) = (Mock::new(), Stop::new());
    store(&mock, "a.png");
    mock.on::<ci::BatchModerateImages>().answer(|output| output.jobs_detail = vec![job(0, "si1f0c3a52")].into());
    mock.on::<ci::QueryImageModerationJob>().answer(|output| output.jobs_detail = Some(job(0, "si1f0c3a52")));
    let request = async {
        sleep(Duration::from_secs(7)).await;
        stop.request();
    };
    let (report, ()) = tokio::join!(upload(&mock, &["a.png"], Options::default(), &stop), request);
    assert_eq!(states(&report), [&State::Moderating("si1f0c3a52".to_owned())]);
    assert_eq!(report.exit_code(), 130);
    assert!(report.to_string().starts_with("moderating    a.png: si1f0c3a52\n"), "{report}");
}
