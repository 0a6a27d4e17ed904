//! Replay of recorded requests with the types of their operations.

use tencentcloud_runtime::ErrorKind;
use tencentcloud_runtime::replay::{Entry, Recorded};

use crate::support::{CreateJob, EnhanceImage, Fake, Moderate, UploadImage};

fn recorded<'a>(method: &'a str, path: &'a str, query: &[(&str, &str)], body: &'a str) -> Recorded<'a> {
    let query = query.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    Recorded { method, path, query, headers: vec![("x-tc-action", "ImageModeration")], body: body.as_bytes() }
}

#[tokio::test]
async fn an_action_is_replayed_and_its_output_is_serialized() {
    let body = r#"{"Response":{"Text":"t","Count":"x","New":1,"RequestId":"r-1"}}"#;
    let fake = Fake::responding(200, &[], body);
    let request = recorded("POST", "/", &[], r#"{"FileUrl":"u","Interval":3}"#);
    let reply = Entry::of::<Moderate>().send(&fake.client(), &request).await.expect("a response");
    assert_eq!((reply.request_id(), reply.attempts(), reply.unexpected().len()), ("r-1", 1, 1));
    assert_eq!(reply.into_inner().collect().await.expect("bytes"), r#"{"Text":"t"}"#);
    assert_eq!(
        (fake.request().header("x-tc-action"), fake.request().text()),
        ("ImageModeration", r#"{"FileUrl":"u","Interval":3}"#)
    );
}

#[tokio::test]
async fn documents_objects_and_streams_are_replayed() {
    let fake = Fake::responding(200, &[], "<Response><Count>1</Count></Response>");
    let document = "<Request><Text>a&amp;b</Text></Request>";
    let reply = Entry::of::<CreateJob>().send(&fake.bucket(), &recorded("POST", "/jobs", &[], document)).await;
    let body = reply.expect("a response").into_inner().collect().await.expect("bytes");
    assert_eq!((&body[..], fake.request().text()), (&b"<Response><Count>1</Count></Response>"[..], document));

    let fake = Fake::responding(200, &[], "<UploadResult><Text>t</Text></UploadResult>");
    let object = recorded("PUT", "/a%20b.png", &[], "png");
    Entry::of::<UploadImage>().send(&fake.bucket(), &object).await.expect("a response");
    assert_eq!((fake.request().text(), fake.request().uri.ends_with("/a%20b.png")), ("png", true));

    let fake = Fake::responding(200, &[("content-type", "image/png")], "png");
    let query = [("ci-process", "AIEnhanceImage"), ("denoise", "3")];
    let image = Entry::of::<EnhanceImage>().send(&fake.bucket(), &recorded("GET", "/k", &query, "")).await;
    assert_eq!(image.expect("a response").into_inner().collect().await.expect("bytes"), "png");
}

#[tokio::test]
async fn requests_without_binding_are_not_sent_and_errors_are_returned() {
    let fake = Fake::default();
    for (method, path) in [("GET", "/jobs"), ("POST", "/job")] {
        let error = Entry::of::<CreateJob>().send(&fake.bucket(), &recorded(method, path, &[], "")).await;
        assert_eq!(error.expect_err("no matching binding").kind(), ErrorKind::InvalidInput);
    }
    assert!(fake.sent_nothing());
    let fake = Fake::responding(200, &[], r#"{"Response":{"Error":{"Code":"A.B","Message":"no"},"RequestId":"r-2"}}"#);
    let request = recorded("POST", "/", &[], r#"{"FileUrl":"u"}"#);
    let error = Entry::of::<Moderate>().send(&fake.client(), &request).await.expect_err("an error");
    assert_eq!((error.code().map(|code| code.as_str()), error.request_id()), (Some("A.B"), Some("r-2")));
}

#[test]
fn a_recorded_version_must_match() {
    let mut request = recorded("POST", "/", &[], "{}");
    assert!(Entry::of::<Moderate>().matches(&request));
    for (version, expected) in [("2020-12-29", true), ("2020-07-13", false)] {
        request.headers = vec![("X-TC-Action", "ImageModeration"), ("X-TC-Version", version)];
        assert_eq!(Entry::of::<Moderate>().matches(&request), expected, "{version}");
    }
}
