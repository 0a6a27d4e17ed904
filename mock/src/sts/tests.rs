use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bytes::Bytes;
use serde_json::{Value, json};
use tencentcloud_runtime::Credentials;
use tencentcloud_runtime::sign::cos::{self, KeyTime};
use tencentcloud_runtime::sign::tc3::{Tc3, payload_hash};

use super::descriptor::{DESCRIPTOR, with_built_in};
use super::respond::iso_8601;
use crate::testing::{COS, ID, KEY, NOW, golden, model};
use crate::{Cloud, Options};

const ROLE: &str = "qcs::cam::uin/100000000001:roleName/moderator";

/// Returns a cloud with a permanent key, at this time.
fn cloud_at(now: i64) -> Cloud {
    Cloud::new(model(), [Credentials::new(ID, KEY)], Options::default().clock(move || now))
}

/// Sends a signed action of a service at the time `now`, and returns its `Response`.
fn send(
    cloud: &Cloud,
    key: &Credentials,
    now: i64,
    (service, version, action): (&str, &str, &str),
    body: &Value,
) -> Value {
    let (host, body) = (format!("{service}.tencentcloudapi.com"), body.to_string());
    let signed = [("content-type", "application/json"), ("host", &*host)];
    let signer = Tc3 { secret_id: key.secret_id(), secret_key: key.secret_key(), service, timestamp: now };
    let authorization = signer.sign("POST", "/", "", &signed, &payload_hash(body.as_bytes())).authorization;
    let head = http::Request::post("/").header("host", &host).header("content-type", "application/json");
    let head = head.header("authorization", authorization).header("x-tc-timestamp", now);
    let head = head.header("x-tc-action", action).header("x-tc-version", version);
    let head = key.token().into_iter().fold(head, |head, token| head.header("x-tc-token", token));
    let reply = cloud.respond(head.body(Bytes::from(body)).expect("a request"));
    let document: Value = serde_json::from_slice(reply.response.body()).expect("JSON");
    document["Response"].clone()
}

fn assume(cloud: &Cloud, key: &Credentials, body: &Value) -> Value {
    send(cloud, key, NOW, ("sts", "2018-08-13", "AssumeRole"), body)
}

fn issue(cloud: &Cloud, duration: i64) -> Credentials {
    let body = json!({ "RoleArn": ROLE, "RoleSessionName": "session", "DurationSeconds": duration });
    let response = assume(cloud, &Credentials::new(ID, KEY), &body);
    assert_eq!(response["ExpiredTime"], NOW + duration, "{response}");
    let text = |name: &str| response["Credentials"][name].as_str().expect(name).to_owned();
    Credentials::new(text("TmpSecretId"), text("TmpSecretKey")).with_token(text("Token"))
}

fn moderate(cloud: &Cloud, key: &Credentials, now: i64) -> Value {
    let body = json!({ "FileUrl": "https://example.com/cat.png" });
    send(cloud, key, now, ("ims", "2020-12-29", "ImageModeration"), &body)
}

#[test]
fn the_descriptor_is_valid_and_does_not_replace_the_operation_of_a_model() {
    let loaded = codegen_model::load_text("sts.json", DESCRIPTOR, "sts");
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    let once = with_built_in(golden("waiters"));
    let count = once.services.len();
    assert_eq!((count, with_built_in(once).services.len()), (golden("waiters").services.len() + 1, count));
}

#[test]
fn issued_credentials_are_accepted_with_their_token() {
    let cloud = cloud_at(NOW);
    let (first, second) = (issue(&cloud, 900), issue(&cloud, 900));
    assert_ne!(first, second);
    for key in [&first, &second] {
        let response = moderate(&cloud, key, NOW);
        assert!(response["Suggestion"].is_string(), "{response}");
    }
    let without_token = Credentials::new(first.secret_id(), first.secret_key());
    assert_eq!(moderate(&cloud, &without_token, NOW)["Error"]["Code"], "AuthFailure.TokenFailure");
    let chained = assume(&cloud, &first, &json!({ "RoleArn": ROLE, "RoleSessionName": "chained" }));
    assert_eq!(
        (&chained["ExpiredTime"], &chained["Expiration"]),
        (&json!(NOW + 7_200), &json!("2019-02-25T18:44:25Z"))
    );
}

#[test]
fn expired_credentials_are_refused() {
    let now = Arc::new(AtomicI64::new(NOW));
    let clock = Arc::clone(&now);
    let options = Options::default().clock(move || clock.load(Ordering::Relaxed));
    let cloud = Cloud::new(model(), [Credentials::new(ID, KEY)], options);
    let key = issue(&cloud, 60);
    let object = |time: i64| {
        let time = KeyTime { start: time, end: time + 600 };
        let signed = cos::sign(key.secret_id(), key.secret_key(), time, "GET", "/a.jpg", cos::NONE, &[("host", COS)]);
        let head = http::Request::get("/a.jpg").header("host", COS).header("authorization", signed.authorization);
        let head = head.header("x-cos-security-token", key.token().unwrap_or_default());
        let reply = cloud.respond(head.body(Bytes::new()).expect("a request"));
        String::from_utf8_lossy(reply.response.body()).contains("<Code>ExpiredToken</Code>")
    };
    assert!(!object(NOW));
    now.store(NOW + 60, Ordering::Relaxed);
    let response = moderate(&cloud, &key, NOW + 60);
    assert_eq!(response["Error"]["Code"], "AuthFailure.TokenFailure", "{response}");
    assert!(object(NOW + 60));
}

#[test]
fn requests_for_credentials_are_validated() {
    let (cloud, key) = (cloud_at(NOW), Credentials::new(ID, KEY));
    for (body, code) in [
        (json!({ "RoleArn": ROLE }), "MissingParameter"),
        (json!({ "RoleArn": ROLE, "RoleSessionName": "x" }), "InvalidParameterValue"),
        (json!({ "RoleArn": ROLE, "RoleSessionName": "session", "DurationSeconds": 43_201 }), "InvalidParameterValue"),
        (json!({ "RoleArn": ROLE, "RoleSessionName": "session", "Role": "x" }), "UnknownParameter"),
    ] {
        assert_eq!(assume(&cloud, &key, &body)["Error"]["Code"], code, "{body}");
    }
}

#[test]
fn the_expiry_is_written_in_utc() {
    assert_eq!(iso_8601(NOW), "2019-02-25T16:44:25Z");
    assert_eq!(iso_8601(0), "1970-01-01T00:00:00Z");
}
