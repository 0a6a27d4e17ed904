//! Stores pictures in the bucket, each with a small version for lists.

use tencentcloud_image::{Bucket, Error, ci};

use crate::download::Picture;

/// Longest side of the small version, in pixels.
const SMALL: i64 = 400;

/// Stores a picture under `name` and an ending for its format, and returns the key.
pub(crate) async fn store(bucket: &Bucket, name: &str, picture: Picture) -> Result<String, Error> {
    let key = format!("{name}.{}", ending(&picture.content_type));
    let small = ci::ImageMogr2::new().thumbnail_shrink(SMALL, SMALL).format(ci::ImageFormat::Webp);
    let rule = ci::PicRule::new().file_id(format!("/{name}-small.webp")).rule(small);
    ci::UploadImage::new(&key, picture.bytes)
        .content_type(picture.content_type)
        .pic_operations(ci::PicOperations::new().rules([rule]))
        .send(bucket)
        // The same picture under the same key: a second upload changes nothing.
        .repeatable()
        .await?;
    Ok(key)
}

fn ending(content_type: &str) -> &'static str {
    match content_type.split(';').next().unwrap_or_default().trim() {
        "image/png" => "png",
        "image/webp" => "webp",
        _ => "jpg",
    }
}
