//! Failures of the cloud and of the database, as callers see them.

mod support;

use axum::http::StatusCode;
use support::{App, PNG, TestResponse};
use tencentcloud_image::ims;
use tencentcloud_image::testing::Mock;

/// Uploads an image while the cloud fails with `code`.
async fn upload_failing_with(code: &str) -> TestResponse {
    let mock = Mock::new();
    mock.on::<ims::ImageModeration>().fail(code, "details for the operator");
    let app = App::new(&mock);
    let response = app.upload(PNG).await;
    assert_eq!(app.get("/verdicts").await.body["verdicts"], serde_json::json!([]), "a failure is not a verdict");
    assert!(!response.body.to_string().contains("operator"), "{response:?}");
    response
}

#[tokio::test]
async fn throttled_call_is_retried() {
    let mock = Mock::new();
    mock.on::<ims::ImageModeration>()
        .fail("RequestLimitExceeded", "slow down")
        .then(|output| output.suggestion = Some(ims::Suggestion::Pass))
        .times(2);
    assert_eq!(App::new(&mock).upload(PNG).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn lasting_throttling_is_503_with_retry_after() {
    let response = upload_failing_with("RequestLimitExceeded").await;
    assert_eq!((response.status, response.retry_after()), (StatusCode::SERVICE_UNAVAILABLE, Some("1")));
}

#[tokio::test]
async fn cloud_failure_is_502_with_retry_after() {
    let response = upload_failing_with("InternalError").await;
    assert_eq!((response.status, response.retry_after()), (StatusCode::BAD_GATEWAY, Some("10")));
}

#[tokio::test]
async fn broken_connection_is_502_with_retry_after() {
    let mock = Mock::new();
    mock.on::<ims::ImageModeration>().disconnect().times(3);
    let response = App::new(&mock).upload(PNG).await;
    assert_eq!((response.status, response.retry_after()), (StatusCode::BAD_GATEWAY, Some("10")));
}

#[tokio::test]
async fn wrong_key_is_502_without_details() {
    let response = upload_failing_with("AuthFailure.SecretIdNotFound").await;
    assert_eq!((response.status, response.retry_after()), (StatusCode::BAD_GATEWAY, None));
    assert_eq!(response.body["error"], "the cloud refused the request");
}

#[tokio::test]
async fn image_that_the_cloud_cannot_read_is_422() {
    for code in ["InvalidParameterValue.InvalidImageContent", "ResourceUnavailable.InvalidImageContent"] {
        let response = upload_failing_with(code).await;
        assert_eq!((response.status, response.retry_after()), (StatusCode::UNPROCESSABLE_ENTITY, None), "{code}");
    }
}

#[tokio::test]
async fn database_failure_is_500() {
    let mock = Mock::new();
    mock.on::<ims::ImageModeration>().answer(|output| output.suggestion = Some(ims::Suggestion::Pass));
    let app = App::new(&mock);
    assert_eq!(app.get("/health").await.status, StatusCode::OK);
    rusqlite::Connection::open(app.database()).unwrap().execute_batch("DROP TABLE verdicts").unwrap();
    let response = app.upload(PNG).await;
    assert_eq!(response.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(response.body["error"], "the verdict store failed");
}
