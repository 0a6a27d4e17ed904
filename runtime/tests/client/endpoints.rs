//! Endpoints: hosts and URLs of requests, and the host that is signed.

use tencentcloud_runtime::sign::cos;
use tencentcloud_runtime::sign::tc3::{Tc3, payload_hash};
use tencentcloud_runtime::{Body, Bucket, Client, ClientBuilder, Endpoint, ErrorKind};

use super::{COS, ID, KEY, KEY_TIME, NOW, enhance, moderate, query};
use crate::support::{Ask, Fake, ListBuckets, SentRequest};

const EMPTY: &str = r#"{"Response":{"RequestId":"r"}}"#;

fn builder(fake: &Fake) -> ClientBuilder {
    let builder = Client::builder().credentials(Fake::credentials()).transport(fake.clone());
    builder.region("ap-guangzhou").clock(|| NOW)
}

fn bucket(fake: &Fake, endpoint: Endpoint) -> Bucket {
    fake.bucket().endpoint(endpoint)
}

fn custom(address: &str) -> Endpoint {
    Endpoint::custom(address).expect("an endpoint")
}

/// The credential scope has the service name for every host, the signed host is `host`, and the signed path is `/`.
fn assert_action_signed(request: &SentRequest, host: &str) {
    let signer = Tc3 { secret_id: ID, secret_key: KEY, service: "ims", timestamp: NOW };
    let headers = [("content-type", "application/json"), ("host", host)];
    let signed = signer.sign("POST", "/", "", &headers, &payload_hash(request.text().as_bytes()));
    assert_eq!(request.header("authorization"), signed.authorization, "{host}");
    assert!(signed.authorization.contains("/2019-02-25/ims/tc3_request, "), "{}", signed.authorization);
}

fn assert_rest_signed(request: &SentRequest, host: &str) {
    let params = [("ci-process", "AIEnhanceImage")];
    let signed = cos::sign(ID, KEY, KEY_TIME, "GET", "/a b.jpg", &params, &[("host", host)]);
    assert_eq!(request.header("authorization"), signed.authorization, "{host}");
}

#[tokio::test]
async fn service_endpoints_select_host_and_signature() {
    for (endpoint, uri, host) in [
        (Endpoint::standard(), "https://ims.tencentcloudapi.com/", "ims.tencentcloudapi.com"),
        (Endpoint::regional(), "https://ims.ap-guangzhou.tencentcloudapi.com/", "ims.ap-guangzhou.tencentcloudapi.com"),
        (Endpoint::intl(), "https://ims.intl.tencentcloudapi.com/", "ims.intl.tencentcloudapi.com"),
        (Endpoint::internal(), "https://ims.internal.tencentcloudapi.com/", "ims.internal.tencentcloudapi.com"),
        (Endpoint::ai(), "https://ims.ai.tencentcloudapi.com/", "ims.ai.tencentcloudapi.com"),
        (
            Endpoint::ai_internal(),
            "https://ims.ai.internal.tencentcloudapi.com/",
            "ims.ai.internal.tencentcloudapi.com",
        ),
        (custom("https://IMS.example.com:8443/base/"), "https://ims.example.com:8443/base/", "ims.example.com:8443"),
        (custom("http://127.0.0.1:80"), "http://127.0.0.1/", "127.0.0.1"),
        (
            custom("https://{service}-{region}.example.com"),
            "https://ims-ap-guangzhou.example.com/",
            "ims-ap-guangzhou.example.com",
        ),
        (custom("https://example.com/{service}"), "https://example.com/ims/", "example.com"),
    ] {
        let fake = Fake::json(EMPTY).then(crate::support::response(200, &[], EMPTY));
        let client = builder(&fake).endpoint(endpoint.clone()).build().unwrap();
        moderate().send(&client).await.unwrap();
        let client = builder(&fake).endpoint(custom("https://elsewhere.example")).build().unwrap();
        moderate().send(&client).endpoint(endpoint).await.unwrap();
        for request in fake.requests() {
            assert_eq!((&*request.uri, request.header("host")), (uri, host));
            assert_action_signed(&request, host);
        }
    }
}

