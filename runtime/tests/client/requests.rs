//! Requests: method, URL, headers, body and signature.

use tencentcloud_runtime::sign::cos;
use tencentcloud_runtime::sign::tc3::{Tc3, payload_hash};
use tencentcloud_runtime::{Body, Client, Rule, rule_of};

use super::{CI, COS, ID, KEY, KEY_TIME, NOW, PIC, enhance, moderate, query};
use crate::support::{
    BindBucket, CreateJob, EnhanceImage, Everything, Fake, PicOperations, PicRule, ProcessImage, UploadImage,
};

/// Both computed independently of this crate, with Python's hmac and hashlib.
const ACTION_SIGNATURE: &str = "Signature=355403bbb9cff8c661fca65544cf04ac1ed6a3b03aba3d80cfb211a15d9cbd81";
const REST_SIGNATURE: &str = "q-signature=2ad602dde6c9a56eef3101ca6847404bce6156fe";

#[tokio::test]
async fn an_action_is_a_signed_post_of_json() {
    let fake = Fake::json(r#"{"Response":{"Text":"Pass","RequestId":"r-1"}}"#);
    let reply = moderate().send(&fake.client()).await.unwrap();
    assert_eq!((reply.text.as_deref(), reply.request_id()), (Some("Pass"), "r-1"));

    let request = fake.request();
    assert_eq!((request.method.as_str(), request.uri.as_str()), ("POST", "https://ims.tencentcloudapi.com/"));
    assert_eq!(request.text(), r#"{"FileUrl":"https://example.com/cat.png"}"#);
    let version = concat!("RUST_", env!("CARGO_PKG_VERSION"));
    for (name, value) in [
        ("host", "ims.tencentcloudapi.com"),
        ("content-type", "application/json"),
        ("content-length", "41"),
        ("x-tc-action", "ImageModeration"),
        ("x-tc-version", "2020-12-29"),
        ("x-tc-timestamp", "1551113065"),
        ("x-tc-region", "ap-guangzhou"),
        ("x-tc-language", "en-US"),
        ("x-tc-requestclient", version),
        ("x-tc-token", "(absent)"),
    ] {
        assert_eq!(request.header(name), value, "{name}");
    }
    let signer = Tc3 { secret_id: ID, secret_key: KEY, service: "ims", timestamp: NOW };
    let headers = [("content-type", "application/json"), ("host", "ims.tencentcloudapi.com")];
    let signed = signer.sign("POST", "/", "", &headers, &payload_hash(request.text().as_bytes()));
    assert_eq!(request.header("authorization"), signed.authorization);
    assert!(request.header("authorization").ends_with(ACTION_SIGNATURE), "{}", request.header("authorization"));
}

#[tokio::test]
async fn a_temporary_key_sends_its_token() {
    let credentials = || Fake::credentials().with_token("the-token");
    let fake = Fake::json(r#"{"Response":{"RequestId":"r"}}"#);
    moderate().send(&fake.client_with(credentials())).region("ap-beijing").await.unwrap();
    assert_eq!(fake.request().header("x-tc-token"), "the-token");
    assert_eq!(fake.request().header("x-tc-region"), "ap-beijing");
    assert!(!fake.request().debug.contains("the-token"), "a printed request must not show the token");

    for (host, both) in [("ci", true), ("cos", false)] {
        let fake = Fake::responding(200, &[], "<Response><Text>t</Text></Response>");
        let bucket = fake.client_with(credentials()).bucket("examplebucket-1250000000", "ap-chengdu");
        if both {
            query("j").send(&bucket).await.unwrap();
        } else {
            enhance("k").send(&bucket).await.unwrap();
        }
        let request = fake.request();
        assert_eq!(request.header("x-cos-security-token"), "the-token", "{host}");
        assert_eq!(request.headers.contains_key("x-ci-security-token"), both, "{host}");
        let list = if both { "host;x-ci-security-token;x-cos-security-token" } else { "host;x-cos-security-token" };
        assert!(request.header("authorization").contains(&format!("q-header-list={list}&")), "{host}");
        assert!(!request.debug.contains("the-token"), "{host}");
    }
}

#[tokio::test]
async fn a_job_is_queried_on_the_ci_host() {
    let fake = Fake::responding(200, &[("x-ci-request-id", "header-id")], "<Response><Text>x</Text></Response>");
    let reply = query("iab1/2").send(&fake.bucket()).await.unwrap();
    assert_eq!((reply.text.as_deref(), reply.request_id()), (Some("x"), "header-id"));
    let request = fake.request();
    assert_eq!(
        (request.method.as_str(), request.uri.as_str()),
        ("GET", &*format!("https://{CI}/image/auditing/iab1%2F2"))
    );
    assert_eq!(request.header("content-length"), "(absent)");
    let signed = cos::sign(ID, KEY, KEY_TIME, "GET", "/image/auditing/iab1/2", cos::NONE, &[("host", CI)]);
    assert_eq!(request.header("authorization"), signed.authorization);
}

#[tokio::test]
async fn every_query_parameter_is_signed() {
    let fake = Fake::responding(200, &[("content-type", "image/png"), ("x-cos-request-id", "r")], "png");
    let call = EnhanceImage { denoise: Some(3), sharpen: Some(2), ..enhance("folder/die Katze+1.jpg") };
    let reply = call.send(&fake.bucket()).await.unwrap();
    assert_eq!((reply.content_type(), reply.request_id()), (Some("image/png"), "r"));
    assert_eq!(reply.into_inner().collect().await.unwrap(), "png");
    let request = fake.request();
    let target = "/folder/die%20Katze%2B1.jpg?ci-process=AIEnhanceImage&denoise=3&sharpen=2";
    assert_eq!(request.uri, format!("https://{COS}{target}"));
    let params = [("ci-process", "AIEnhanceImage"), ("denoise", "3"), ("sharpen", "2")];
    let signed = cos::sign(ID, KEY, KEY_TIME, "GET", "/folder/die Katze+1.jpg", &params, &[("host", COS)]);
    assert_eq!(request.header("authorization"), signed.authorization);
    assert!(request.header("authorization").ends_with(REST_SIGNATURE), "{}", request.header("authorization"));
}

#[tokio::test]
async fn the_http_binding_depends_on_the_members_that_are_set() {
    let fake = Fake::responding(200, &[], "");
    let url = Some("http://www.example.com/a b.jpg?x=1&y".to_owned());
    EnhanceImage { detect_url: url, ..EnhanceImage::default() }.send(&fake.bucket()).await.unwrap();
    let query = "ci-process=AIEnhanceImage&detect-url=http%3A%2F%2Fwww.example.com%2Fa%20b.jpg%3Fx%3D1%26y";
    assert_eq!(fake.request().uri, format!("https://{PIC}/?{query}"));
}

#[tokio::test]
async fn pic_operations_are_one_line_of_ascii() {
    let rule = rule_of(&EnhanceImage { denoise: Some(3), ..enhance("ignored") });
    assert_eq!(rule, Rule::from("ci-process=AIEnhanceImage&denoise=3"));
    let fileid = Some("ergebnis/\u{85e}\u{1f98a}\n.png".to_owned());
    let pic_operations = Some(PicOperations { rules: vec![PicRule { fileid, rule: Some(rule) }].into() });
    let fake = Fake::responding(200, &[], "<UploadResult><Text>t</Text></UploadResult>");
    let call = ProcessImage { object_key: Some("a.jpg".to_owned()), pic_operations, note: None };
    call.send(&fake.bucket()).await.unwrap();
    let request = fake.request();
    assert_eq!(request.uri, format!("https://{COS}/a.jpg?image_process"));
    let header =
        r#"{"rules":[{"fileid":"ergebnis/\u085e\ud83e\udd8a\n.png","rule":"ci-process=AIEnhanceImage&denoise=3"}]}"#;
    assert_eq!(request.header("pic-operations"), header);
    assert_eq!(request.header("content-length"), "0");
    let headers = [("host", COS), ("pic-operations", header), ("content-length", "0")];
    let signed = cos::sign(ID, KEY, KEY_TIME, "POST", "/a.jpg", &[("image_process", "")], &headers);
    assert_eq!(request.header("authorization"), signed.authorization);
}

#[tokio::test]
async fn an_xml_body_is_escaped_and_signed() {
    let fake = Fake::responding(200, &[], "<Response><Text>t</Text></Response>");
    let call = CreateJob { text: Some("a<b>&\"c\"".to_owned()), count: Some(2) };
    call.send(&fake.bucket()).await.unwrap();
    let request = fake.request();
    assert_eq!(request.text(), "<Request><Text>a&lt;b&gt;&amp;&quot;c&quot;</Text><Count>2</Count></Request>");
    assert_eq!(request.header("content-type"), "application/xml");
    assert!(request.header("authorization").contains("q-header-list=content-length;content-type;host&"));
}

#[tokio::test]
async fn an_empty_post_has_a_length_and_an_empty_response_is_accepted() {
    let fake = Fake::responding(200, &[], "");
    let reply = BindBucket::default().send(&fake.bucket()).await.unwrap();
    assert_eq!(*reply, Everything::default());
    assert_eq!(reply.request_id(), "");
    assert_eq!(fake.request().header("content-length"), "0");
}

#[tokio::test]
async fn an_object_is_sent_unchanged() {
    let fake = Fake::responding(200, &[], "<UploadResult><Text>t</Text></UploadResult>");
    let upload = UploadImage {
        object_key: Some("a.jpg".to_owned()),
        content_type: Some("image/jpeg".to_owned()),
        body: Body::from(vec![0xff, 0xd8]),
    };
    assert!(!format!("{upload:?}").contains("255"), "a printed upload must not show the image");
    upload.send(&fake.bucket()).await.unwrap();
    let request = fake.request();
    assert_eq!((request.method.as_str(), request.header("content-length")), ("PUT", "2"));
    assert_eq!(request.header("content-type"), "image/jpeg");
    assert_eq!(request.body, Body::from(vec![0xff, 0xd8]));
}

#[tokio::test]
async fn a_gateway_changes_only_the_connection() {
    let fake = Fake::json(r#"{"Response":{"RequestId":"r"}}"#);
    let builder = Client::builder().credentials(Fake::credentials()).transport(fake.clone()).clock(|| NOW);
    let client = builder.connect_to("http://127.0.0.1:1234").build().unwrap();
    moderate().send(&client).await.unwrap();
    assert_eq!(fake.request().uri, "http://127.0.0.1:1234/");
    assert_eq!(fake.request().header("host"), "ims.tencentcloudapi.com");
    assert!(fake.request().header("authorization").ends_with(ACTION_SIGNATURE));
}
