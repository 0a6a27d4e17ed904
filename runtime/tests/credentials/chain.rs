//! Where a client looks that is given nothing.

use tencentcloud_runtime::credentials::DefaultChain;
use tencentcloud_runtime::transport::TransportErrorKind;
use tencentcloud_runtime::{Meta, Operation};

use crate::pod::pod;
use crate::role::answer;
use crate::world::{Reply, Sent, World, file, home, ok};
use crate::{ID, KEY, NOW, id, message, provide};

/// Any operation at all.
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

const PROFILE: &str = "[default]\nsecret_id=AKIDprofile\nsecret_key=hush\n";

fn machine(sent: &Sent) -> Reply {
    let body = r#"{"TmpSecretId":"AKIDmachine","TmpSecretKey":"hush","Token":"t","ExpiredTime":"#;
    match sent.uri.rsplit('/').next() {
        Some("") if sent.uri.starts_with("http://metadata.") => ok("role"),
        Some("role") => ok(format!(r#"{body}{},"Code":"Success"}}"#, NOW + 3600)),
        _ => answer("AKIDpod", NOW + 3600),
    }
}

fn no_machine(sent: &Sent) -> Reply {
    if sent.uri.contains("metadata") { Reply::Fail(TransportErrorKind::Connect) } else { machine(sent) }
}

fn variables(world: World) -> World {
    world.set("TENCENTCLOUD_SECRET_ID", ID).set("TENCENTCLOUD_SECRET_KEY", KEY)
}

#[cfg(unix)]
#[tokio::test]
async fn the_first_place_that_has_credentials_is_taken() {
    let token = file("a.b.c").display().to_string();
    let everything = variables(pod(World::new(machine), &token)).set("HOME", home(PROFILE));
    assert_eq!(id(&DefaultChain::new(), &everything.context()).await, ID);
    let no_variables = pod(World::new(machine), &token).set("HOME", home(PROFILE));
    assert_eq!(id(&DefaultChain::new(), &no_variables.context()).await, "AKIDprofile");
    assert!(everything.sent().is_empty() && no_variables.sent().is_empty());
    let no_profile = pod(World::new(machine), &token).set("HOME", "/nowhere");
    assert_eq!(id(&DefaultChain::new(), &no_profile.context()).await, "AKIDmachine");
    assert_eq!(no_profile.sent().len(), 2);
    let only_pod = pod(World::new(no_machine), &token).set("HOME", "/nowhere");
    assert_eq!(id(&DefaultChain::new(), &only_pod.context()).await, "AKIDpod");
    assert_eq!(only_pod.sent().len(), 2);
}

#[cfg(unix)]
#[tokio::test]
async fn the_error_says_for_each_place_why() {
    let world = World::alone().set("HOME", "/nowhere");
    let expected = "no credentials found:\n  \
        environment: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set\n  \
        profile file: /nowhere/.tencentcloud/credentials does not exist; /etc/tencentcloud/credentials does not exist\n  \
        role of the machine: metadata service: cannot connect to the service: the cause\n  \
        role of the pod: not set: TKE_REGION, TKE_PROVIDER_ID, TKE_WEB_IDENTITY_TOKEN_FILE, TKE_ROLE_ARN";
    assert_eq!(message(provide(&DefaultChain::new(), &world.context()).await), expected);

    let error = world.client().build().unwrap().call(Ping).await.err().unwrap();
    assert_eq!(error.kind(), tencentcloud_runtime::ErrorKind::Credentials);
    assert_eq!(error.to_string(), format!("Ping: {expected}"));
}

#[tokio::test]
async fn something_wrong_ends_the_search() {
    let path = file("[default]\nsecret_id=AKID\nsecret_key=hush hush\n");
    let broken = World::new(machine).set("TENCENTCLOUD_CREDENTIALS_FILE", path.display().to_string());
    let found = message(provide(&DefaultChain::new(), &broken.context()).await);
    assert_eq!(
        found,
        format!(
            "no credentials found:\n  environment: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set\n  \
             profile file: {}:1: the SecretKey contains characters that are not valid in a key in the profile `default`",
            path.display()
        )
    );
    let half = World::new(machine).set("TENCENTCLOUD_SECRET_ID", ID);
    let found = message(provide(&DefaultChain::new(), &half.context()).await);
    assert!(
        found.ends_with("environment: TENCENTCLOUD_SECRET_ID is set, but TENCENTCLOUD_SECRET_KEY is not"),
        "{found}"
    );
    let named = World::new(machine).set("TENCENTCLOUD_CREDENTIALS_FILE", "/nowhere");
    assert!(
        message(provide(&DefaultChain::new(), &named.context()).await).contains("profile file: cannot read /nowhere")
    );
    assert!(broken.sent().is_empty() && half.sent().is_empty() && named.sent().is_empty());
}

#[tokio::test]
async fn a_file_without_the_usual_profile_is_passed_over() {
    let path = file("[ops]\nsecret_id=AKID\nsecret_key=hush\n").display().to_string();
    let world = World::new(machine).set("TENCENTCLOUD_CREDENTIALS_FILE", &path);
    assert_eq!(id(&DefaultChain::new(), &world.context()).await, "AKIDmachine");
    let world = world.set("TENCENTCLOUD_PROFILE", "qa");
    let found = message(provide(&DefaultChain::new(), &world.context()).await);
    assert!(found.ends_with(&format!("{path} has no profile `qa`, found `ops`")), "{found}");
}

#[cfg(unix)]
#[tokio::test]
async fn the_place_that_was_found_is_kept_to() {
    let world = World::new(no_machine).set("HOME", "/nowhere");
    let path = file("a.b.c");
    let world = pod(world, &path.display().to_string());
    let (chain, context) = (DefaultChain::new(), world.context());
    assert_eq!(id(&chain, &context).await, "AKIDpod");
    std::fs::remove_file(&path).unwrap();
    world.sleep(3600);
    let found = message(provide(&chain, &context).await);
    assert!(found.starts_with("role of the pod: the token file"), "{found}");
    assert_eq!(world.sent().iter().filter(|sent| sent.uri.contains("metadata")).count(), 1, "asked once, not again");
}

#[cfg(unix)]
#[tokio::test]
async fn the_metadata_service_can_be_elsewhere() {
    let world = World::alone().set("HOME", "/nowhere");
    let chain = DefaultChain::new().metadata_endpoint("http://127.0.0.1:99");
    message(provide(&chain, &world.context()).await);
    assert_eq!(world.uris(), ["http://127.0.0.1:99/latest/meta-data/cam/security-credentials/"]);
}
