//! Moderation: verdicts, failed jobs, refused images, batches.

mod support;

use std::time::Duration;

use support::{finish, folder, job, states, store, stored, upload};
use tencentcloud_image::ci;
use tencentcloud_image::testing::Mock;
use upload_folder::{Options, Plan, Progress, State, Stop, run};

fn options() -> Options {
    Options { parallel: 1, ..Options::default() }
}

#[tokio::test(start_paused = true)]
async fn each_image_has_its_own_verdict() {
    let mock = Mock::new();
    for key in ["a.png", "b.png", "c.png", "d.png", "e.png"] {
        store(&mock, key);
    }
    mock.on::<ci::BatchModerateImages>().answer(|output| {
        let mut refused = job(3, "");
        refused.code = Some("InvalidImage".to_owned());
        refused.message = Some("cannot decode".to_owned());
        // Not in the order of the request, and without the last image.
        output.jobs_detail = vec![job(2, "third"), job(0, "first"), refused, job(1, "second")].into();
    });
    finish(&mock, "first", |job| job.result = Some(ci::Verdict::Normal));
    finish(&mock, "second", |job| {
        job.result = Some(ci::Verdict::Sensitive);
        job.label = Some(ci::ModerationLabel::Terrorism);
        job.score = Some(98);
    });
    finish(&mock, "third", |job| {
        job.result = Some("7".into());
        job.label = Some(ci::ModerationLabel::Ads);
        job.score = Some(61);
    });

    let report = upload(&mock, &["a.png", "b.png", "c.png", "d.png", "e.png"], options(), &Stop::new()).await;
    assert_eq!(
        states(&report),
        [
            &State::Passed,
            &State::Blocked("Terrorism 98".to_owned()),
            &State::Review("Ads 61".to_owned()),
            &State::ModerationFailed("InvalidImage: cannot decode".to_owned()),
            &State::ModerationFailed("the response has no entry for the image".to_owned()),
        ]
    );
    assert_eq!(report.exit_code(), 1);
    let batch = &mock.calls::<ci::BatchModerateImages>()[0];
    assert_eq!(batch.input[1].object.as_deref(), Some("b.png"));
    assert_eq!(batch.config.as_ref().unwrap().async_, Some(true));
}

#[tokio::test(start_paused = true)]
async fn blocked_image_has_an_exit_code_of_its_own() {
    let mock = Mock::new();
    store(&mock, "a.png");
    mock.on::<ci::BatchModerateImages>().answer(|output| output.jobs_detail = vec![job(0, "only")].into());
    finish(&mock, "only", |job| job.result = Some(ci::Verdict::Sensitive));
    assert_eq!(upload(&mock, &["a.png"], options(), &Stop::new()).await.exit_code(), 3);
}

#[tokio::test(start_paused = true)]
async fn jobs_are_asked_until_they_end() {
    let mock = Mock::new();
    for key in ["a.png", "b.png"] {
        store(&mock, key);
    }
    mock.on::<ci::BatchModerateImages>()
        .fail("SlowDown", "slow down")
        .then(|output| output.jobs_detail = vec![job(0, "slow"), job(1, "bad")].into());
    mock.on::<ci::QueryImageModerationJob>()
        .when(|query| query.job_id.as_deref() == Some("slow"))
        .answer(|output| output.jobs_detail = Some(job(0, "slow")))
        .then_fail("SlowDown", "slow down")
        .then_fail("SlowDown", "slow down")
        .then_fail("SlowDown", "slow down")
        .then(|output| {
            let mut job = job(0, "slow");
            job.state = Some(ci::JobState::Success);
            job.result = Some(ci::Verdict::Normal);
            output.jobs_detail = Some(job);
        });
    finish(&mock, "bad", |job| {
        job.state = Some(ci::JobState::Failed);
        job.code = Some("InternalError".to_owned());
        job.message = Some("the model failed".to_owned());
    });
    let report = upload(&mock, &["a.png", "b.png"], options(), &Stop::new()).await;
    let [State::Passed, State::ModerationFailed(reason)] = states(&report)[..] else { panic!("{report}") };
    assert!(reason.contains("the model failed"), "{reason}");
}

#[tokio::test(start_paused = true)]
async fn job_that_takes_too_long_is_reported_with_its_id() {
    let mock = Mock::new();
    store(&mock, "a.png");
    mock.on::<ci::BatchModerateImages>().answer(|output| output.jobs_detail = vec![job(0, "endless")].into());
    mock.on::<ci::QueryImageModerationJob>().answer(|output| output.jobs_detail = Some(job(0, "endless")));
    let options = Options { wait: Duration::from_secs(10), ..options() };
    let report = upload(&mock, &["a.png"], options, &Stop::new()).await;
    assert_eq!(states(&report), [&State::Moderating("endless".to_owned())]);
    assert_eq!(mock.calls::<ci::QueryImageModerationJob>().len(), 5);
    assert_eq!(report.exit_code(), 1);
}

#[tokio::test(start_paused = true)]
async fn images_are_submitted_in_batches_of_a_hundred() {
    let names: Vec<_> = (0..101).map(|number| format!("{number:03}.png")).collect();
    let mock = Mock::new();
    for name in &names {
        let key = name.clone();
        mock.on::<ci::UploadImage>().when(move |request| request.object_key == Some(key.clone())).answer(stored(name));
    }
    mock.on::<ci::BatchModerateImages>().fail("AccessDenied", "no").then_fail("AccessDenied", "no");
    let folder = folder(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let plan = Plan::scan(folder.path(), "").unwrap();
    let report = run(&support::bucket(&mock), plan, &options(), &Stop::new(), &Progress::hidden()).await;
    let sizes: Vec<_> = mock.calls::<ci::BatchModerateImages>().iter().map(|batch| batch.input.len()).collect();
    assert_eq!(sizes, [100, 1]);
    assert!(states(&report).iter().all(|state| matches!(state, State::ModerationFailed(_))), "{report}");
}