#[tokio::test]
async fn bucket_endpoints_select_host_and_signature() {
    let name = "examplebucket-1250000000";
    for (endpoint, base, host) in [
        (Endpoint::standard(), "https://", format!("{name}.cos.ap-chengdu.myqcloud.com")),
        (Endpoint::tencentcos(), "https://", format!("{name}.cos.ap-chengdu.tencentcos.cn")),
        (Endpoint::internal(), "https://", format!("{name}.cos-internal.ap-chengdu.tencentcos.cn")),
        (Endpoint::accelerate(), "https://", format!("{name}.cos.accelerate.myqcloud.com")),
        (custom("https://img.example.com"), "https://", "img.example.com".to_owned()),
        (custom("http://{bucket}.cos.{region}.myqcloud.com"), "http://", format!("{name}.cos.ap-chengdu.myqcloud.com")),
    ] {
        let fake = Fake::responding(200, &[], "");
        enhance("a b.jpg").send(&bucket(&fake, endpoint)).await.unwrap();
        let request = fake.request();
        assert_eq!(request.uri, format!("{base}{host}/a%20b.jpg?ci-process=AIEnhanceImage"));
        assert_eq!(request.header("host"), host);
        assert_rest_signed(&request, &host);
    }
}

#[tokio::test]
async fn the_origin_host_is_signed_behind_a_cdn() {
    let fake = Fake::responding(200, &[], "");
    let endpoint = custom("https://img.example.com/media").signed_for_origin();
    enhance("a b.jpg").send(&bucket(&fake, endpoint)).await.unwrap();
    let request = fake.request();
    assert_eq!(request.uri, "https://img.example.com/media/a%20b.jpg?ci-process=AIEnhanceImage");
    assert_eq!(request.header("host"), "img.example.com");
    assert_rest_signed(&request, COS);

    let fake = Fake::json(EMPTY);
    let client = builder(&fake).endpoint(custom("https://gateway.example.com").signed_for_origin()).build().unwrap();
    moderate().send(&client).await.unwrap();
    assert_eq!(fake.request().header("host"), "gateway.example.com");
    assert_action_signed(&fake.request(), "ims.tencentcloudapi.com");
}

#[tokio::test]
async fn ci_and_pic_hosts_cannot_be_changed() {
    let fake = Fake::responding(200, &[], "<Response><Text>t</Text></Response>");
    query("j").send(&bucket(&fake, custom("http://img.example.com"))).await.unwrap();
    assert_eq!(fake.request().uri, format!("https://{}/image/auditing/j", super::CI));

    let fake = Fake::default();
    let error = query("j").send(&fake.bucket()).endpoint(Endpoint::tencentcos()).await.unwrap_err();
    assert_eq!((error.kind(), fake.sent_nothing()), (ErrorKind::InvalidInput, true));
    assert_eq!(error.to_string(), "QueryJob: the host of the operation has no other endpoint");
}

#[tokio::test]
async fn an_endpoint_of_the_wrong_kind_is_rejected() {
    for endpoint in [Endpoint::tencentcos(), Endpoint::accelerate(), custom("https://{bucket}.example.com")] {
        let fake = Fake::default();
        let error = moderate().send(&fake.client()).endpoint(endpoint).await.unwrap_err();
        assert_eq!((error.kind(), fake.sent_nothing()), (ErrorKind::InvalidInput, true), "{error}");
    }
    let of_services = [Endpoint::regional(), Endpoint::intl(), Endpoint::ai(), Endpoint::ai_internal()];
    for endpoint in of_services.into_iter().chain([custom("https://{service}.example.com")]) {
        let fake = Fake::default();
        let error = enhance("k").send(&bucket(&fake, endpoint)).await.unwrap_err();
        assert_eq!((error.kind(), fake.sent_nothing()), (ErrorKind::InvalidInput, true), "{error}");
    }
}

#[tokio::test]
async fn a_region_in_a_host_cannot_name_another_host() {
    for region in ["ap.evil.example/", "x@evil.example", "AP", "", "a\r\nb"] {
        for endpoint in [Endpoint::regional(), custom("https://{service}.{region}.example.com")] {
            let fake = Fake::default();
            let error = moderate().send(&fake.client()).endpoint(endpoint).region(region).await.unwrap_err();
            assert_eq!((error.kind(), fake.sent_nothing()), (ErrorKind::InvalidInput, true), "{region:?}");
        }
    }
}

/// The names are known only when a request is sent.
#[tokio::test]
async fn a_host_that_becomes_invalid_with_its_names_is_rejected() {
    let long = "a".repeat(64);
    for (template, region) in [
        ("https://{service}.{region}.example.com", &*long),
        ("https://{service}.{region}.example.com", "-a"),
        ("https://{service}.0x{region}", "7f"),
        ("https://127.0.{region}", "1"),
    ] {
        let fake = Fake::default();
        let error = moderate().send(&fake.client()).endpoint(custom(template)).region(region).await.unwrap_err();
        assert_eq!((error.kind(), fake.sent_nothing()), (ErrorKind::InvalidInput, true), "{template} {region}");
    }
    let fake = Fake::default();
    let error = enhance("k").send(&fake.client().bucket(format!("{long}-1"), "ap-chengdu")).await.unwrap_err();
    assert_eq!((error.kind(), fake.sent_nothing()), (ErrorKind::InvalidInput, true));
}

