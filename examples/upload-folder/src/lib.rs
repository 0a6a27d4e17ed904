//! Uploads a folder of images to a bucket, with thumbnails, and moderates them.
//!
//! Everything that happens to an image is one [`State`] in the [`Report`], whether the run completes or is stopped.

mod args;
mod moderate;
mod plan;
mod progress;
mod report;
mod stop;
mod upload;

use tencentcloud_image::Bucket;

pub use args::{Args, Options};
pub use plan::{Image, MAX_IMAGE_BYTES, Plan, Skipped};
pub use progress::Progress;
pub use report::{Entry, Report, State};
pub use stop::Stop;

/// Uploads the images of `plan`, then moderates those that were stored.
pub async fn run(bucket: &Bucket, plan: Plan, options: &Options, stop: &Stop, progress: &Progress) -> Report {
    let mut report = Report::new(plan, options.moderate);
    upload::all(bucket, &mut report.entries, options, stop, progress).await;
    if options.moderate {
        moderate::all(bucket, &mut report.entries, options, stop, progress).await;
    }
    report.stopped = stop.is_requested();
    report
}
