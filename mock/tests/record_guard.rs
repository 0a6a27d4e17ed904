//! What a recorder refuses to forward with the real key.

use std::sync::{Arc, Mutex};

use mock::{Credentials, Mode, Recorder, Server, Upstream};
use tencentcloud_runtime::sign::cos::{self, KeyTime};
use tencentcloud_runtime::transport::{HttpTransport, Sending};
use tencentcloud_runtime::{Body, Transport};

use crate::support::recorder::{cloud, real_key, recorder, upstream};
use crate::support::{self, Action, CAT, CI, COS, IMS, MODERATION, NOW, action_by, bucket_by, model, options, send};

const JOB: &str = "/image/auditing/any";

const ART: &str = "aiart.tencentcloudapi.com";
const QUERY: Action<'_> = ("aiart", "2022-12-29", "QueryTextToImageJob");
const QUERY_BODY: &str = r#"{"JobId":"1"}"#;

/// A recorder of reads, the server that plays the cloud, and the folder of the recording.
struct Scene {
    recorder: Recorder,
    cloud: Server,
    folder: tempfile::TempDir,
}

impl Scene {
    async fn start() -> Self {
        let (folder, cloud) = (tempfile::tempdir().expect("a folder"), cloud().await);
        // A recorder verifies signatures even where the options say otherwise.
        let options = options().signature(Mode::Off);
        let started = Recorder::start(model(), upstream(&cloud), folder.path(), options).await;
        Self { recorder: started.expect("a free port"), cloud, folder }
    }

    async fn assert_refused(&self, what: &str, code: &str, request: &[u8]) {
        let response = send(self.recorder.addr(), request).await.expect("a response");
        assert_eq!(response.code(), code, "{what}: {}", response.text());
        assert_eq!(self.cloud.requests(), [], "{what}");
        assert_eq!(std::fs::read_dir(self.folder.path()).expect("a folder").count(), 0, "{what}");
    }

    async fn assert_forwarded(&self, what: &str, request: &[u8]) {
        let response = send(self.recorder.addr(), request).await.expect("a response");
        assert_eq!((response.status, response.code().as_str()), (200, ""), "{what}: {}", response.text());
        assert_eq!(self.cloud.requests().len(), 1, "{what}");
        self.cloud.clear_requests();
    }

    fn key(&self) -> &Credentials {
        self.recorder.key()
    }

    /// A read of API 3.0, with more headers.
    fn query(&self, more: &[(&str, &str)], target: &str, host: &str) -> Vec<u8> {
        action_by(self.key(), QUERY, ART, more, (target, host), QUERY_BODY)
    }

    /// A read of a bucket, with more headers.
    fn job(&self, more: &[(&str, &str)], target: &str, host: &str) -> Vec<u8> {
        bucket_by(self.key(), "GET", CI, JOB, more, (target, host))
    }
}

#[tokio::test]
async fn only_the_key_of_the_recording_is_accepted() {
    let (scene, other) = (Scene::start().await, Scene::start().await);
    let public = Credentials::new("AKIDMOCK", "not-a-secret");
    let guessed = Credentials::new(scene.key().secret_id(), "not-a-secret");
    for (key, actions, buckets) in [
        (public, "AuthFailure.SecretIdNotFound", "InvalidAccessKeyId"),
        (support::key(), "AuthFailure.SecretIdNotFound", "InvalidAccessKeyId"),
        (real_key(), "AuthFailure.SecretIdNotFound", "InvalidAccessKeyId"),
        (other.key().clone(), "AuthFailure.SecretIdNotFound", "InvalidAccessKeyId"),
        (guessed, "AuthFailure.SignatureFailure", "SignatureDoesNotMatch"),
    ] {
        let id = key.secret_id();
        scene.assert_refused(id, actions, &action_by(&key, QUERY, ART, &[], ("/", ART), QUERY_BODY)).await;
        scene.assert_refused(id, buckets, &bucket_by(&key, "GET", CI, JOB, &[], (JOB, CI))).await;
    }
    scene.assert_forwarded("API 3.0", &scene.query(&[], "/", ART)).await;
    scene.assert_forwarded("a bucket", &scene.job(&[], JOB, CI)).await;
    let key = scene.key();
    assert!(key.secret_key().len() >= 32 && key.secret_key() != other.key().secret_key());
    assert!(!format!("{:?}", scene.recorder).contains(key.secret_key()));
}

#[tokio::test]
async fn temporary_keys_differ_between_recordings() {
    let mut issued = Vec::new();
    for _ in 0..2 {
        let scene = Scene::start().await;
        let body = r#"{"RoleArn":"qcs::cam::uin/1:roleName/r","RoleSessionName":"session"}"#;
        let response = send(scene.recorder.addr(), &support::assume_role(scene.key(), body)).await.expect("a response");
        issued.push(response.json()["Response"]["Credentials"]["TmpSecretKey"].clone());
    }
    assert!(issued[0].is_string() && issued[0] != issued[1]);
}

