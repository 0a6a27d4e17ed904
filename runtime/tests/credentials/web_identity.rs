//! Credentials of a pod role, by web identity.

use std::fs;
use std::time::Duration;

use tencentcloud_runtime::credentials::WebIdentity;
use tencentcloud_runtime::{Credentials, Endpoint};

use super::assume_role::response;
use super::test_env::{TestEnv, file, ok};
use super::{NOW, id, message, provide};

const ARN: &str = "qcs::cam::uin/100000000001:roleName/pod";

pub(crate) fn pod(env: TestEnv, token_file: &str) -> TestEnv {
    env.set("TKE_REGION", "ap-shanghai")
        .set("TKE_PROVIDER_ID", "provider")
        .set("TKE_WEB_IDENTITY_TOKEN_FILE", token_file)
        .set("TKE_ROLE_ARN", ARN)
}

#[tokio::test]
async fn the_request_has_the_token_and_is_not_signed() {
    let path = file("hush.header.signature\n");
    let env = pod(TestEnv::responding([response("AKIDtmp", NOW + 7200)]), &path.display().to_string());
    let found = provide(&WebIdentity::tke(), &env.context()).await.unwrap();
    assert_eq!(found, Credentials::new("AKIDtmp", "hush").with_token("hush-token").with_expiry(NOW + 7200));

    let [request] = &env.requests()[..] else { panic!("one request") };
    assert_eq!((request.method.as_str(), request.uri.as_str()), ("POST", "https://sts.tencentcloudapi.com/"));
    assert_eq!(
        request.body,
        format!(
            r#"{{"ProviderId":"provider","WebIdentityToken":"hush.header.signature","RoleArn":"{ARN}","RoleSessionName":"tencentcloud-rust-{NOW}","DurationSeconds":7200}}"#
        )
    );
    for (name, value) in [
        ("authorization", "SKIP"),
        ("x-tc-action", "AssumeRoleWithWebIdentity"),
        ("x-tc-version", "2018-08-13"),
        ("x-tc-region", "ap-shanghai"),
        ("x-tc-token", "(absent)"),
    ] {
        assert_eq!(request.header(name), value, "{name}");
    }
    assert!(!request.debug.contains("hush"), "{}", request.debug);
}

#[tokio::test]
async fn all_parameters_can_be_set() {
    let env = TestEnv::responding([response("AKIDtmp", NOW + 900)]);
    let identity = WebIdentity::new("OIDC", ARN, file("a.b.c")).session_name("nightly");
    let identity = identity.duration(Duration::from_secs(900)).region("eu-frankfurt").endpoint(Endpoint::regional());
    assert_eq!(id(&identity, &env.context()).await, "AKIDtmp");
    let [request] = &env.requests()[..] else { panic!("one request") };
    assert_eq!(request.uri, "https://sts.eu-frankfurt.tencentcloudapi.com/");
    assert!(request.body.contains(r#""RoleSessionName":"nightly","DurationSeconds":900"#), "{}", request.body);
}

#[tokio::test]
async fn the_token_file_is_read_again_for_each_request() {
    let path = file("first");
    let env = TestEnv::responding([response("AKID1", NOW + 7200), response("AKID2", NOW + 14_400)]);
    let env = pod(env, &path.display().to_string());
    let (identity, context) = (WebIdentity::tke(), env.context());
    assert_eq!(id(&identity, &context).await, "AKID1");
    fs::write(&path, "second").unwrap();
    env.advance(60);
    assert_eq!(id(&identity, &context).await, "AKID1");
    env.advance(7200);
    assert_eq!(id(&identity, &context).await, "AKID2");
    let bodies: Vec<_> = env.requests().into_iter().map(|request| request.body).collect();
    assert!(
        bodies[0].contains(r#""WebIdentityToken":"first""#) && bodies[1].contains(r#""WebIdentityToken":"second""#)
    );
}

#[tokio::test]
async fn missing_variables_and_invalid_token_files_are_named() {
    let env = TestEnv::offline().set("TKE_ROLE_ARN", ARN).set("TKE_PROVIDER_ID", "");
    let found = message(provide(&WebIdentity::tke(), &env.context()).await);
    assert_eq!(found, "not set: TKE_REGION, TKE_PROVIDER_ID, TKE_WEB_IDENTITY_TOKEN_FILE");
    for (path, expected) in [
        (file(""), "is empty"),
        (file(" \n"), "is empty"),
        (file("hush hush"), "does not contain a token"),
        (file("<html>hush</html>\n<p>"), "does not contain a token"),
        (file([0xff]), "cannot be read: the file is not valid UTF-8"),
        (file("x".repeat(300_000)), "cannot be read: the file exceeds 256 KiB"),
        ("/nowhere/token".into(), &*format!("cannot be read: {}", fs::read("/nowhere/token").unwrap_err())),
    ] {
        let env = pod(TestEnv::offline(), &path.display().to_string());
        let found = message(provide(&WebIdentity::tke(), &env.context()).await);
        assert_eq!(found, format!("the token file {} {expected}", path.display()));
        assert!(env.requests().is_empty());
    }
}

#[tokio::test]
async fn a_token_in_an_error_message_is_masked() {
    let refused = r#"{"Response":{"Error":{"Code":"InvalidParameter.WebIdentityTokenError","Message":"bad token hush.a.b"},"RequestId":"r"}}"#;
    let env = TestEnv::responding([ok(refused)]);
    let identity = WebIdentity::new("OIDC", ARN, file("hush.a.b"));
    let found = message(provide(&identity, &env.context()).await);
    let expected = "AssumeRoleWithWebIdentity: InvalidParameter.WebIdentityTokenError: bad token *** (request id r)";
    assert_eq!(found, expected);
}
