//! Folders to upload, and answers of the cloud.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::fs;

use tempfile::TempDir;
use tencentcloud_image::testing::Mock;
use tencentcloud_image::{Bucket, ci};
use upload_folder::{Options, Plan, Progress, Report, State, Stop, run};

/// A folder with these files, whose content is their name.
pub fn folder(files: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file).unwrap();
    }
    folder
}

pub fn bucket(mock: &Mock) -> Bucket {
    mock.client().bucket("examplebucket-1250000000", "ap-chengdu")
}

/// Uploads a folder with these files.
pub async fn upload(mock: &Mock, files: &[&str], options: Options, stop: &Stop) -> Report {
    let folder = folder(files);
    let plan = Plan::scan(folder.path(), "").unwrap();
    run(&bucket(mock), plan, &options, stop, &Progress::hidden()).await
}

/// One upload at a time, in the order of the file names, without moderation.
pub fn upload_only() -> Options {
    Options { parallel: 1, moderate: false, ..Options::default() }
}

pub fn states(report: &Report) -> Vec<&State> {
    report.entries.iter().map(|entry| &entry.state).collect()
}

/// Stores every upload of `key`, with its thumbnail.
pub fn store(mock: &Mock, key: &'static str) {
    mock.on::<ci::UploadImage>().when(move |request| request.object_key.as_deref() == Some(key)).answer(stored(key));
}

/// Fills in the answer to an upload of `key`.
pub fn stored(key: &str) -> impl FnOnce(&mut ci::UploadImageOutput) {
    let key = format!("thumbnails/{key}.webp");
    move |output| {
        let mut object = ci::PicProcessObject::default();
        object.key = Some(key);
        let mut results = ci::PicProcessResults::default();
        results.object = vec![object].into();
        output.process_results = Some(results);
    }
}

/// A job of a batch, about the image with this index.
pub fn job(index: usize, id: &str) -> ci::ImageModerationJob {
    let mut job = ci::ImageModerationJob::default();
    job.data_id = Some(index.to_string());
    job.job_id = Some(id.to_owned());
    job.state = Some(ci::JobState::Submitted);
    job
}

/// Answers queries of the job `id` with what `fill` makes of a job that succeeded.
pub fn finish(mock: &Mock, id: &'static str, fill: impl FnOnce(&mut ci::ImageModerationJob)) {
    let mut job = job(0, id);
    job.state = Some(ci::JobState::Success);
    fill(&mut job);
    mock.on::<ci::QueryImageModerationJob>()
        .when(move |query| query.job_id.as_deref() == Some(id))
        .answer(|output| output.jobs_detail = Some(job));
}
