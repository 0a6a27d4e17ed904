//! The programs in `examples/`, as they stand there.

use std::collections::BTreeMap;

use crate::{bucket, client, server};

#[allow(dead_code, clippy::duplicate_mod, reason = "`main` is not called here, and both have the cloud")]
#[path = "../../examples/enhance.rs"]
mod enhance;
#[allow(dead_code, clippy::duplicate_mod, reason = "`main` is not called here, and both have the cloud")]
#[path = "../../examples/moderate.rs"]
mod moderate;

#[tokio::test]
async fn moderate_says_what_to_do() {
    let server = server().await;
    let line = moderate::run(&client(&server), "https://example.com/cat.png").await.expect("an answer");
    assert_eq!(line, "Review: Terror, 93 of 100 (00000000-0000-4000-8000-000000000001)");
    let line = moderate::run(&client(&server), "https://www.example.com/gone.png").await.expect("an answer");
    assert_eq!(line, "https://www.example.com/gone.png cannot be downloaded");
}

#[tokio::test]
async fn enhance_writes_a_file() {
    let server = server().await;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cat.png");
    let length = enhance::run(&bucket(&server), "folder/cat.jpg", &path).await.expect("an image");
    assert_eq!(std::fs::metadata(&path).expect("a file").len(), length);
}

#[tokio::test]
async fn without_a_key_they_run_against_a_mock() {
    let nothing = || BTreeMap::from([("HOME".to_owned(), "/nowhere".to_owned())]);
    let cloud = moderate::cloud::Cloud::of(nothing()).await.expect("a mock");
    let moderate::cloud::Cloud::Mock(_, server) = &cloud else { panic!("the mock") };
    let [url] = cloud.arguments(&[], ["https://example.com/cat.png"]).expect("an argument");
    let line = moderate::run(cloud.client(), &url).await.expect("an answer");
    assert!(line.starts_with("Review: Terror, 93 of 100"), "{line}");
    assert!(server.requests().iter().all(|seen| seen.signature_good && seen.status == 200));
    assert_eq!(cloud.arguments(&["x".to_owned()], ["y"]).expect("an argument"), ["x"]);
    assert!(cloud.arguments(&["x".to_owned()], ["y", "z"]).is_err(), "one of two is no use");

    let folder = tempfile::tempdir().expect("a folder");
    let cloud = enhance::cloud::Cloud::of(nothing()).await.expect("a mock");
    let bucket = cloud.client().bucket("examplebucket-1250000000", "ap-chengdu");
    assert!(enhance::run(&bucket, "folder/cat.jpg", &folder.path().join("cat.png")).await.expect("an image") > 0);
}
