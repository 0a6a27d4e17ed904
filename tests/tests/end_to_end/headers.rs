//! Headers that a call adds, verified by the signature that the server expects.

use tencentcloud_image::ci::{PicOperations, PicRule};
use tencentcloud_image::runtime::{BeforeSigning, BoxError, Interceptor};
use tencentcloud_image::{ci, ims};

use super::{bucket, bucket_of, builder, client, only_request, server};

#[tokio::test]
async fn headers_of_object_storage_are_covered_by_the_signature() {
    let server = server().await;
    let rules = PicOperations::new().rules([PicRule::new().file_id("small.webp").rule("imageMogr2/format/webp")]);
    let upload = ci::UploadImage::new("cat.png", b"png").pic_operations(rules);
    let call = upload.send(&bucket(&server)).header("x-cos-meta-author", "Ada  Lovelace");
    call.header("x-cos-storage-class", "STANDARD_IA").header("cache-control", "no-cache").await.expect("an answer");
    assert_eq!(only_request(&server).2, 200);
}

#[tokio::test]
async fn headers_of_api_3_are_sent_beside_the_signed_ones() {
    let server = server().await;
    let call = ims::ImageModeration::new().file_url("https://example.com/cat.png").send(&client(&server));
    call.header("x-request-source", "billing").await.expect("an answer");
    assert_eq!(only_request(&server).2, 200);
}

struct Stamp;

impl Interceptor for Stamp {
    fn before_signing(&self, request: &mut BeforeSigning<'_>) -> Result<(), BoxError> {
        Ok(request.add_header("x-cos-meta-stamp", request.attempt().to_string())?)
    }
}

#[tokio::test]
async fn headers_of_an_interceptor_are_signed() {
    let server = server().await;
    let client = builder(&server).interceptor(Stamp).build().expect("a client");
    let query = ci::QueryImageModerationJob::new("si8263213daf3711eca0d1525400d88xxx");
    query.send(&bucket_of(&client)).await.expect("an answer");
    assert_eq!(only_request(&server).2, 200);
}
