//! Uploads images, several at a time.

use futures_util::{StreamExt, stream};
use tencentcloud_image::{Body, Bucket, Error, ErrorKind, ci};

use crate::{Entry, Image, Options, Progress, State, Stop};

/// Why an image is not stored as it should be.
#[derive(Debug, thiserror::Error)]
enum UploadError {
    #[error("{0}")]
    Call(#[from] Error),
    #[error("the thumbnail was not made")]
    NoThumbnail,
}

impl UploadError {
    fn is_about_credentials(&self) -> bool {
        matches!(self, Self::Call(error) if error.kind() == ErrorKind::Credentials)
    }
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
        result = upload(bucket, image, options) => {
            // Without credentials nothing was sent, and every other upload would fail the same way.
            if result.as_ref().is_err_and(UploadError::is_about_credentials) {
                stop.request();
            }
            state(result)
        }
        () = stop.aborted() => State::Unknown("the upload was cut off".to_owned()),
    }
}

fn state(result: Result<(), UploadError>) -> State {
    match result {
        Ok(()) => State::Stored,
        Err(UploadError::NoThumbnail) => State::NoThumbnail,
        Err(UploadError::Call(error)) if error.is_ambiguous() => State::Unknown(error.to_string()),
        Err(error) => State::UploadFailed(error.to_string()),
    }
}

/// Uploads an image; the service makes the thumbnail.
async fn upload(bucket: &Bucket, image: &Image, options: &Options) -> Result<(), UploadError> {
    // The file is read while it is sent. With its MD5, the bucket refuses an image that was damaged on the way.
    let body = Body::from_file(&image.path).await?.with_md5().await?;
    let response = ci::UploadImage::new(&image.key, body)
        .content_type(image.content_type)
        .pic_operations(ci::PicOperations::new().rules([thumbnail_rule(&image.key, options.thumbnail)]))
        .send(bucket)
        // The same bytes under the same key: a second upload changes nothing.
        .repeatable()
        .await?;
    // One result for the one rule.
    let is_made = response.process_results.as_ref().is_some_and(|results| !results.object.is_empty());
    is_made.then_some(()).ok_or(UploadError::NoThumbnail)
}

fn thumbnail_rule(key: &str, side: i64) -> ci::PicRule {
    let rule = ci::ImageMogr2::new().auto_orient().thumbnail_shrink(side, side).format(ci::ImageFormat::Webp).strip();
    // With a leading slash the key is not relative to the folder of the image.
    ci::PicRule::new().file_id(format!("/thumbnails/{key}.webp")).rule(rule)
}
