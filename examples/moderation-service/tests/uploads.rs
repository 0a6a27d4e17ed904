//! Uploads, and what the service decides about them.

mod support;

use axum::http::StatusCode;
use support::{App, PNG};
use tencentcloud_image::testing::Mock;
use tencentcloud_image::{Blob, ims};

#[tokio::test]
async fn harmless_image_is_accepted_and_can_be_looked_up() {
    let mock = Mock::new();
    mock.on::<ims::ImageModeration>().answer(|output| {
        output.suggestion = Some(ims::Suggestion::Pass);
        output.label = Some("Normal".to_owned());
        output.score = Some(3);
    });
    let app = App::new(&mock);

    let created = app.upload(PNG).await;
    assert_eq!(created.status, StatusCode::CREATED);
    assert_eq!(created.body["decision"], "accepted");
    assert_eq!((&created.body["label"], &created.body["score"]), (&"Normal".into(), &3.into()));
    assert_eq!(app.get(created.headers["location"].to_str().unwrap()).await.body, created.body);

    let request = &mock.calls::<ims::ImageModeration>()[0];
    assert_eq!(request.file_content, Some(Blob::from(PNG)));
    assert_eq!(request.biz_type.as_deref(), Some("uploads"));
    assert_eq!(request.data_id.as_deref(), created.body["id"].as_str(), "the console shows the id of the verdict");
}

#[tokio::test]
async fn blocked_image_is_rejected_with_the_reason() {
    let mock = Mock::new();
    mock.on::<ims::ImageModeration>().answer(|output| {
        output.suggestion = Some(ims::Suggestion::Block);
        output.label = Some("Porn".to_owned());
        output.score = Some(99);
    });
    let created = App::new(&mock).upload(PNG).await;
    assert_eq!(created.status, StatusCode::CREATED, "the verdict is a result, not an error");
    assert_eq!((&created.body["decision"], &created.body["label"]), (&"rejected".into(), &"Porn".into()));
}

#[tokio::test]
async fn suggestions_that_are_unknown_or_absent_are_left_to_a_person() {
    let mock = Mock::new();
    mock.on::<ims::ImageModeration>()
        .answer(|output| output.suggestion = Some("Ponder".into()))
        .then(|output| output.suggestion = Some(ims::Suggestion::Review))
        .then(|output| output.label = Some(String::new()));
    let app = App::new(&mock);
    for _ in 0..3 {
        let created = app.upload(PNG).await;
        assert_eq!((&created.body["decision"], created.body["label"].is_null()), (&"review".into(), true));
    }
}

#[tokio::test]
async fn bodies_that_are_not_images_cost_nothing() {
    let mock = Mock::new();
    let app = App::new(&mock);
    for body in [&b""[..], b"<svg/>", b"%PDF-1.7"] {
        assert_eq!(app.upload(body).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let large = [PNG, &vec![0; moderation_service::MAX_IMAGE_BYTES]].concat();
    assert_eq!(app.upload(large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(mock.requests(), 0);
}
