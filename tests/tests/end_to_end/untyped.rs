//! Actions that are called by their names.

use tencentcloud_image::ErrorCode;
use tencentcloud_image::runtime::serde_json::json;

use super::{client, only_request, server};

#[tokio::test]
async fn an_action_that_is_called_by_its_names_is_signed_and_checked_like_a_typed_one() {
    let server = server().await;
    let picture = json!({"FileUrl": "https://example.com/cat.png"});
    let reply = client(&server).action("ims", "2020-12-29", "ImageModeration", picture).await.expect("a response");
    assert_eq!(reply.get("Suggestion").and_then(|suggestion| suggestion.as_str()), Some("Review"));
    assert_eq!(reply.request_id(), server.requests()[0].request_id);
    assert_eq!(only_request(&server), ("ims.tencentcloudapi.com".to_owned(), Some("ImageModeration".to_owned()), 200));
}

#[tokio::test]
async fn a_parameter_that_the_service_does_not_know_is_its_error() {
    let server = server().await;
    let parameters = [("FileUrl", "https://example.com/cat.png"), ("FileUri", "https://example.com/cat.png")];
    let call = client(&server).action("ims", "2020-12-29", "ImageModeration", parameters);
    let error = call.await.expect_err("an error");
    assert_eq!(error.code().map(ErrorCode::as_str), Some("UnknownParameter"));
    assert_eq!(error.operation(), Some("ImageModeration"));
}
