//! The role that the worker acts as, seen from the transport: who signs what.

mod support;

use std::error::Error;
use std::sync::{Arc, Mutex};

use image_worker::{Role, State, WorkerError};
use support::{OrderFolder, Pictures, order};
use tencentcloud_image::runtime::Transport;
use tencentcloud_image::runtime::http::{Request, Response};
use tencentcloud_image::runtime::transport::Sending;
use tencentcloud_image::{Body, Client, Credentials};
use tokio_util::sync::CancellationToken;

const CREDENTIALS: &str = r#"{"Response": {
    "Credentials": {"TmpSecretId": "AKIDrole", "TmpSecretKey": "hidden-role-key", "Token": "hidden-token"},
    "ExpiredTime": 4102444800,
    "RequestId": "7c2e9d40-5b1a-4f63-8e07-a4d6c1b30037"
}}"#;

const DENIED: &str = r#"{"Response": {
    "Error": {"Code": "UnauthorizedOperation", "Message": "not permitted"},
    "RequestId": "7c2e9d40-5b1a-4f63-8e07-a4d6c1b30038"
}}"#;

/// What matters here of a request.
#[derive(Clone, Debug)]
struct SentRequest {
    action: String,
    /// The id of the key that signed it.
    signer: String,
    token: String,
    body: String,
}

/// A cloud that answers requests for credentials with `credentials`, and denies everything else.
#[derive(Clone)]
struct Cloud {
    credentials: &'static str,
    seen: Arc<Mutex<Vec<SentRequest>>>,
}

impl Transport for Cloud {
    fn send(&self, request: Request<Body>) -> Sending {
        let header =
            |name: &str| request.headers().get(name).map_or(String::new(), |value| value.to_str().unwrap().to_owned());
        let (action, token) = (header("x-tc-action"), header("x-tc-token"));
        let signer = header("authorization").split(['=', '/']).nth(1).unwrap().to_owned();
        let answer = if action == "AssumeRole" { self.credentials } else { DENIED };
        let body = String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap();
        self.seen.lock().unwrap().push(SentRequest { action, signer, token, body });
        Box::pin(async move { Ok(Response::new(answer.into())) })
    }
}

/// Runs a worker with the role and two orders; returns what the cloud saw and how the worker ended.
async fn run_as_role(credentials: &'static str) -> (Vec<SentRequest>, WorkerError, State) {
    let role = Role {
        arn: Some("qcs::cam::uin/100000000001:roleName/image-worker".to_owned()),
        external_id: Some("example-id".to_owned()),
    };
    let source = Credentials::new("AKIDpermanent", "hidden-permanent-key");
    let cloud = Cloud { credentials, seen: Arc::default() };
    let builder = Client::builder().transport(cloud.clone()).environment(|_| None).region("ap-guangzhou");
    let client = builder.credentials(role.credentials(source).unwrap()).build().unwrap();
    let orders = OrderFolder::with_order(State::New);
    orders.put("second", &order(State::New));
    let error = orders.worker(client, Pictures::none()).unwrap().run(&CancellationToken::new()).await.unwrap_err();
    let seen = cloud.seen.lock().unwrap().clone();
    (seen, error, orders.state("party"))
}

/// Returns an error with its causes, as `{:#}` of `anyhow` prints it.
fn chain(error: &WorkerError) -> String {
    let mut text = format!("{error} {error:?}");
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(&format!(": {error}"));
        source = error.source();
    }
    text
}

#[tokio::test]
async fn permanent_key_only_asks_for_the_role() {
    let (seen, error, state) = run_as_role(CREDENTIALS).await;
    let [assume, submit] = &seen[..] else { panic!("{seen:?}") };
    assert_eq!((&*assume.action, &*assume.signer, &*assume.token), ("AssumeRole", "AKIDpermanent", ""));
    for part in ["roleName/image-worker", r#""RoleSessionName":"image-worker""#, r#""ExternalId":"example-id""#, "3600"]
    {
        assert!(assume.body.contains(part), "{}", assume.body);
    }
    assert_eq!((&*submit.action, &*submit.signer, &*submit.token), ("SubmitGlamPicJob", "AKIDrole", "hidden-token"));

    // The role lacks a permission: the worker stops, and the orders wait for the operator.
    let text = chain(&error);
    assert!(text.contains("UnauthorizedOperation") && !text.contains("hidden") && !text.contains("AKID"), "{text}");
    assert_eq!(state, State::New);
}

#[tokio::test]
async fn role_that_is_denied_stops_the_worker() {
    let (seen, error, state) = run_as_role(DENIED).await;
    assert!(seen.iter().all(|request| request.action == "AssumeRole"), "{seen:?}");
    let text = chain(&error);
    assert!(
        text.contains("AssumeRole: UnauthorizedOperation") && !text.contains("hidden") && !text.contains("AKID"),
        "{text}"
    );
    assert_eq!(state, State::New);
}

#[test]
fn without_a_role_the_keys_themselves_sign() {
    assert!(Role { arn: None, external_id: None }.credentials(Credentials::new("AKID", "key")).is_none());
}
