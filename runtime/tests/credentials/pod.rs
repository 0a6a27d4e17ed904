//! The role of the pod.

use std::fs;
use std::time::Duration;

use tencentcloud_runtime::credentials::WebIdentity;
use tencentcloud_runtime::{Credentials, Endpoint};

use crate::role::answer;
use crate::world::{World, file, ok};
use crate::{NOW, id, message, provide};

const ARN: &str = "qcs::cam::uin/100000000001:roleName/pod";

pub(crate) fn pod(world: World, token_file: &str) -> World {
    world
        .set("TKE_REGION", "ap-shanghai")
        .set("TKE_PROVIDER_ID", "provider")
        .set("TKE_WEB_IDENTITY_TOKEN_FILE", token_file)
        .set("TKE_ROLE_ARN", ARN)
}

#[tokio::test]
async fn a_pod_proves_itself_with_its_token_and_signs_nothing() {
    let path = file("hush.header.signature\n");
    let world = pod(World::answering([answer("AKIDtmp", NOW + 7200)]), &path.display().to_string());
    let found = provide(&WebIdentity::tke(), &world.context()).await.unwrap();
    assert_eq!(found, Credentials::new("AKIDtmp", "hush").with_token("hush-token").with_expiry(NOW + 7200));

    let [sent] = &world.sent()[..] else { panic!("one request") };
    assert_eq!((sent.method.as_str(), sent.uri.as_str()), ("POST", "https://sts.tencentcloudapi.com/"));
    assert_eq!(
        sent.body,
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
        assert_eq!(sent.header(name), value, "{name}");
    }
    assert!(!sent.debug.contains("hush"), "{}", sent.debug);
}

#[tokio::test]
async fn everything_about_it_can_be_said() {
    let world = World::answering([answer("AKIDtmp", NOW + 900)]);
    let identity = WebIdentity::new("OIDC", ARN, file("a.b.c")).session_name("nightly");
    let identity = identity.duration(Duration::from_secs(900)).region("eu-frankfurt").endpoint(Endpoint::regional());
    assert_eq!(id(&identity, &world.context()).await, "AKIDtmp");
    let [sent] = &world.sent()[..] else { panic!("one request") };
    assert_eq!(sent.uri, "https://sts.eu-frankfurt.tencentcloudapi.com/");
    assert!(sent.body.contains(r#""RoleSessionName":"nightly","DurationSeconds":900"#), "{}", sent.body);
}

#[tokio::test]
async fn the_token_file_is_read_anew_each_time() {
    let path = file("first");
    let world = World::answering([answer("AKID1", NOW + 7200), answer("AKID2", NOW + 14_400)]);
    let world = pod(world, &path.display().to_string());
    let (identity, context) = (WebIdentity::tke(), world.context());
    assert_eq!(id(&identity, &context).await, "AKID1");
    fs::write(&path, "second").unwrap();
    world.sleep(60);
    assert_eq!(id(&identity, &context).await, "AKID1");
    world.sleep(7200);
    assert_eq!(id(&identity, &context).await, "AKID2");
    let bodies: Vec<_> = world.sent().into_iter().map(|sent| sent.body).collect();
    assert!(
        bodies[0].contains(r#""WebIdentityToken":"first""#) && bodies[1].contains(r#""WebIdentityToken":"second""#)
    );
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let world = World::alone().set("TKE_ROLE_ARN", ARN).set("TKE_PROVIDER_ID", "");
    let found = message(provide(&WebIdentity::tke(), &world.context()).await);
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
        let world = pod(World::alone(), &path.display().to_string());
        let found = message(provide(&WebIdentity::tke(), &world.context()).await);
        assert_eq!(found, format!("the token file {} {expected}", path.display()));
        assert!(world.sent().is_empty());
    }
}

#[tokio::test]
async fn a_refusal_that_repeats_the_token_does_not_show_it() {
    let refused = r#"{"Response":{"Error":{"Code":"InvalidParameter.WebIdentityTokenError","Message":"bad token hush.a.b"},"RequestId":"r"}}"#;
    let world = World::answering([ok(refused)]);
    let identity = WebIdentity::new("OIDC", ARN, file("hush.a.b"));
    let found = message(provide(&identity, &world.context()).await);
    let expected = "AssumeRoleWithWebIdentity: InvalidParameter.WebIdentityTokenError: bad token *** (request id r)";
    assert_eq!(found, expected);
}
