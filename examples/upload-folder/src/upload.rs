//! Uploads images, several at a time.

use std::io;

use futures_util::{StreamExt, stream};
use tencentcloud_image::{Body, Bucket, Error, ci};

use crate::{Entry, Image, Options, Progress, State, Stop};

/// Why an image is not stored as it should be.
#[derive(Debug, thiserror::Error)]
enum UploadError {
    #[error("the file cannot be read: {0}")]
    Read(#[from] io::Error),
    #[error("{0}")]
    Cloud(#[from] Error),
    #[error("the image is stored, but its thumbnail was not made")]
    NoThumbnail,
}

/// Uploads every image, unless a stop is requested first.
pub(crate) async fn all(bucket: &Bucket, entries: &mut [Entry], options: &Options, stop: &Stop, progress: &Progress) {
    let bar = progress.bytes(entries.iter().map(|entry| entry.image.bytes).sum());
    stream::iter(entries)
        .for_each_concurrent(options.parallel, |entry| async {
            entry.state = upload_unless_stopped(bucket, &entry.image, options, stop).await;
            bar.inc(entry.image.bytes);
        })
        .await;
    bar.finish_and_clear();
}

async fn upload_unless_stopped(bucket: &Bucket, image: &Image, options: &Options, stop: &Stop) -> State {
    if stop.is_requested() {
        return State::NotStarted;
    }
    tokio::select! {
        biased;
        result = upload(bucket, image, options) => state(result),
        () = stop.aborted() => State::Unknown("the upload was cut off".to_owned()),
    }
}

fn state(result: Result<(), UploadError>) -> State {
    match result {
        Ok(()) => State::Stored,
        Err(UploadError::Cloud(error)) if error.is_ambiguous() => State::Unknown(error.to_string()),
        Err(error) => State::UploadFailed(error.to_string()),
    }
}

/// Uploads an image and has its thumbnail made on the way.
async fn upload(bucket: &Bucket, image: &Image, options: &Options) -> Result<(), UploadError> {
    // The file is read while it is sent. With its MD5, the bucket refuses an image that was damaged on the way.
    let body = Body::from_file(&image.path).await?.with_md5().await?;
    let thumbnail = thumbnail_key(&image.key);
    let answer = ci::UploadImage::new(&image.key, body)
        .content_type(image.content_type)
        .pic_operations(ci::PicOperations::new().rules([thumbnail_rule(&thumbnail, options.thumbnail)]))
        .send(bucket)
        // The same bytes under the same key: a second upload changes nothing.
        .repeatable()
        .await?;
    let results = answer.process_results.as_ref().map(|results| &*results.object).unwrap_or_default();
    let is_made = results.iter().any(|object| object.key.as_deref() == Some(&thumbnail));
    is_made.then_some(()).ok_or(UploadError::NoThumbnail)
}

fn thumbnail_key(key: &str) -> String {
    format!("thumbnails/{key}.webp")
}

fn thumbnail_rule(key: &str, side: i64) -> ci::PicRule {
    let rule = ci::ImageMogr2::new().auto_orient().thumbnail_shrink(side, side).format(ci::ImageFormat::Webp).strip();
    // With a leading slash the key is not relative to the folder of the image.
    ci::PicRule::new().fileid(format!("/{key}")).rule(rule)
}
