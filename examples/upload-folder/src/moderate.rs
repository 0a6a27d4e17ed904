//! Moderates stored images: submits them in batches, then queries the verdicts.
//!
//! `send_and_wait` alone would do both. The steps are separate so that a stop in between leaves the ids of the jobs.

use std::collections::HashMap;
use std::time::Duration;

use futures_util::{StreamExt, stream};
use tencentcloud_image::runtime::wait::{Poller, Progress as JobProgress};
use tencentcloud_image::{Bucket, ci};
use tokio::time::{Instant, sleep};

use crate::{Entry, Options, Progress, State, Stop};

/// How many images one submission may have.
const BATCH: usize = 100;

/// Above this size, an image must be compressed before it is examined.
const LARGE: u64 = 5_000_000;

/// How long to wait between two rounds of queries.
const PAUSE: Duration = Duration::from_secs(2);

/// A job, and the image that it is about.
struct Job<'e> {
    entry: &'e mut Entry,
    poller: Poller<ci::QueryImageModerationJob>,
}

/// Moderates the images that are stored, unless a stop is requested first.
pub(crate) async fn all(bucket: &Bucket, entries: &mut [Entry], options: &Options, stop: &Stop, progress: &Progress) {
    let mut stored: Vec<_> = entries.iter_mut().filter(|entry| entry.state == State::Stored).collect();
    let bar = progress.count(stored.len());
    let mut jobs = Vec::new();
    while !stored.is_empty() && !stop.is_requested() {
        let rest = stored.split_off(stored.len().min(BATCH));
        jobs.extend(submit(bucket, std::mem::replace(&mut stored, rest), stop).await);
    }
    let deadline = Instant::now() + options.wait;
    while !jobs.is_empty() && Instant::now() + PAUSE <= deadline {
        let round = async {
            sleep(PAUSE).await;
            stream::iter(&mut jobs).for_each_concurrent(options.parallel, poll).await;
        };
        // A query changes nothing, so a round can be dropped at any point.
        tokio::select! {
            () = round => {}
            () = stop.requested() => break,
        }
        let before = jobs.len();
        jobs.retain(|job| matches!(job.entry.state, State::Moderating(_)));
        bar.inc((before - jobs.len()) as u64);
    }
    bar.finish_and_clear();
}

/// Submits a batch and returns its jobs.
async fn submit<'e>(bucket: &Bucket, batch: Vec<&'e mut Entry>, stop: &Stop) -> Vec<Job<'e>> {
    let input = batch.iter().enumerate().map(|(index, entry)| {
        let input = ci::ImageModerationInput::new().object(&entry.image.key).data_id(index.to_string());
        if entry.image.bytes > LARGE { input.large_image_detect(true) } else { input }
    });
    let submission = ci::BatchModerateImages::new().input(input).config(ci::ImageModerationConf::new().async_(true));
    let submitted = tokio::select! {
        biased;
        submitted = submission.send_and_wait(bucket).submit() => submitted,
        () = stop.aborted() => return fail(batch, "the submission was cut off; a job may exist"),
    };
    match submitted {
        Ok((response, pollers)) => assign(batch, &response.jobs_detail, pollers),
        Err(error) => fail(batch, &error.to_string()),
    }
}

fn fail<'e>(batch: Vec<&mut Entry>, reason: &str) -> Vec<Job<'e>> {
    for entry in batch {
        entry.state = State::ModerationFailed(reason.to_owned());
    }
    Vec::new()
}

/// Finds the image of every job, by the index that was submitted as its `DataId`.
fn assign<'e>(
    batch: Vec<&'e mut Entry>,
    details: &[ci::ImageModerationJob],
    pollers: Vec<Poller<ci::QueryImageModerationJob>>,
) -> Vec<Job<'e>> {
    let mut pollers: HashMap<_, _> = pollers.into_iter().map(|poller| (poller.id().to_owned(), poller)).collect();
    let index = |detail: &ci::ImageModerationJob| detail.data_id.as_deref()?.parse::<usize>().ok();
    let mut details: HashMap<_, _> = details.iter().map(|detail| (index(detail), detail)).collect();
    let mut jobs = Vec::new();
    for (index, entry) in batch.into_iter().enumerate() {
        let detail = details.remove(&Some(index));
        let poller = detail.and_then(|detail| pollers.remove(detail.job_id.as_deref()?));
        match poller {
            Some(poller) => {
                entry.state = State::Moderating(poller.id().to_owned());
                jobs.push(Job { entry, poller });
            }
            None => entry.state = State::ModerationFailed(refusal(detail)),
        }
    }
    jobs
}

fn refusal(detail: Option<&ci::ImageModerationJob>) -> String {
    let Some(detail) = detail else { return "the response has no entry for the image".to_owned() };
    let code = detail.code.as_deref().unwrap_or("no code");
    format!("{code}: {}", detail.message.as_deref().unwrap_or("no message"))
}

async fn poll(job: &mut Job<'_>) {
    match job.poller.poll().await {
        Ok(JobProgress::Done(response)) => job.entry.state = verdict(response.jobs_detail.as_ref()),
        Ok(JobProgress::Pending(_)) => {}
        Err(error) if error.is_retryable() => {}
        Err(error) => job.entry.state = State::ModerationFailed(error.to_string()),
    }
}

/// The service adds values at any time. A verdict that this program does not know is left to a person.
fn verdict(job: Option<&ci::ImageModerationJob>) -> State {
    let Some(job) = job else { return State::ModerationFailed("the response has no result".to_owned()) };
    let label = job.label.as_ref().map_or("no label", |label| label.as_str());
    let finding = format!("{label} {}", job.score.unwrap_or_default());
    match &job.result {
        Some(ci::Verdict::Normal) => State::Passed,
        Some(ci::Verdict::Sensitive) => State::Blocked(finding),
        Some(_) => State::Review(finding),
        None => State::ModerationFailed("the job has no verdict".to_owned()),
    }
}
