//! Uploads: requests, and failures.

mod support;

use std::fs::File;

use support::{folder, states, store, stored, upload, upload_only};
use tencentcloud_image::testing::Mock;
use tencentcloud_image::{Credentials, ci};
use upload_folder::{MAX_IMAGE_BYTES, Plan, Progress, State, Stop, run};

#[tokio::test]
async fn images_are_stored_with_thumbnails() {
    let mock = Mock::new();
    store(&mock, "cat.jpg");
    store(&mock, "trips/lake.PNG");
    let report = upload(&mock, &["cat.jpg", "notes.txt", "trips/lake.PNG"], upload_only(), &Stop::new()).await;
    assert_eq!(states(&report), [&State::Stored, &State::Stored]);
    assert_eq!(report.exit_code(), 0);
    assert!(report.to_string().ends_with("2 of 2 images stored, 0 moderated, 1 files skipped\n"), "{report}");

    let [cat, lake] = &mock.calls::<ci::UploadImage>()[..] else { panic!("two uploads") };
    assert_eq!(
        (cat.content_type.as_deref(), cat.body.as_bytes().unwrap().as_ref()),
        (Some("image/jpeg"), &b"cat.jpg"[..])
    );
    assert_eq!(lake.content_type.as_deref(), Some("image/png"));
    let [rule] = &lake.pic_operations.as_ref().unwrap().rules[..] else { panic!("one rule") };
    assert_eq!(rule.file_id.as_deref(), Some("/thumbnails/trips/lake.PNG.webp"));
    let text = rule.rule.as_ref().unwrap().as_str();
    assert_eq!(text, "imageMogr2/auto-orient/thumbnail/800x800>/format/webp/strip");
}

#[tokio::test]
async fn one_failure_does_not_stop_the_others() {
    let mock = Mock::new();
    mock.on::<ci::UploadImage>()
        .fail("InvalidImageFormat", "cannot decode")
        .then_fail("AccessDenied", "no")
        .then(stored("c.png"))
        .then(|output| output.original_info = Some(ci::PicOriginalInfo::default()));
    let report = upload(&mock, &["a.png", "b.png", "c.png", "d.png"], upload_only(), &Stop::new()).await;
    let [State::UploadFailed(format), State::UploadFailed(denied), State::Stored, State::NoThumbnail] =
        states(&report)[..]
    else {
        panic!("{report}")
    };
    assert!(format.starts_with("InvalidImageFormat: cannot decode (request id "), "{format}");
    assert!(denied.starts_with("AccessDenied: no"), "{denied}");
    assert!(report.to_string().ends_with("2 of 4 images stored, 0 moderated, 0 files skipped\n"), "{report}");
    assert_eq!(report.exit_code(), 1);
}

#[tokio::test]
async fn throttled_and_broken_uploads_are_repeated() {
    let mock = Mock::new();
    mock.on::<ci::UploadImage>().fail("SlowDown", "slow down").then_disconnect().then(stored("a.png")).times(3);
    let report = upload(&mock, &["a.png"], upload_only(), &Stop::new()).await;
    assert_eq!(states(&report), [&State::Stored]);
}

#[tokio::test]
async fn upload_without_an_answer_may_be_stored() {
    let mock = Mock::new();
    mock.on::<ci::UploadImage>().disconnect().times(3);
    let report = upload(&mock, &["a.png"], upload_only(), &Stop::new()).await;
    assert!(matches!(states(&report)[..], [State::Unknown(_)]), "{report}");
    assert_eq!(report.exit_code(), 1);
}

/// Every other upload would fail the same way.
#[tokio::test]
async fn missing_credentials_are_reported_once() {
    let mock = Mock::new();
    let client = mock.builder().credentials(Credentials::new("", "")).build().unwrap();
    let folder = folder(&["a.png", "b.png"]);
    let plan = Plan::scan(folder.path(), "").unwrap();
    let bucket = client.bucket("examplebucket-1250000000", "ap-chengdu");
    let report = run(&bucket, plan, &upload_only(), &Stop::new(), &Progress::hidden()).await;
    assert!(matches!(states(&report)[..], [State::UploadFailed(_), State::NotStarted]), "{report}");
    assert_eq!((report.exit_code(), mock.requests()), (1, 0));
}

#[test]
fn plan_names_what_it_skips() {
    let folder = folder(&["b.gif", "a/c.webp", "a/notes.md", "empty.png"]);
    File::create(folder.path().join("empty.png")).unwrap();
    File::create(folder.path().join("huge.bmp")).unwrap().set_len(MAX_IMAGE_BYTES + 1).unwrap();
    let plan = Plan::scan(folder.path(), "2026/").unwrap();
    let keys: Vec<_> = plan.images.iter().map(|image| image.key.as_str()).collect();
    assert_eq!(keys, ["2026/a/c.webp", "2026/b.gif"]);
    let skipped: Vec<_> = plan.skipped.iter().map(|file| file.reason).collect();
    assert_eq!(skipped, ["not an image", "empty", "larger than 32 MB"]);
    assert!(Plan::scan(&folder.path().join("none"), "").is_err());
}
