//! The programs in `examples/`, as they stand there.

use crate::{bucket, client, server};

#[allow(dead_code, reason = "`main` is not called here")]
#[path = "../../examples/enhance.rs"]
mod enhance;
#[allow(dead_code, reason = "`main` is not called here")]
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