/// An address that is not valid fails the build, before any credentials are used.
#[test]
fn an_invalid_address_fails_the_build() {
    for address in ["http://user:pass@127.0.0.1:80", "http://127.0.0.1:99999", "http://127.1", "http://a\\@b", ""] {
        let given = builder(&Fake::default()).connect_to(address).build().unwrap_err();
        let variable = move |name: &str| (name == "TENCENTCLOUD_ENDPOINT").then(|| address.to_owned());
        let built = builder(&Fake::default()).environment(variable).build();
        assert_eq!(given.kind(), ErrorKind::InvalidInput, "{address}");
        // An empty variable is not set.
        let errors = [Some(given), built.err()].map(|error| error.map(|error| error.to_string()).unwrap_or_default());
        assert_eq!(errors[1].is_empty(), address.is_empty(), "{address}");
        assert!(!errors.concat().contains("pass"), "{errors:?}");
    }
}

#[tokio::test]
async fn the_endpoint_of_a_client_does_not_apply_to_its_buckets() {
    let fake = Fake::responding(200, &[], "");
    let client = builder(&fake).endpoint(custom("https://ims.example.com")).build().unwrap();
    enhance("a b.jpg").send(&client.bucket("examplebucket-1250000000", "ap-chengdu")).await.unwrap();
    assert_eq!(fake.request().header("host"), COS);
}

#[tokio::test]
async fn operations_without_a_bucket_use_the_host_of_the_region() {
    let fake = Fake::responding(200, &[], "<Response><Text>t</Text></Response>");
    fake.client().call(ListBuckets::default()).region("ap-beijing").await.unwrap();
    let request = fake.request();
    assert_eq!(request.uri, "https://ci.ap-beijing.myqcloud.com/picbucket");
    let headers = [("host", "ci.ap-beijing.myqcloud.com")];
    let signed = cos::sign(ID, KEY, KEY_TIME, "GET", "/picbucket", cos::NONE, &headers);
    assert_eq!(request.header("authorization"), signed.authorization);
}

#[tokio::test]
async fn operations_on_the_account_use_the_host_of_the_account() {
    let (fake, url) = (Fake::json(r#"{"Text":"t"}"#), "https://1250000000.ci.ap-chengdu.myqcloud.com/ask");
    let bucket = fake.bucket().endpoint(custom("https://img.example.com"));
    Ask { text: Some("a\"b".to_owned()) }.send(&bucket).await.unwrap();
    let request = fake.request();
    assert_eq!((&*request.uri, &request.body), (url, &Body::from(br#"{"Text":"a\"b"}"#.to_vec())));
    assert_eq!((request.header("content-type"), request.header("accept")), ("application/json", "application/json"));
    let headers = ["content-length", "content-type", "host"].map(|name| (name, request.header(name)));
    let signed = cos::sign(ID, KEY, KEY_TIME, "POST", "/ask", cos::NONE, &headers);
    assert_eq!(request.header("authorization"), signed.authorization);

    let fake = Fake::default();
    let ask = || Ask { text: Some(String::new()) };
    let error = ask().send(&fake.bucket()).endpoint(Endpoint::tencentcos()).await.unwrap_err();
    assert_eq!(error.to_string(), "Ask: the host of the operation has no other endpoint");
    for (name, region) in
        [("evil.example/-1", "ap-chengdu"), ("b-1@evil", "ap-chengdu"), ("b-", "ap-chengdu"), ("b-1", "x/")]
    {
        let error = ask().send(&fake.client().bucket(name, region)).await.unwrap_err();
        assert_eq!((error.kind(), fake.sent_nothing()), (ErrorKind::InvalidInput, true), "{name:?} {region:?}");
    }
    let error = Ask::default().send(&fake.bucket()).await.unwrap_err();
    assert_eq!((error.to_string().as_str(), fake.sent_nothing()), ("Ask: `text` (`Text`) is required", true));
}

#[tokio::test]
async fn a_gateway_replaces_the_address_but_not_host_and_path() {
    let fake = Fake::json(EMPTY);
    let builder = builder(&fake).endpoint(custom("https://ims.example.com/base"));
    moderate().send(&builder.connect_to("http://127.0.0.1:1234").build().unwrap()).await.unwrap();
    assert_eq!(fake.request().uri, "http://127.0.0.1:1234/base/");
    assert_action_signed(&fake.request(), "ims.example.com");
}
