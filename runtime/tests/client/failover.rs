//! Failover to a backup endpoint: which attempts it receives, and which never.

use std::time::Duration;

use tencentcloud_runtime::http::Response;
use tencentcloud_runtime::sign::tc3::{Tc3, payload_hash};
use tencentcloud_runtime::transport::TransportErrorKind;
use tencentcloud_runtime::{ByteStream, Client, Endpoint, Failover, RetryPolicy};
use tokio::time::advance;

use super::{ID, KEY, NOW, enhance, moderate, query};
use crate::support::{Fake, response};

const USUAL: &str = "ims.tencentcloudapi.com";
const BACKUP: &str = "ims.ap-guangzhou.tencentcloudapi.com";
const MINUTE: Duration = Duration::from_secs(60);

fn regional() -> Endpoint {
    Endpoint::custom("https://{service}.ap-guangzhou.tencentcloudapi.com").unwrap()
}

fn ok() -> Response<ByteStream> {
    response(200, &[], r#"{"Response":{"RequestId":"r"}}"#)
}

fn client(fake: &Fake, policy: Failover, retry: RetryPolicy) -> Client {
    let builder = Client::builder().credentials(Fake::credentials()).region("ap-guangzhou").clock(|| NOW);
    builder.transport(fake.clone()).failover(policy).retry(retry).build().unwrap()
}

fn hosts(fake: &Fake) -> Vec<String> {
    fake.requests().iter().map(|request| request.header("host").to_owned()).collect()
}

/// Returns a transport that fails so often.
fn failing(kind: TransportErrorKind, times: usize) -> Fake {
    (0..times).fold(Fake::default(), |fake, _| fake.then_fail(kind))
}

#[tokio::test(start_paused = true)]
async fn a_failing_host_is_replaced_until_it_answers_again() {
    let fake = failing(TransportErrorKind::Connect, 5).then(ok()).then(ok()).then(ok());
    let client = client(&fake, Failover::to(regional()), RetryPolicy::never());
    for _ in 0..5 {
        moderate().send(&client).await.unwrap_err();
    }
    moderate().send(&client).await.unwrap();
    advance(MINUTE).await;
    for _ in 0..2 {
        moderate().send(&client).await.unwrap();
    }
    let expected = [USUAL, USUAL, USUAL, USUAL, USUAL, BACKUP, USUAL, USUAL];
    assert_eq!(hosts(&fake), expected);

    let request = &fake.requests()[5];
    let signer = Tc3 { secret_id: ID, secret_key: KEY, service: "ims", timestamp: NOW };
    let headers = [("content-type", "application/json"), ("host", BACKUP)];
    let signed = signer.sign("POST", "/", "", &headers, &payload_hash(request.text().as_bytes()));
    assert_eq!(request.header("authorization"), signed.authorization, "the signature is for the backup host");
    assert_eq!((&*request.uri, request.header("x-tc-region")), (&*format!("https://{BACKUP}/"), "ap-guangzhou"));
}

#[tokio::test(start_paused = true)]
async fn within_a_call_the_backup_receives_only_what_may_be_sent_again() {
    use TransportErrorKind::{Connect, Other};
    for (failure, declared, expected) in
        [(Connect, false, &[USUAL, BACKUP][..]), (Other, true, &[USUAL, BACKUP]), (Other, false, &[USUAL])]
    {
        let fake = Fake::failing(failure).then(ok());
        let client = client(&fake, Failover::to(regional()).failures(1), RetryPolicy::standard());
        let call = moderate().send(&client);
        let outcome = if declared { call.repeatable().await } else { call.await };
        assert_eq!(hosts(&fake), expected, "{failure:?} {declared}");
        assert_eq!(outcome.is_ok(), expected.len() == 2);
    }
}

#[tokio::test(start_paused = true)]
async fn an_internal_error_counts_and_a_rejected_call_does_not() {
    for (code, expected) in [("InternalError", BACKUP), ("InvalidParameter", USUAL), ("AuthFailure", USUAL)] {
        let body = format!(r#"{{"Response":{{"Error":{{"Code":"{code}","Message":"no"}},"RequestId":"r"}}}}"#);
        let fake = Fake::default().then(response(200, &[], body.into_bytes())).then(ok());
        let client = client(&fake, Failover::to(regional()).failures(1), RetryPolicy::never());
        moderate().send(&client).await.unwrap_err();
        moderate().send(&client).await.unwrap();
        assert_eq!(hosts(&fake), [USUAL, expected], "{code}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_backup_is_for_services_or_for_objects() {
    const COS: &str = "examplebucket-1250000000.cos.ap-chengdu.myqcloud.com";
    const SPARE: &str = "examplebucket-1250000000.cos.ap-chengdu.tencentcos.cn";
    for (backup, second) in [(Endpoint::tencentcos(), SPARE), (regional(), COS)] {
        let fake = Fake::failing(TransportErrorKind::Connect).then(response(200, &[], "png"));
        let policy = Failover::to(backup).failures(1);
        let bucket = client(&fake, policy, RetryPolicy::standard()).bucket("examplebucket-1250000000", "ap-chengdu");
        enhance("k").send(&bucket).await.unwrap();
        assert_eq!(hosts(&fake), [COS, second]);
    }
    let fake = failing(TransportErrorKind::Connect, 2).then(response(200, &[], "<Response><Text>t</Text></Response>"));
    let policy = Failover::to(Endpoint::tencentcos()).failures(1);
    let bucket = client(&fake, policy, RetryPolicy::standard()).bucket("examplebucket-1250000000", "ap-chengdu");
    query("j").send(&bucket).await.unwrap();
    assert_eq!(hosts(&fake), [super::CI; 3], "the host has no other endpoint");
}

#[tokio::test(start_paused = true)]
async fn the_endpoint_of_a_call_is_kept() {
    let fake = Fake::failing(TransportErrorKind::Connect).then(ok());
    let client = client(&fake, Failover::to(regional()).failures(1), RetryPolicy::standard());
    moderate().send(&client).endpoint(Endpoint::internal()).await.unwrap();
    assert_eq!(hosts(&fake), ["ims.internal.tencentcloudapi.com"; 2]);
}
