//! Faults that are planned, over real sockets and by either way of planning them.

mod support;

use std::io::ErrorKind;
use std::time::Duration;

use mock::{Fault, Server};
use serde_json::{Value, json};
use support::{CAT, CI, COS, get, moderation, options, request, send, server};
use tokio::io::AsyncWriteExt;

const JOB: &str = "/image/auditing/iab1ca9fc8a3ed11ea834c525400863904";

async fn admin(server: &Server, method: &str, name: &str, body: &str) -> (u16, Value) {
    let target = format!("/__mock/{name}");
    let answer = send(server.addr(), &request(method, "127.0.0.1", &target, &[], body)).await.expect("an answer");
    (answer.status, answer.json())
}

#[tokio::test]
async fn throttling_has_the_code_of_each_family_and_is_used_up() {
    let server = server(options()).await;
    server.plan(Fault::throttle().on("ims:ImageModeration").times(2)).expect("a plan");
    server.plan(Fault::throttle().on("QueryImageModerationJob")).expect("a plan");
    server.plan(Fault::throttle().on("ci:AIEnhanceImage")).expect("a plan");
    for code in ["RequestLimitExceeded", "RequestLimitExceeded", ""] {
        let answer = send(server.addr(), &moderation(CAT)).await.expect("an answer");
        assert_eq!((answer.status, answer.code().as_str()), (200, code));
    }
    let slow = send(server.addr(), &get(CI, JOB)).await.expect("an answer");
    assert_eq!((slow.status, slow.code().as_str()), (429, "SlowDown"));
    assert_eq!(send(server.addr(), &get(CI, JOB)).await.expect("an answer").status, 200);
    let consumed: Vec<_> = server.faults().iter().map(|planned| planned.consumed).collect();
    assert_eq!(consumed, [2, 1, 0]);
    assert!(!server.faults()[2].is_used_up());
}

#[tokio::test]
async fn errors_and_statuses_are_as_planned() {
    let server = server(options()).await;
    server.plan(Fault::error("FailedOperation").with_message("FailedOperation", "no luck")).expect("a plan");
    server.plan(Fault::status(502)).expect("a plan");
    server.plan(Fault::error("InternalError")).expect("a plan");
    let refused = send(server.addr(), &moderation(CAT)).await.expect("an answer");
    assert_eq!(refused.json()["Response"]["Error"], json!({"Code": "FailedOperation", "Message": "no luck"}));
    let gateway = send(server.addr(), &moderation(CAT)).await.expect("an answer");
    assert_eq!((gateway.status, gateway.text().as_str()), (502, ""));
    let internal = send(server.addr(), &get(CI, JOB)).await.expect("an answer");
    assert_eq!((internal.status, internal.code().as_str()), (500, "InternalError"));
    let faults: Vec<_> = server.requests().into_iter().map(|seen| seen.fault.expect("a fault")).collect();
    assert_eq!(faults, ["error FailedOperation", "status 502", "error InternalError"]);
}

#[tokio::test]
async fn connections_break_where_they_should() {
    let server = server(options()).await;
    server.plan(Fault::reset()).expect("a plan");
    let error = send(server.addr(), &moderation(CAT)).await.expect_err("no answer");
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);

    server.plan(Fault::truncate()).expect("a plan");
    let cut = send(server.addr(), &moderation(CAT)).await.expect("an answer");
    assert!(!cut.whole && !cut.body.is_empty() && cut.status == 200, "{cut:?}");

    server.plan(Fault::stall()).expect("a plan");
    let mut stream = tokio::net::TcpStream::connect(server.addr()).await.expect("a connection");
    stream.write_all(&moderation(CAT)).await.expect("sent");
    let stalled = tokio::time::timeout(Duration::from_millis(300), support::receive(&mut stream)).await;
    assert!(stalled.is_err(), "it never ends");
    drop(stream);
    assert!(send(server.addr(), &moderation(CAT)).await.expect("an answer").whole, "the next is as ever");
}

#[tokio::test]
async fn bodies_and_ids_can_be_wrong() {
    let server = server(options()).await;
    server.plan(Fault::malformed().times(2)).expect("a plan");
    let json = send(server.addr(), &moderation(CAT)).await.expect("an answer");
    assert!(json.whole && serde_json::from_slice::<Value>(&json.body).is_err(), "{}", json.text());
    let picture = send(server.addr(), &get(CI, JOB)).await.expect("an answer");
    assert!(picture.whole && picture.body.starts_with(b"<") && !picture.text().ends_with("</Response>"));

    server.plan(Fault::wrong_request_id()).expect("a plan");
    let other = send(server.addr(), &moderation(CAT)).await.expect("an answer").json();
    let seen = server.requests().pop().expect("a request");
    assert_ne!(other["Response"]["RequestId"], Value::from(seen.request_id));
    assert!(other["Response"]["RequestId"].is_string());
}

#[tokio::test(start_paused = true)]
async fn a_delay_is_waited_for() {
    let cloud = mock::Cloud::new(support::model(), [], options().signature(mock::Mode::Off));
    cloud.plan(Fault::delay(Duration::from_secs(90))).expect("a plan");
    let head = http::Request::post("/").header("host", support::IMS).header("x-tc-action", "ImageModeration");
    let request = head.header("x-tc-version", "2020-12-29").body(CAT.into()).expect("a request");
    let started = tokio::time::Instant::now();
    let answer = cloud.play(request).await.expect("an answer");
    assert_eq!((answer.status(), started.elapsed().as_secs()), (http::StatusCode::OK, 90));
}

#[tokio::test]
async fn tools_plan_over_http() {
    let server = server(options()).await;
    assert_eq!(admin(&server, "GET", "ready", "").await, (200, json!({"ready": true})));
    let plan = r#"[{"operation":"ims:ImageModeration","kind":"throttle","times":2},{"kind":"status","status":503}]"#;
    assert_eq!(admin(&server, "POST", "faults", plan).await, (200, json!({"planned": 2})));
    assert_eq!(send(server.addr(), &moderation(CAT)).await.expect("an answer").code(), "RequestLimitExceeded");
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

/// An object may be called so: on a host of the cloud the path belongs to the cloud.
#[tokio::test]
async fn the_cloud_has_no_such_addresses() {
    let server = server(options()).await;
    send(server.addr(), &get(COS, "/__mock/ready")).await.expect("an answer");
    assert_eq!(server.requests()[0].operation.as_deref(), Some("DownloadImage"));
}