#[tokio::test]
async fn requests_that_a_web_page_can_send_are_refused() {
    let scene = Scene::start().await;
    let own = format!("http://{}", scene.recorder.addr());
    for (name, value) in [
        ("origin", "https://page.example"),
        ("origin", "null"),
        ("origin", &own),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("sec-fetch-site", "same-origin"),
    ] {
        scene.assert_refused(name, "ForbiddenOrigin", &scene.query(&[(name, value)], "/", ART)).await;
        scene.assert_refused(name, "ForbiddenOrigin", &scene.job(&[(name, value)], JOB, CI)).await;
    }
    // An image or a link of a page: no header is its own.
    let key = scene.key();
    let time = KeyTime { start: NOW - 60, end: NOW + 3600 };
    let signed = cos::sign(key.secret_id(), key.secret_key(), time, "GET", JOB, cos::NONE, &[("host", CI)]);
    let address = scene.recorder.addr().to_string();
    for (target, host) in [(JOB.to_owned(), CI), (format!("/__host/{CI}{JOB}"), &*address)] {
        let signed = format!("{target}?{}", signed.authorization.replace(';', "%3B"));
        scene.assert_refused("a link", "AccessDenied", &support::request("GET", host, &signed, &[], "")).await;
        scene.assert_refused("no signature", "AccessDenied", &support::request("GET", host, &target, &[], "")).await;
    }
    for path in ["/__mock/requests", "/__mock/faults", "/__mock/ready"] {
        let request = support::request("GET", "page.example", path, &[], "");
        scene.assert_refused(path, "AccessDenied", &request).await;
    }
}

#[tokio::test]
async fn names_that_resolve_to_the_recorder_are_refused() {
    let scene = Scene::start().await;
    let (action, job) = (format!("/__host/{ART}/"), format!("/__host/{CI}{JOB}"));
    for host in ["page.example", "127.1", "0x7f000001", "localhost.page.example", "127.0.0.1.page.example:80"] {
        let code = "ForbiddenOrigin";
        scene.assert_refused(host, code, &scene.query(&[], &action, host)).await;
        scene.assert_refused(host, code, &scene.job(&[], &job, host)).await;
    }
    scene.assert_refused("two hosts", "ForbiddenOrigin", &scene.job(&[("host", "page.example")], JOB, CI)).await;
    scene.assert_forwarded("API 3.0", &scene.query(&[], &action, "localhost")).await;
    scene.assert_forwarded("a bucket", &scene.job(&[], &job, &scene.recorder.addr().to_string())).await;
}

#[tokio::test]
async fn hosts_that_another_parser_may_read_differently_are_refused() {
    let scene = Scene::start().await;
    for host in [
        "aiart.tencentcloudapi.com:80@page.example",
        "aiart.tencentcloudapi.com:443@page.example:443",
        "user@aiart.tencentcloudapi.com",
        "user:pass@aiart.tencentcloudapi.com",
        "page.example%2f.tencentcloudapi.com",
        "page.example#.tencentcloudapi.com",
        "page.example?.tencentcloudapi.com",
        "page.example/.tencentcloudapi.com",
        "page.example\\.tencentcloudapi.com",
        "aiart.tencentcloudapi.com.page.example",
        "aiart.tencentcloudapi.com.",
        "aiart.tencentcloudapi.com:0",
        "aiart.tencentcloudapi.com:+443",
        "aiart.tencentcloudapi.com:70000",
        "aiart.tencentcloudapi.com:443:443",
        "aiart。tencentcloudapi。com",
        "àiart.tencentcloudapi.com",
        "169.254.0.23",
        "[::1]",
        "2852039166",
    ] {
        let call = action_by(scene.key(), QUERY, host, &[], ("/", host), QUERY_BODY);
        scene.assert_refused(host, "InvalidHost", &call).await;
    }
    for host in ["b-1.ci.ap-chengdu.myqcloud.com:80@page.example", "user@b-1.ci.ap-chengdu.myqcloud.com"] {
        let request = bucket_by(scene.key(), "GET", host, JOB, &[], (JOB, host));
        scene.assert_refused(host, "InvalidHost", &request).await;
        let in_path = format!("/__host/{host}{JOB}");
        let request = bucket_by(scene.key(), "GET", host, JOB, &[], (&in_path, "localhost"));
        scene.assert_refused(host, "InvalidHost", &request).await;
    }
}

#[tokio::test]
async fn only_operations_of_the_schemas_are_forwarded() {
    let scene = Scene::start().await;
    for (action, code) in [
        (("cvm", "2017-03-12", "DescribeInstances"), "NoSuchProduct"),
        (("aiart", "2017-03-12", "QueryTextToImageJob"), "NoSuchVersion"),
        (("aiart", "2022-12-29", "QueryAnything"), "InvalidAction"),
    ] {
        let host = format!("{}.tencentcloudapi.com", action.0);
        let call = action_by(scene.key(), action, &host, &[], ("/", &host), "{}");
        scene.assert_refused(action.2, code, &call).await;
    }
    let call = action_by(scene.key(), QUERY, ART, &[], ("/?Action=Other", ART), QUERY_BODY);
    scene.assert_refused("a query", "UnsupportedProtocol", &call).await;
    for (method, host, path, code) in [
        ("GET", CI, "/no/such/address", "InvalidUrl"),
        ("PATCH", COS, "/cat.jpg", "NoSuchKey"),
        ("PUT", CI, JOB, "InvalidUrl"),
        ("GET", "examplebucket-1250000000.pic.ap-chengdu.myqcloud.com", JOB, "NoSuchKey"),
    ] {
        let request = bucket_by(scene.key(), method, host, path, &[], (path, host));
        scene.assert_refused(path, code, &request).await;
    }
}

