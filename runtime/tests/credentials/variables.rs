//! Credentials of a client from environment variables.

use tencentcloud_runtime::{Credentials, ErrorKind};

use super::assume_role::response;
use super::test_env::{TestEnv, ok};
use super::{ID, KEY, NOW};

const NAMES: [&str; 2] = ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"];

#[tokio::test]
async fn a_client_without_credentials_uses_the_environment() {
    let env = TestEnv::new(|_| ok(r#"{"Response":{"RequestId":"r"}}"#)).set(NAMES[0], ID).set(NAMES[1], KEY);
    let env = env.set("TENCENTCLOUD_SESSION_TOKEN", "the-token").set("TENCENTCLOUD_REGION", "ap-tokyo");
    env.client().build().unwrap().call(super::chain::Ping).await.unwrap();
    let [request] = &env.requests()[..] else { panic!("one request") };
    assert!(request.header("authorization").contains("Credential=AKIDEXAMPLE/"));
    assert_eq!((request.header("x-tc-token"), request.header("x-tc-region")), ("the-token", "ap-tokyo"));
}

/// The variables that cloud functions set for their role.
#[tokio::test]
async fn the_variables_of_a_cloud_function_are_used() {
    let env = TestEnv::new(|_| ok(r#"{"Response":{"RequestId":"r"}}"#)).set_all(&[
        ("TENCENTCLOUD_SECRETID", "AKIDexample"),
        ("TENCENTCLOUD_SECRETKEY", "example"),
        ("TENCENTCLOUD_SESSIONTOKEN", "example"),
    ]);
    env.client().build().unwrap().call(super::chain::Ping).await.unwrap();
    let [request] = &env.requests()[..] else { panic!("one request") };
    assert!(request.header("authorization").contains("Credential=AKIDexample/"));
    assert_eq!(request.header("x-tc-token"), "example");
    assert!(request.uri.starts_with("https://ims."), "nothing else is asked: {}", request.uri);
}

#[tokio::test]
async fn the_token_can_have_the_name_of_each_tool() {
    for name in
        ["TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN", "QCLOUD_SECRET_TOKEN"]
    {
        let env = TestEnv::new(|_| ok(r#"{"Response":{"RequestId":"r"}}"#)).set(NAMES[0], ID).set(NAMES[1], KEY);
        let env = env.set(name, "the-token").set("TENCENTCLOUD_SESSIONTOKEN", "of-the-role");
        env.client().build().unwrap().call(super::chain::Ping).await.unwrap();
        assert_eq!(env.requests()[0].header("x-tc-token"), "the-token", "{name}");
    }
}

#[tokio::test]
async fn the_environment_can_name_a_role() {
    for (session_name, expected) in [("nightly", "nightly"), ("", "tencentcloud-rust-1551113065")] {
        let env = TestEnv::new(|request| match request.header("x-tc-action") {
            "AssumeRole" => response("AKIDrole", NOW + 7200),
            _ => ok(r#"{"Response":{"RequestId":"r"}}"#),
        });
        let env = env.set_all(&[
            (NAMES[0], ID),
            (NAMES[1], KEY),
            ("TENCENTCLOUD_ROLE_ARN", "qcs::cam::uin/1:roleName/r"),
            ("TENCENTCLOUD_ROLE_SESSION_NAME", session_name),
        ]);
        env.client().build().unwrap().call(super::chain::Ping).await.unwrap();
        let [role, call] = &env.requests()[..] else { panic!("two requests") };
        let body = format!(
            r#"{{"RoleArn":"qcs::cam::uin/1:roleName/r","RoleSessionName":"{expected}","DurationSeconds":7200}}"#
        );
        assert_eq!(role.body, body);
        assert!(role.header("authorization").contains("Credential=AKIDEXAMPLE/"));
        assert!(call.header("authorization").contains("Credential=AKIDrole/"));
    }
}

#[test]
fn invalid_variables_fail_building_the_client() {
    for (variables, expected) in [
        (vec![(NAMES[0], ID)], "TENCENTCLOUD_SECRET_ID is set, but TENCENTCLOUD_SECRET_KEY is not"),
        (vec![(NAMES[1], "hush")], "TENCENTCLOUD_SECRET_KEY is set, but TENCENTCLOUD_SECRET_ID is not"),
        (vec![("TENCENTCLOUD_SECRETKEY", "hush")], "TENCENTCLOUD_SECRETKEY is set, but TENCENTCLOUD_SECRETID is not"),
        (vec![(NAMES[0], ID), (NAMES[1], "hush\n")], "the SecretKey is surrounded by blanks or line breaks"),
        (vec![(NAMES[0], " hush"), (NAMES[1], KEY)], "the SecretId is surrounded by blanks or line breaks"),
    ] {
        let env = variables.iter().fold(TestEnv::offline(), |env, (name, value)| env.set(name, *value));
        let error = env.client().build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(error.to_string().starts_with(expected), "{error}");
        assert!(!format!("{error:?}").contains("hush"), "{error}");
        assert!(env.client().credentials(Credentials::new(ID, KEY)).build().is_ok(), "the environment is not used");
    }
}

#[test]
fn missing_variables_do_not_fail_building_the_client() {
    let env = TestEnv::offline();
    assert!(env.client().build().is_ok());
    assert!(env.requests().is_empty());
}

#[tokio::test]
async fn the_environment_can_name_the_address_to_connect_to() {
    let env = TestEnv::new(|_| ok(r#"{"Response":{}}"#)).set(NAMES[0], ID).set(NAMES[1], KEY);
    let env = env.set("TENCENTCLOUD_ENDPOINT", "http://127.0.0.1:1234");
    env.client().build().unwrap().call(super::chain::Ping).await.unwrap();
    env.client().connect_to("http://127.0.0.1:5678").build().unwrap().call(super::chain::Ping).await.unwrap();
    let addresses: Vec<_> = env.requests().iter().map(|request| request.uri.clone()).collect();
    assert_eq!(addresses, ["http://127.0.0.1:1234/", "http://127.0.0.1:5678/"]);
    assert!(env.requests().iter().all(|request| request.header("host").ends_with(".tencentcloudapi.com")));
}

#[test]
fn a_malformed_address_in_the_environment_fails_building_the_client() {
    for (address, expected) in [
        ("http://", "invalid host, expected "),
        ("127.0.0.1:1234", "missing scheme, expected "),
        ("http://127.0.0.1:99999", "invalid port, expected "),
        ("http://127.0.0.1/path", "expected only a scheme, a host and a port"),
    ] {
        let error = TestEnv::offline().set("TENCENTCLOUD_ENDPOINT", address).client().build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        let expected = format!("TENCENTCLOUD_ENDPOINT: invalid address: {expected}");
        assert!(error.to_string().starts_with(&expected), "{error}");
    }
    assert!(TestEnv::offline().set("TENCENTCLOUD_ENDPOINT", "").client().build().is_ok(), "empty counts as not set");
}
