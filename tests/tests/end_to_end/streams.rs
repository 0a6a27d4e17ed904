//! Images as streamed answers.

use tencentcloud_image::ci;

use super::{bucket, only_request, server};

#[tokio::test]
async fn an_image_is_copied_into_a_file() {
    let server = server().await;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cat.png");
    let mut file = tokio::fs::File::create(&path).await.expect("a file");

    let enhance = ci::AIEnhanceImage::new("folder/cat.jpg").denoise(3).sharpen(2);
    let mut png = enhance.send(&bucket(&server)).await.expect("an answer");
    assert_eq!((png.content_type(), png.content_length().is_some()), (Some("image/png"), true));
    let copied = tokio::io::copy(&mut png, &mut file).await.expect("a whole image");

    let written = std::fs::read(&path).expect("a file");
    assert_eq!((written.len() as u64, Some(copied)), (copied, png.content_length()));
    assert!(copied > 65_536 && written.starts_with(b"\x89PNG"));
    assert_eq!(png.request_id(), server.requests()[0].request_id);
    assert_eq!(only_request(&server).0, "examplebucket-1250000000.cos.ap-chengdu.myqcloud.com");
}

#[tokio::test]
async fn an_image_from_the_web_is_enhanced_on_another_host() {
    let server = server().await;
    let enhance = ci::AIEnhanceImage::from_url("https://example.com/a b.jpg?x=1&y=ä").denoise(5);
    let png = enhance.send(&bucket(&server)).await.expect("an answer");
    let bytes = png.into_inner().collect().await.expect("a whole image");
    assert!(bytes.starts_with(b"\x89PNG"));
    assert_eq!(server.requests()[0].path, "/");
    assert_eq!(only_request(&server).0, "examplebucket-1250000000.pic.ap-chengdu.myqcloud.com");
}

#[tokio::test]
async fn an_unread_image_does_not_block_other_calls() {
    let server = server().await;
    let bucket = bucket(&server);
    for _ in 0..3 {
        drop(ci::AIEnhanceImage::new("cat.jpg").send(&bucket).await.expect("an answer"));
    }
    assert!(ci::CreatePicProcessBucket::new().send(&bucket).await.is_ok());
    server.stop().await;
}
