//! Captured requests, as values of their types.

use tencentcloud_runtime::testing::Mock;
use tencentcloud_runtime::{Body, ByteStream, Credentials, Endpoint, Operation};

use super::{Moderate, UploadImage, bucket, enhance, moderate, query, upload, with_text};
use crate::support::{CreateJob, ListBuckets, PicOperations, PicRule, ProcessImage, Styled, User, WithHeaders};

/// Sends an operation and returns the captured request.
async fn captured<O: Operation + Clone + Default + 'static>(operation: O, mock: &Mock) -> O {
    let target = bucket(&mock.client());
    let before = mock.calls::<O>().len();
    let _ = target.call(operation).await;
    mock.calls().remove(before)
}

#[tokio::test]
async fn a_captured_action_equals_its_input() {
    let mock = Mock::new();
    let user = User { user_id: Some("u".to_owned()), phone: Some("1".to_owned()) };
    let input =
        Moderate { file_content: Some(b"png".into()), interval: Some(3), user: Some(user), ..Moderate::default() };
    mock.on::<Moderate>().answer(|_| ()).times(1);
    input.clone().send(&mock.client()).await.unwrap();
    assert_eq!(mock.calls::<Moderate>(), [input]);
}

#[tokio::test]
async fn captured_requests_equal_their_inputs() {
    let mock = Mock::new();
    mock.on::<super::EnhanceImage>().answer_bytes("");
    mock.on::<super::QueryJob>().answer(with_text);
    mock.on::<CreateJob>().answer(|_| ());
    mock.on::<ProcessImage>().answer(|_| ());
    mock.on::<WithHeaders>().answer(|_| ());
    mock.on::<Styled>().answer_bytes("");
    let mut key = enhance("ordner/größe 1+2%.jpg?#&=");
    (key.denoise, key.detect_url) = (Some(3), Some("https://example.com/a b?c=d&e=%20".to_owned()));
    assert_eq!(captured(key.clone(), &mock).await, key);
    assert_eq!(captured(query("a/b{c}"), &mock).await, query("a/b{c}"));
    let document = CreateJob { text: Some(" <a> & \"b\" ü ".to_owned()), count: Some(-1) };
    assert_eq!(captured(document.clone(), &mock).await, document);
    let rules = vec![PicRule { fileid: Some("ü,\"".to_owned()), ..PicRule::default() }].into();
    let rules = Some(PicOperations { rules });
    let note = Some("a, b".to_owned());
    let process = ProcessImage { object_key: Some("k".to_owned()), pic_operations: rules, note };
    assert_eq!(captured(process.clone(), &mock).await, process);
    let range = Some("bytes=0-1".to_owned());
    let headers = WithHeaders { object_key: Some("k".to_owned()), range, ..WithHeaders::default() };
    assert_eq!(captured(headers.clone(), &mock).await, headers);
    let styled = Styled { object_key: Some("k".to_owned()), style: Some("x/y".to_owned()) };
    assert_eq!(captured(styled.clone(), &mock).await, styled);
}

#[tokio::test]
async fn captured_uploads_have_their_bytes() {
    let mock = Mock::new();
    mock.on::<UploadImage>()
        .when(|request| request.body.as_bytes().is_some_and(|bytes| bytes.starts_with(b"pn")))
        .answer(|_| ());
    let folder = std::env::temp_dir().join(format!("tencentcloud-testing-{}", std::process::id()));
    std::fs::write(&folder, "png").unwrap();
    let file = Body::from_file(&folder).await.unwrap();
    std::fs::remove_file(&folder).unwrap();
    let gone = UploadImage { body: file, ..upload("k", b"") };
    assert!(gone.send(&bucket(&mock.client())).await.is_err(), "a deleted file cannot be input");
    assert_eq!(mock.requests(), 0);
    for body in [Body::from_text("png"), Body::from_stream(3, ByteStream::from("png"))] {
        let input = UploadImage { body, ..upload("k", b"") };
        assert_eq!(captured(input, &mock).await, upload("k", b"png"));
    }
}

#[tokio::test]
async fn a_retried_call_has_two_requests() {
    let mock = Mock::new();
    mock.on::<Moderate>().fail("RequestLimitExceeded", "slow down").then(|_| ());
    assert_eq!(moderate("u").send(&mock.client()).await.unwrap().attempts(), 2);
    assert_eq!(mock.calls::<Moderate>(), [moderate("u"), moderate("u")]);
}

#[tokio::test]
async fn endpoints_and_gateways_do_not_change_captured_requests() {
    let mock = Mock::new();
    mock.on::<Moderate>().answer(|_| ());
    mock.on::<super::QueryJob>().answer(with_text);
    mock.on::<ListBuckets>().answer(with_text);
    mock.on::<UploadImage>().answer(with_text);
    let endpoint = || Endpoint::custom("https://gateway.example.com/base/{service}").unwrap();
    let client = mock.builder().endpoint(endpoint()).connect_to("http://127.0.0.1:1").build().unwrap();
    moderate("u").send(&client).await.unwrap();
    query("j").send(&bucket(&client)).await.unwrap();
    bucket(&client).call(ListBuckets {}).await.unwrap();
    let own = Endpoint::custom("https://img.example.com/base").unwrap();
    upload("k", b"png").send(&bucket(&client).endpoint(own)).await.unwrap();
    assert_eq!((mock.calls(), mock.calls()), (vec![moderate("u")], vec![query("j")]));
    assert_eq!(mock.calls::<UploadImage>(), [upload("k", b"png")]);
}

#[tokio::test]
async fn the_builder_can_be_configured() {
    let mock = Mock::new();
    mock.on::<Moderate>().fail("RequestLimitExceeded", "").times(1);
    let builder = mock.builder().retry(tencentcloud_runtime::RetryPolicy::never());
    let client = builder.credentials(Credentials::new("id", "key").with_token("t")).region("eu-frankfurt").build();
    assert_eq!(moderate("u").send(&client.unwrap()).await.unwrap_err().attempts(), 1);
}