#[tokio::test]
async fn writes_are_forwarded_only_where_they_are_allowed() {
    let scene = Scene::start().await;
    let moderation = |key: &Credentials| action_by(key, MODERATION, IMS, &[], ("/", IMS), CAT);
    let rules = [("pic-operations", r#"{"rules":[{"fileid":"a.png","rule":"imageMogr2/format/png"}]}"#)];
    let upload = |key: &Credentials| bucket_by(key, "PUT", COS, "/cat.jpg", &rules, ("/cat.jpg", COS));
    scene.assert_refused("API 3.0", "WriteNotAllowed", &moderation(scene.key())).await;
    scene.assert_refused("a bucket", "WriteNotAllowed", &upload(scene.key())).await;
    // The authorization table classes it as a read, but it generates an image.
    let generate = ("aiart", "2022-12-29", "ImageToImage");
    let call = action_by(scene.key(), generate, ART, &[], ("/", ART), r#"{"InputUrl":"https://x"}"#);
    scene.assert_refused("an image", "WriteNotAllowed", &call).await;

    let writing = recorder(&scene.cloud, scene.folder.path()).await;
    let scene = Scene { recorder: writing, ..scene };
    scene.assert_forwarded("API 3.0", &moderation(scene.key())).await;
    scene.assert_forwarded("a bucket", &upload(scene.key())).await;
}

/// The cloud, reached by a transport that notes what is forwarded.
#[derive(Clone)]
struct Noting(HttpTransport, String, Arc<Mutex<Vec<http::Request<()>>>>);

impl Transport for Noting {
    fn send(&self, mut request: http::Request<Body>) -> Sending {
        let (mut seen, uri) = (http::Request::new(()), request.uri().clone());
        (*seen.uri_mut(), *seen.headers_mut()) = (uri.clone(), request.headers().clone());
        self.2.lock().expect("a list").push(seen);
        let path = uri.path_and_query().map_or("", http::uri::PathAndQuery::as_str);
        *request.uri_mut() = format!("http://{}{path}", self.1).parse().expect("an address");
        self.0.send(request)
    }
}

#[tokio::test]
async fn requests_go_to_the_host_of_the_cloud_by_https() {
    let (folder, cloud) = (tempfile::tempdir().expect("a folder"), cloud().await);
    let transport = HttpTransport::builder().no_proxy().build().expect("a transport");
    let noting = Noting(transport, cloud.addr().to_string(), Arc::default());
    let upstream = Upstream::cloud(real_key(), noting.clone());
    let recorder = Recorder::start(model(), upstream, folder.path(), options()).await.expect("a free port");
    let more = [("accept-encoding", "gzip"), ("cookie", "secret"), ("proxy-authorization", "secret")];
    for host in ["aiart.tencentcloudapi.com", "AIART.tencentcloudapi.com:8443"] {
        let call = action_by(recorder.key(), QUERY, host, &more, ("/", host), QUERY_BODY);
        send(recorder.addr(), &call).await.expect("a response");
    }
    let job = bucket_by(recorder.key(), "GET", CI, JOB, &more, (JOB, CI));
    send(recorder.addr(), &job).await.expect("a response");
    let seen = noting.2.lock().expect("a list");
    let addresses: Vec<_> = seen.iter().map(|request| request.uri().to_string()).collect();
    let action = "https://aiart.tencentcloudapi.com/".to_owned();
    assert_eq!(addresses, [action.clone(), action, format!("https://{CI}{JOB}")]);
    let is_dropped = |request: &http::Request<()>| more.iter().all(|(name, _)| !request.headers().contains_key(*name));
    assert!(seen.iter().all(is_dropped) && cloud.requests().iter().all(|request| request.signature_good));
}

#[test]
fn an_endpoint_is_a_scheme_a_host_and_a_path() {
    let at = |address: &str| {
        let transport = HttpTransport::builder().no_proxy().build().expect("a transport");
        Upstream::at(address, real_key(), transport).map(|upstream| format!("{upstream:?}"))
    };
    for address in
        ["https://user:hunter2@endpoint.example", "endpoint.example", "http://127.1", "ftp://endpoint.example"]
    {
        let error = at(address).expect_err(address).to_string();
        assert!(!error.contains("hunter2"), "{error}");
    }
    assert!(at("http://127.0.0.1:1234/base/").is_ok());
}
