//! The environment, seen from a client.

use tencentcloud_runtime::{Credentials, ErrorKind};

use crate::world::{World, ok};
use crate::{ID, KEY};

const NAMES: [&str; 2] = ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"];

#[tokio::test]
async fn a_client_without_credentials_takes_those_of_its_environment() {
    let world = World::new(|_| ok(r#"{"Response":{}}"#)).set(NAMES[0], ID).set(NAMES[1], KEY);
    let world = world.set("TENCENTCLOUD_SESSION_TOKEN", "the-token").set("TENCENTCLOUD_REGION", "ap-tokyo");
    world.client().build().unwrap().call(crate::chain::Ping).await.unwrap();
    let [sent] = &world.sent()[..] else { panic!("one request") };
    assert!(sent.header("authorization").contains("Credential=AKIDEXAMPLE/"));
    assert_eq!((sent.header("x-tc-token"), sent.header("x-tc-region")), ("the-token", "ap-tokyo"));
}

#[test]
fn what_is_certainly_wrong_is_found_when_the_client_is_made() {
    for (variables, expected) in [
        (vec![(NAMES[0], ID)], "TENCENTCLOUD_SECRET_ID is set, but TENCENTCLOUD_SECRET_KEY is not"),
        (vec![(NAMES[1], "hush")], "TENCENTCLOUD_SECRET_KEY is set, but TENCENTCLOUD_SECRET_ID is not"),
        (vec![(NAMES[0], ID), (NAMES[1], "hush\n")], "the SecretKey is surrounded by blanks or line breaks"),
        (vec![(NAMES[0], " hush"), (NAMES[1], KEY)], "the SecretId is surrounded by blanks or line breaks"),
    ] {
        let world = variables.iter().fold(World::alone(), |world, (name, value)| world.set(name, *value));
        let error = world.client().build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(error.to_string().starts_with(expected), "{error}");
        assert!(!format!("{error:?}").contains("hush"), "{error}");
        assert!(world.client().credentials(Credentials::new(ID, KEY)).build().is_ok(), "it is not looked at");
    }
}

#[test]
fn nothing_at_all_is_found_out_later() {
    let world = World::alone();
    assert!(world.client().build().is_ok());
    assert!(world.sent().is_empty());
}
