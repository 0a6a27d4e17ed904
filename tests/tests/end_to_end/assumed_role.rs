//! Credentials of an assumed role: issued by the server, and accepted by it.

use std::time::Duration;

use mock::Fault;
use tencentcloud_image::credentials::AssumeRole;
use tencentcloud_image::{Credentials, ErrorKind, ims};

use super::{builder, permanent, server};

const ROLE: &str = "qcs::cam::uin/100000000001:roleName/moderator";

fn moderation() -> ims::ImageModeration {
    ims::ImageModeration::new().file_url("https://example.com/cat.png")
}

#[tokio::test]
async fn a_client_signs_with_the_credentials_of_a_role() {
    let server = server().await;
    let role = AssumeRole::new(permanent(), ROLE).session_name("session").duration(Duration::from_secs(900));
    let client = builder(&server).credentials(role).build().expect("a client");
    for _ in 0..2 {
        moderation().send(&client).await.expect("a response");
    }
    let requests = server.requests();
    assert!(requests.iter().all(|request| request.signature_good), "{requests:?}");
    let operations: Vec<_> = requests.iter().filter_map(|request| request.operation.as_deref()).collect();
    assert_eq!(operations, ["AssumeRole", "ImageModeration", "ImageModeration"]);

    let object = client.bucket("examplebucket-1250000000", "ap-chengdu");
    let tags = tencentcloud_image::ci::QueryImageModerationJob::new("si8263213daf3711eca0d1525400d88xxx");
    tags.send(&object).await.expect("a response");
    assert!(server.requests().iter().all(|request| request.signature_good));
}

#[tokio::test]
async fn a_role_that_cannot_be_assumed_fails_the_call() {
    let server = server().await;
    let client = |source| builder(&server).credentials(AssumeRole::new(source, ROLE)).build().expect("a client");
    let unknown = client(Credentials::new("AKIDUNKNOWN", "a-key"));
    let error = moderation().send(&unknown).await.expect_err("an unknown key");
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.to_string().contains("AuthFailure.SecretIdNotFound"), "{error}");

    let missing = Fault::error("ResourceNotFound.RoleNotFound").on("sts:AssumeRole");
    server.plan(missing).expect("a plan");
    let error = moderation().send(&client(permanent())).await.expect_err("a planned fault");
    assert!(error.to_string().contains("ResourceNotFound.RoleNotFound"), "{error}");
}
