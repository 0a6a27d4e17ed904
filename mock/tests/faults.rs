//! Planned faults over real sockets, planned in the same process or over HTTP.

use std::io::ErrorKind;
use std::time::Duration;

use mock::{Fault, Server};
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;

use crate::support::{self, CAT, CI, COS, get, moderation, options, request, send, server};

const JOB: &str = "/image/auditing/iab1ca9fc8a3ed11ea834c525400863904";

async fn admin(server: &Server, method: &str, name: &str, body: &str) -> (u16, Value) {
    let target = format!("/__mock/{name}");
    let response = send(server.addr(), &request(method, "127.0.0.1", &target, &[], body)).await.expect("a response");
    (response.status, response.json())
}

#[tokio::test]
async fn throttling_has_the_error_code_of_the_host_and_is_used_up() {
    let server = server(options()).await;
    server.plan(Fault::throttle().on("ims:ImageModeration").times(2)).expect("a plan");
    server.plan(Fault::throttle().on("QueryImageModerationJob")).expect("a plan");
    server.plan(Fault::throttle().on("ci:AIEnhanceImage")).expect("a plan");
    for code in ["RequestLimitExceeded", "RequestLimitExceeded", ""] {
        let response = send(server.addr(), &moderation(CAT)).await.expect("a response");
        assert_eq!((response.status, response.code().as_str()), (200, code));
    }
    let slow = send(server.addr(), &get(CI, JOB)).await.expect("a response");
    assert_eq!((slow.status, slow.code().as_str()), (429, "SlowDown"));
    assert_eq!(send(server.addr(), &get(CI, JOB)).await.expect("a response").status, 200);
    let consumed: Vec<_> = server.faults().iter().map(|planned| planned.consumed).collect();
    assert_eq!(consumed, [2, 1, 0]);
    assert!(!server.faults()[2].is_used_up());
}

#[tokio::test]
async fn errors_and_statuses_occur_as_planned() {
    let server = server(options()).await;
    server.plan(Fault::error("FailedOperation").with_message("FailedOperation", "no luck")).expect("a plan");
    server.plan(Fault::status(502)).expect("a plan");
    server.plan(Fault::error("InternalError")).expect("a plan");
    let error = send(server.addr(), &moderation(CAT)).await.expect("a response");
    assert_eq!(error.json()["Response"]["Error"], json!({"Code": "FailedOperation", "Message": "no luck"}));
    let gateway = send(server.addr(), &moderation(CAT)).await.expect("a response");
    assert_eq!((gateway.status, gateway.text().as_str()), (502, ""));
    let internal = send(server.addr(), &get(CI, JOB)).await.expect("a response");
    assert_eq!((internal.status, internal.code().as_str()), (500, "InternalError"));
    let faults: Vec<_> = server.requests().into_iter().map(|entry| entry.fault.expect("a fault")).collect();
    assert_eq!(faults, ["error FailedOperation", "status 502", "error InternalError"]);
}

#[tokio::test]
async fn connections_are_reset_or_stall_as_planned() {
    let server = server(options()).await;
    server.plan(Fault::reset()).expect("a plan");
    let error = send(server.addr(), &moderation(CAT)).await.expect_err("no response");
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);

    server.plan(Fault::truncate()).expect("a plan");
    let cut = send(server.addr(), &moderation(CAT)).await.expect("a response");
    assert!(!cut.whole && !cut.body.is_empty() && cut.status == 200, "{cut:?}");

    server.plan(Fault::stall()).expect("a plan");
    let mut stream = tokio::net::TcpStream::connect(server.addr()).await.expect("a connection");
    stream.write_all(&moderation(CAT)).await.expect("sent");
    let stalled = tokio::time::timeout(Duration::from_millis(300), support::receive(&mut stream)).await;
    assert!(stalled.is_err(), "the response does not end");
    drop(stream);
    assert!(send(server.addr(), &moderation(CAT)).await.expect("a response").whole, "the next response is complete");
}

#[tokio::test]
async fn bodies_are_corrupted_and_ids_replaced() {
    let server = server(options()).await;
    server.plan(Fault::malformed().times(2)).expect("a plan");
    let json = send(server.addr(), &moderation(CAT)).await.expect("a response");
    assert!(json.whole && serde_json::from_slice::<Value>(&json.body).is_err(), "{}", json.text());
    let xml = send(server.addr(), &get(CI, JOB)).await.expect("a response");
    assert!(xml.whole && xml.body.starts_with(b"<") && !xml.text().ends_with("</Response>"));

    server.plan(Fault::wrong_request_id()).expect("a plan");
    let other = send(server.addr(), &moderation(CAT)).await.expect("a response").json();
    let entry = server.requests().pop().expect("a request");
    assert_ne!(other["Response"]["RequestId"], Value::from(entry.request_id));
    assert!(other["Response"]["RequestId"].is_string());
}

#[tokio::test(start_paused = true)]
async fn a_delay_precedes_the_response() {
    let cloud = mock::Cloud::new(support::model(), [], options().signature(mock::Mode::Off));
    cloud.plan(Fault::delay(Duration::from_secs(90))).expect("a plan");
    let head = http::Request::post("/").header("host", support::IMS).header("x-tc-action", "ImageModeration");
    let request = head.header("x-tc-version", "2020-12-29").body(CAT.into()).expect("a request");
    let started = tokio::time::Instant::now();
    let response = cloud.play(request).await.expect("a response");
    assert_eq!((response.status(), started.elapsed().as_secs()), (http::StatusCode::OK, 90));
}

#[tokio::test]
async fn faults_are_planned_over_http() {
    let server = server(options()).await;
    assert_eq!(admin(&server, "GET", "ready", "").await, (200, json!({"ready": true})));
    let plan = r#"[{"operation":"ims:ImageModeration","kind":"throttle","times":2},{"kind":"status","status":503}]"#;
    assert_eq!(admin(&server, "POST", "faults", plan).await, (200, json!({"planned": 2})));
    assert_eq!(send(server.addr(), &moderation(CAT)).await.expect("a response").code(), "RequestLimitExceeded");
    let (_, faults) = admin(&server, "GET", "faults", "").await;
    assert_eq!(faults[0], json!({"operation": "ims:ImageModeration", "kind": "throttle", "times": 2, "consumed": 1}));
    assert_eq!(faults[1]["status"], 503);

    let (status, error) = admin(&server, "POST", "faults", r#"{"kind":"stall","operation":"ImageModerator"}"#).await;
    assert!(status == 400 && error["error"].as_str().is_some_and(|text| text.contains("did you mean")), "{error}");
    assert_eq!(admin(&server, "POST", "faults", "{").await.0, 400);
    assert_eq!(admin(&server, "GET", "nothing", "").await.0, 404);

    let (_, requests) = admin(&server, "GET", "requests", "").await;
    assert_eq!((&requests[0]["operation"], &requests[0]["fault"]), (&json!("ImageModeration"), &json!("throttle")));
    assert_eq!(admin(&server, "DELETE", "faults", "").await.0, 200);
    assert_eq!(admin(&server, "DELETE", "requests", "").await.0, 200);
    assert_eq!(admin(&server, "GET", "faults", "").await.1, json!([]));
    assert_eq!(server.requests(), []);
}

/// On a host of a bucket, `/__mock/ready` names an object.
#[tokio::test]
async fn hosts_of_the_cloud_have_no_admin_paths() {
    let server = server(options()).await;
    send(server.addr(), &get(COS, "/__mock/ready")).await.expect("a response");
    assert_eq!(server.requests()[0].operation.as_deref(), Some("GetObject"));
}
