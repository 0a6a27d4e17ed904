//! Credentials of a client from environment variables.

use tencentcloud_runtime::{Credentials, ErrorKind};

use crate::test_env::{TestEnv, ok};
use crate::{ID, KEY};

const NAMES: [&str; 2] = ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"];

#[tokio::test]
async fn a_client_without_credentials_uses_the_environment() {
    let env = TestEnv::new(|_| ok(r#"{"Response":{"RequestId":"r"}}"#)).set(NAMES[0], ID).set(NAMES[1], KEY);
    let env = env.set("TENCENTCLOUD_SESSION_TOKEN", "the-token").set("TENCENTCLOUD_REGION", "ap-tokyo");
    env.client().build().unwrap().call(crate::chain::Ping).await.unwrap();
    let [request] = &env.requests()[..] else { panic!("one request") };
    assert!(request.header("authorization").contains("Credential=AKIDEXAMPLE/"));
    assert_eq!((request.header("x-tc-token"), request.header("x-tc-region")), ("the-token", "ap-tokyo"));
}

#[test]
fn invalid_variables_fail_building_the_client() {
    for (variables, expected) in [
        (vec![(NAMES[0], ID)], "TENCENTCLOUD_SECRET_ID is set, but TENCENTCLOUD_SECRET_KEY is not"),
        (vec![(NAMES[1], "hush")], "TENCENTCLOUD_SECRET_KEY is set, but TENCENTCLOUD_SECRET_ID is not"),
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
