//! The default chain of credential sources.

use tencentcloud_runtime::credentials::DefaultChain;
use tencentcloud_runtime::transport::TransportErrorKind;
use tencentcloud_runtime::{Meta, Operation};

use super::assume_role::response;
use super::test_env::{Reply, SentRequest, TestEnv, file, ok};
use super::web_identity::pod;
use super::{ID, NOW, id, message, provide};

/// A minimal operation.
#[derive(Default)]
pub(crate) struct Ping;

#[derive(Default)]
pub(crate) struct Pong;

tencentcloud_runtime::shape! { Ping {} }
tencentcloud_runtime::shape! { Pong {} }

impl Operation for Ping {
    type Output = Pong;
    const META: Meta = Meta::action("ims", "2020-12-29", "Ping");
}

pub(crate) fn with_metadata(request: &SentRequest) -> Reply {
    let body = r#"{"TmpSecretId":"AKIDmachine","TmpSecretKey":"hush","Token":"t","ExpiredTime":"#;
    match request.uri.rsplit('/').next() {
        Some("") if request.uri.starts_with("http://metadata.") => ok("role"),
        Some("role") => ok(format!(r#"{body}{},"Code":"Success"}}"#, NOW + 3600)),
        _ => response("AKIDpod", NOW + 3600),
    }
}

pub(crate) fn without_metadata(request: &SentRequest) -> Reply {
    if request.uri.contains("metadata") { Reply::Fail(TransportErrorKind::Connect) } else { with_metadata(request) }
}

#[cfg(unix)]
#[tokio::test]
async fn the_error_lists_the_reason_for_each_source() {
    let env = TestEnv::offline().set("HOME", "/nowhere");
    let expected = "no credentials found:\n  \
        environment: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set; \
        TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY are not set\n  \
        profile file: /nowhere/.tencentcloud/credentials does not exist; /etc/tencentcloud/credentials does not exist\n  \
        profile of tccli: /nowhere/.tccli/default.credential does not exist\n  \
        role of the machine: metadata service: cannot connect to the service: the cause\n  \
        role of the pod: not set: TKE_REGION, TKE_PROVIDER_ID, TKE_WEB_IDENTITY_TOKEN_FILE, TKE_ROLE_ARN";
    assert_eq!(message(provide(&DefaultChain::new(), &env.context()).await), expected);

    let error = env.client().build().unwrap().call(Ping).await.err().unwrap();
    assert_eq!(error.kind(), tencentcloud_runtime::ErrorKind::Credentials);
    assert_eq!(error.to_string(), format!("Ping: {expected}"));
}

#[tokio::test]
async fn an_invalid_source_ends_the_search() {
    let path = file("[default]\nsecret_id=AKID\nsecret_key=hush hush\n");
    let broken = TestEnv::new(with_metadata).set("TENCENTCLOUD_CREDENTIALS_FILE", path.display().to_string());
    let found = message(provide(&DefaultChain::new(), &broken.context()).await);
    assert_eq!(
        found,
        format!(
            "no credentials found:\n  environment: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set; \
             TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY are not set\n  profile file: {}:1: the SecretKey contains characters that are not valid in a key in the profile `default`",
            path.display()
        )
    );
    let half = TestEnv::new(with_metadata).set("TENCENTCLOUD_SECRET_ID", ID);
    let found = message(provide(&DefaultChain::new(), &half.context()).await);
    assert!(
        found.ends_with("environment: TENCENTCLOUD_SECRET_ID is set, but TENCENTCLOUD_SECRET_KEY is not"),
        "{found}"
    );
    let named = TestEnv::new(with_metadata).set("TENCENTCLOUD_CREDENTIALS_FILE", "/nowhere");
    assert!(
        message(provide(&DefaultChain::new(), &named.context()).await).contains("profile file: cannot read /nowhere")
    );
    assert!(broken.requests().is_empty() && half.requests().is_empty() && named.requests().is_empty());
}

#[tokio::test]
async fn a_file_without_the_default_profile_is_skipped() {
    let path = file("[ops]\nsecret_id=AKID\nsecret_key=hush\n").display().to_string();
    let env = TestEnv::new(with_metadata).set("TENCENTCLOUD_CREDENTIALS_FILE", &path);
    assert_eq!(id(&DefaultChain::new(), &env.context()).await, "AKIDmachine");
    let env = env.set("TENCENTCLOUD_PROFILE", "qa");
    let found = message(provide(&DefaultChain::new(), &env.context()).await);
    assert!(found.ends_with(&format!("{path} has no profile `qa`, found `ops`")), "{found}");
}

#[cfg(unix)]
#[tokio::test]
async fn the_chain_keeps_using_the_source_that_it_found() {
    let env = TestEnv::new(without_metadata).set("HOME", "/nowhere");
    let path = file("a.b.c");
    let env = pod(env, &path.display().to_string());
    let (chain, context) = (DefaultChain::new(), env.context());
    assert_eq!(id(&chain, &context).await, "AKIDpod");
    std::fs::remove_file(&path).unwrap();
    env.advance(3600);
    let found = message(provide(&chain, &context).await);
    assert!(found.starts_with("role of the pod: the token file"), "{found}");
    assert_eq!(
        env.requests().iter().filter(|request| request.uri.contains("metadata")).count(),
        1,
        "the metadata service is asked only once"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn the_metadata_endpoint_can_be_set() {
    let env = TestEnv::offline().set("HOME", "/nowhere");
    let chain = DefaultChain::new().metadata_endpoint("http://127.0.0.1:99");
    message(provide(&chain, &env.context()).await);
    assert_eq!(env.uris(), ["http://127.0.0.1:99/latest/meta-data/cam/security-credentials/"]);
}
