//! Presigned URLs.

use std::time::Duration;

use tencentcloud_runtime::sign::cos::{self, KeyTime};
use tencentcloud_runtime::{Body, Endpoint, ErrorKind, PresignedUrl};

use super::{CI, COS, ID, KEY, NOW, enhance, moderate, query};
use crate::support::{CreateJob, Fake, Styled, UploadImage};

const HOUR: Duration = Duration::from_secs(3600);
const VALID: KeyTime = KeyTime { start: NOW - 60, end: NOW + 3600 };
const TIMES: &str = "q-sign-time=1551113005%3B1551116665&q-key-time=1551113005%3B1551116665";

fn headers(link: &PresignedUrl) -> Vec<(&str, &str)> {
    let pairs = link.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap()));
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort();
    pairs
}

fn upload(body: impl Into<Body>) -> UploadImage {
    UploadImage {
        object_key: Some("a b.png".to_owned()),
        content_type: Some("image/png".to_owned()),
        body: body.into(),
    }
}

#[tokio::test]
async fn a_call_is_presigned_as_a_url() {
    let fake = Fake::default();
    let link = enhance("die Katze+1.jpg").send(&fake.bucket()).presign(HOUR).await.unwrap();
    let params = [("ci-process", "AIEnhanceImage")];
    let signature = cos::sign(ID, KEY, VALID, "GET", "/die Katze+1.jpg", &params, &[("host", COS)]).signature;
    let expected = format!(
        "https://{COS}/die%20Katze%2B1.jpg?ci-process=AIEnhanceImage&q-sign-algorithm=sha1&q-ak={ID}&{TIMES}\
         &q-header-list=host&q-url-param-list=ci-process&q-signature={signature}"
    );
    assert_eq!(
        (link.as_str(), link.to_string(), String::from(link.clone())),
        (&*expected, expected.clone(), expected.clone())
    );
    assert_eq!((link.method().as_str(), headers(&link), link.body().len()), ("GET", vec![], 0));
    assert_eq!(link.expires_at(), NOW + 3600);
    assert!(fake.sent_nothing());
    let printed = format!("{link:?}");
    for secret in [ID, &signature, "q-sign"] {
        assert!(!printed.contains(secret), "{printed}");
    }
}

#[tokio::test]
async fn a_presigned_url_without_query_starts_one() {
    let link = query("j/1").send(&Fake::default().bucket()).presign(HOUR).await.unwrap();
    assert!(
        link.as_str().starts_with(&format!("https://{CI}/image/auditing/j%2F1?q-sign-algorithm=sha1&q-ak=")),
        "{link}"
    );
    assert!(link.as_str().contains("&q-header-list=host&q-url-param-list=&q-signature="), "{link}");
}

/// The lists contain encoded keys and are query values here.
#[tokio::test]
async fn parameter_lists_are_encoded_twice() {
    let call = Styled { object_key: Some("k".to_owned()), style: Some("x".to_owned()) };
    let link = call.send(&Fake::default().bucket()).presign(HOUR).await.unwrap();
    assert!(link.as_str().contains("?imageMogr2%2Fthumbnail%2F%2150p&watermark%2F1=x&q-sign"), "{link}");
    let list = "&q-url-param-list=imagemogr2%252fthumbnail%252f%252150p%3Bwatermark%252f1&";
    assert!(link.as_str().contains(list), "{link}");
}

#[tokio::test]
async fn a_presigned_url_contains_the_token() {
    let client = Fake::default().client_with(Fake::credentials().with_token("to/ken+=="));
    let bucket = client.bucket("examplebucket-1250000000", "ap-chengdu");
    let link = enhance("k").send(&bucket).presign(HOUR).await.unwrap();
    assert!(link.as_str().ends_with("&x-cos-security-token=to%2Fken%2B%3D%3D"), "{link}");
    assert!(link.as_str().contains("&q-url-param-list=ci-process%3Bx-cos-security-token&"), "{link}");
    let params = [("ci-process", "AIEnhanceImage"), ("x-cos-security-token", "to/ken+==")];
    let signature = cos::sign(ID, KEY, VALID, "GET", "/k", &params, &[("host", COS)]).signature;
    assert!(link.as_str().contains(&format!("&q-signature={signature}&")), "{link}");

    let link = query("j").send(&bucket).presign(HOUR).await.unwrap();
    assert!(link.as_str().contains("&q-url-param-list=x-cos-security-token&"), "{link}");
    assert!(link.as_str().ends_with("&x-cos-security-token=to%2Fken%2B%3D%3D"), "{link}");
    assert!(!format!("{link:?}").contains("ken"));
}

