//! Verification failures.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tencentcloud_runtime::credentials::CvmRole;
use tencentcloud_runtime::testing::Mock;
use tencentcloud_runtime::{ErrorCode, ErrorKind};

use super::{Moderate, bucket, enhance, moderate, query, report, with_text};
use crate::support::User;

#[tokio::test]
async fn a_call_without_a_rule_fails_immediately_and_on_verification() {
    let mock = Mock::new();
    let error = moderate("u").send(&mock.client()).await.unwrap_err();
    assert_eq!((error.code().map(ErrorCode::as_str), error.kind()), (Some("NoRule"), ErrorKind::Service));
    assert_eq!(error.attempts(), 1, "the failure is not transient");
    let expected = "no rule answers ImageModeration (ims 2020-12-29, POST ims.tencentcloudapi.com/)";
    assert_eq!(error.message(), expected);
    let error = enhance("folder/cat.jpg").send(&bucket(&mock.client())).await.unwrap_err();
    let host = "examplebucket-1250000000.cos.ap-chengdu.myqcloud.com";
    let stream = format!("no rule answers AIEnhanceImage (GET {host}/folder/cat.jpg)");
    assert_eq!(error.message(), stream);
    assert_eq!(report(&mock), format!("the calls do not match the rules of the mock:\n  {expected}\n  {stream}"));
}

#[tokio::test]
async fn a_request_that_no_condition_accepts_is_reported_without_sensitive_members() {
    let mock = Mock::new();
    let first = line!() + 1;
    mock.on::<Moderate>().answer(|_| ()).times(1);
    mock.on::<Moderate>().when(|request| request.interval.is_some()).answer(|_| ()).optional();
    let user = Some(User { phone: Some("13800000000".to_owned()), ..User::default() });
    let sent = Moderate { user, ..moderate("u") };
    sent.clone().send(&mock.client()).await.unwrap();
    sent.send(&mock.client()).await.unwrap_err();
    let report = report(&mock);
    let lines = [
        format!("verified.rs:{first}:10 is used up"),
        format!("verified.rs:{}:10 has conditions that do not hold for ImageModeration {{", first + 1),
    ];
    assert!(lines.iter().all(|line| report.contains(line)), "{report}");
    assert!(report.contains("FileUrl: \"u\"") && report.contains("Phone: ***"), "{report}");
    assert!(!report.contains("13800000000"), "{report}");
}

#[tokio::test]
async fn every_rule_and_every_response_must_be_used() {
    let mock = Mock::new();
    mock.on::<Moderate>().when(|_| false).answer(|_| ());
    mock.on::<Moderate>().when(|_| false).answer(|_| ()).optional();
    mock.on::<Moderate>().answer(|_| ()).then(|_| ()).then(|_| ());
    moderate("u").send(&mock.client()).await.unwrap();
    mock.on::<super::QueryJob>().answer(with_text).times(2);
    query("j").send(&bucket(&mock.client())).await.unwrap();
    let report = report(&mock);
    let lines: Vec<_> = report.lines().skip(1).map(|line| line.split_once(" at ").unwrap()).collect();
    let ends: Vec<_> = lines.iter().map(|(_, rest)| rest.split_once(' ').unwrap().1).collect();
    assert_eq!(ends, ["was used 0 of 1 times", "was used 1 of 3 times", "was used 1 of 2 times"]);
    assert!(lines[2].0.ends_with("the rule for QueryJob"), "{report}");
}

#[tokio::test]
async fn a_rule_with_zero_times_forbids_its_request() {
    let mock = Mock::new();
    mock.on::<Moderate>().answer(|_| ()).times(0);
    mock.verify();
    moderate("u").send(&mock.client()).await.unwrap_err();
    assert!(report(&mock).contains("is used up"));
}

#[tokio::test]
async fn other_requests_fail_and_are_not_sent() {
    let mock = Mock::new();
    let client = mock.builder().credentials(CvmRole::new()).build().unwrap();
    let error = moderate("u").send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(report(&mock).contains("no rule answers GET metadata.tencentyun.com/"), "{}", mock.requests());
}

#[test]
#[should_panic(expected = "was used 0 of 1 times")]
fn dropping_a_mock_verifies_it() {
    Mock::new().on::<Moderate>().answer(|_| ());
}

#[test]
fn dropping_a_mock_does_not_panic_during_a_panic_or_after_verification() {
    let failing = catch_unwind(|| {
        let mock = Mock::new();
        mock.on::<Moderate>().answer(|_| ());
        panic!("of its own");
    });
    assert_eq!(failing.unwrap_err().downcast_ref::<&str>(), Some(&"of its own"));
    let mock = Mock::new();
    mock.on::<Moderate>().answer(|_| ());
    report(&mock);
    assert!(catch_unwind(AssertUnwindSafe(|| drop(mock))).is_ok());
}

#[test]
fn an_unused_mock_passes_verification() {
    Mock::new().verify();
}