#[tokio::test]
async fn a_presigned_upload_signs_only_known_headers() {
    let open = upload(Body::empty()).send(&Fake::default().bucket()).presign(HOUR).await.unwrap();
    assert_eq!((open.method().as_str(), headers(&open)), ("PUT", vec![("content-type", "image/png")]));
    assert!(open.as_str().contains("&q-header-list=content-type%3Bhost&"), "{open}");

    let body = Body::from_text("abc").with_md5().await.unwrap();
    let fixed = upload(body).send(&Fake::default().bucket()).presign(HOUR).await.unwrap();
    let md5 = ("content-md5", "kAFQmDzST7DWlj99KOF/cg==");
    assert_eq!(headers(&fixed), [("content-length", "3"), md5, ("content-type", "image/png")]);
    let list = "&q-header-list=content-length%3Bcontent-md5%3Bcontent-type%3Bhost&";
    assert!(fixed.as_str().contains(list), "{fixed}");
}

#[tokio::test]
async fn a_presigned_url_has_the_body_of_the_operation() {
    let call = CreateJob { text: Some("x".to_owned()), count: None };
    let link = call.send(&Fake::default().bucket()).presign(HOUR).await.unwrap();
    assert_eq!(link.body().as_bytes().unwrap(), "<Request><Text>x</Text></Request>");
    assert_eq!(headers(&link), [("content-length", "33"), ("content-type", "application/xml")]);
}

#[tokio::test]
async fn presigned_urls_use_endpoints_but_not_gateways() {
    let fake = Fake::default();
    let endpoint = Endpoint::custom("https://img.example.com").unwrap().signed_for_origin();
    let link = enhance("k").send(&fake.bucket()).endpoint(endpoint).presign(HOUR).await.unwrap();
    let params = [("ci-process", "AIEnhanceImage")];
    let signature = cos::sign(ID, KEY, VALID, "GET", "/k", &params, &[("host", COS)]).signature;
    assert!(link.as_str().starts_with("https://img.example.com/k?ci-process="), "{link}");
    assert!(link.as_str().ends_with(&signature), "{link}");

    let builder = tencentcloud_runtime::Client::builder().credentials(Fake::credentials()).transport(fake);
    let client = builder.connect_to("http://127.0.0.1:1").build().unwrap();
    let bucket = client.bucket("examplebucket-1250000000", "ap-chengdu");
    let link = enhance("k").send(&bucket).presign(HOUR).await.unwrap();
    assert!(link.as_str().starts_with(&format!("https://{COS}/k?")), "{link}");
}

#[tokio::test]
async fn calls_that_cannot_be_presigned_are_rejected() {
    let fake = Fake::default();
    let action = moderate().send(&fake.client()).presign(HOUR).await.unwrap_err();
    assert_eq!(
        action.to_string(),
        "ImageModeration: cannot presign an API 3.0 call; only operations on a bucket can be presigned"
    );
    let brief = enhance("k").send(&fake.bucket()).presign(Duration::from_millis(999)).await.unwrap_err();
    let wrong = enhance("..").send(&fake.bucket()).presign(HOUR).await.unwrap_err();
    for error in [action, brief, wrong] {
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        assert!(error.operation().is_some(), "{error}");
    }
    let forever = enhance("k").send(&fake.bucket()).presign(Duration::MAX).await.unwrap();
    assert_eq!(forever.expires_at(), i64::MAX);
}
