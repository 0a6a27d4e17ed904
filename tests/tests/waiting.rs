//! Waiting for submitted jobs, with generated code and a transport that returns scripted answers.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tencentcloud_runtime::http::{Request, Response};
use tencentcloud_runtime::transport::{Sending, Transport};
use tencentcloud_runtime::wait::Progress;
use tencentcloud_runtime::{Body, Bucket, ByteStream, Client, Credentials, ErrorKind};
use tests::golden::{paint, stamp};
use tokio::time::Instant;

/// A transport that returns scripted answers in order, repeats the last one, and records the requests.
#[derive(Clone, Default)]
struct ScriptedTransport {
    answers: Arc<Mutex<VecDeque<String>>>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl ScriptedTransport {
    fn of(answers: impl IntoIterator<Item = String>) -> Self {
        Self { answers: Arc::new(Mutex::new(answers.into_iter().collect())), requests: Arc::default() }
    }

    fn client(&self) -> Client {
        let credentials = Credentials::new("AKIDEXAMPLE", "key");
        Client::builder().credentials(credentials).transport(self.clone()).build().expect("a client")
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("no panic").clone()
    }
}

impl Transport for ScriptedTransport {
    fn send(&self, request: Request<Body>) -> Sending {
        let body = request.body().as_bytes().map(|body| String::from_utf8_lossy(body).into_owned());
        let line = format!("{} {} {}", request.method(), request.uri().path(), body.unwrap_or_default());
        self.requests.lock().expect("no panic").push(line.trim().to_owned());
        let mut answers = self.answers.lock().expect("no panic");
        let answer = if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() };
        let response = Response::new(ByteStream::from(answer.expect("an answer").into_bytes()));
        Box::pin(async move { Ok(response) })
    }
}

fn json(members: &str) -> String {
    format!("{{\"Response\":{{{members}\"RequestId\":\"request\"}}}}")
}

fn painting(state: &str) -> String {
    json(&format!("\"JobStatusCode\":\"{state}\","))
}

fn submitted() -> String {
    json("\"JobId\":\"job-1\",")
}

fn stamps(states: &[&str]) -> String {
    let jobs = states.iter().enumerate();
    let jobs: String =
        jobs.map(|(index, state)| format!("<Jobs><JobId>j{index}</JobId><State>{state}</State></Jobs>")).collect();
    format!("<Response>{jobs}</Response>")
}

fn submission() -> paint::SubmitPaintJob {
    paint::SubmitPaintJob::new().prompt("a cat")
}

#[tokio::test(start_paused = true)]
async fn a_job_is_polled_until_its_result_exists() {
    let done = json("\"JobStatusCode\":\"5\",\"ResultImage\":[\"https://example.com/cat.png\"],");
    let script = ScriptedTransport::of([submitted(), painting("1"), painting("2"), done]);
    let (progress, started) = (Arc::new(Mutex::new(Vec::new())), Instant::now());
    let watched = Arc::clone(&progress);
    let wait = submission().send_and_wait(&script.client());
    let answer = wait.on_progress(move |answer| watched.lock().expect("no panic").push(answer.job_status_code.clone()));
    let answer = answer.await.expect("a result");
    assert_eq!(answer.result_image[0], "https://example.com/cat.png");
    assert_eq!(answer.request_id(), "request");
    assert_eq!(*progress.lock().expect("no panic"), [Some("1".to_owned()), Some("2".to_owned())]);
    let requests = script.requests();
    assert_eq!((requests.len(), requests[1].as_str()), (4, "POST / {\"JobId\":\"job-1\"}"));
    assert_eq!(started.elapsed(), Duration::from_millis(1000 + 1500 + 2250));
}

#[tokio::test(start_paused = true)]
async fn a_failed_job_is_an_error_with_the_reason_of_the_service() {
    let failed =
        json("\"JobStatusCode\":\"4\",\"JobErrorCode\":\"FailedOperation.Inner\",\"JobErrorMsg\":\"no paint\",");
    let script = ScriptedTransport::of([submitted(), painting("2"), failed]);
    let error = submission().send_and_wait(&script.client()).await.expect_err("a failure");
    assert_eq!(error.kind(), ErrorKind::JobFailed);
    assert_eq!(error.to_string(), "FailedOperation.Inner: no paint (request id request)");
    assert_eq!(error.operation(), Some("QueryPaintJob"));
}

#[tokio::test(start_paused = true)]
async fn an_unknown_state_means_that_the_job_is_pending() {
    let script = ScriptedTransport::of([submitted(), painting("7"), json(""), painting("5")]);
    assert!(submission().send_and_wait(&script.client()).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn waiting_ends_at_the_deadline_and_the_error_has_the_job_id() {
    let script = ScriptedTransport::of([submitted(), painting("2")]);
    let started = Instant::now();
    let wait = submission().send_and_wait(&script.client()).deadline(Duration::from_secs(30));
    let error = wait.await.expect_err("too late");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.to_string().contains("job-1"), "{error}");
    assert!(started.elapsed() <= Duration::from_secs(30));
}

#[tokio::test(start_paused = true)]
async fn a_submission_answered_without_a_job_id_is_an_error() {
    let script = ScriptedTransport::of([json("")]);
    let error = submission().send_and_wait(&script.client()).await.expect_err("no id");
    assert_eq!((error.kind(), script.requests().len()), (ErrorKind::Decode, 1));
}

#[tokio::test(start_paused = true)]
async fn a_refused_submission_is_not_polled() {
    let refused = json("\"Error\":{\"Code\":\"LimitExceeded\",\"Message\":\"too many\"},");
    let script = ScriptedTransport::of([refused]);
    let error = submission().send_and_wait(&script.client()).await.expect_err("refused");
    assert_eq!((error.kind() == ErrorKind::JobFailed, script.requests().len()), (false, 1));
    assert!(paint::SubmitPaintJob::new().send_and_wait(&script.client()).await.is_err(), "Prompt is required");
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_job_can_be_polled_step_by_step() {
    let script = ScriptedTransport::of([submitted(), painting("2"), painting("5")]);
    let mut poller = submission().send_and_wait(&script.client()).submit().await.expect("a job");
    assert_eq!((poller.id(), poller.query().job_id.as_deref()), ("job-1", Some("job-1")));
    assert!(matches!(poller.poll().await, Ok(Progress::Pending(_))));
    assert!(matches!(poller.poll().await, Ok(Progress::Done(_))));
}

#[tokio::test(start_paused = true)]
async fn a_query_of_several_jobs_completes_when_all_are_done() {
    let answers = [&["Submitted", "Submitted"], &["Success", "Running"], &["Success", "Success"]];
    let script = ScriptedTransport::of(answers.map(|states| stamps(states)));
    let bucket = script.client().bucket("examplebucket-1250000000", "ap-chengdu");
    let submission = || stamp::SubmitStampJobs::new().object(["cat.png", "dog.png"]);
    let answer = submission().send_and_wait(&bucket).await.expect("a result");
    assert_eq!(answer.jobs.len(), 2);
    assert_eq!(script.requests()[1..], ["GET /jobs/j0", "GET /jobs/j0"]);

    let script = ScriptedTransport::of([stamps(&["Submitted"]), stamps(&["Success", "Cancel"])]);
    let bucket = script.client().bucket("examplebucket-1250000000", "ap-chengdu");
    let error = submission().send_and_wait(&bucket).await.expect_err("a failed job");
    assert_eq!(error.kind(), ErrorKind::JobFailed);
}

fn submit_each() -> stamp::SubmitEachStamp {
    stamp::SubmitEachStamp::new().object(["cat.png", "dog.png", "emu.png"])
}

fn bucket(script: &ScriptedTransport) -> Bucket {
    script.client().bucket("examplebucket-1250000000", "ap-chengdu")
}

/// Returns the answer to a submission of three images. The second is refused and has no job.
fn three_submitted() -> String {
    let refused = "<Jobs><State>Failed</State><Message>no such image</Message></Jobs>";
    stamps(&["Submitted", "Submitted"]).replacen("</Jobs>", &format!("</Jobs>{refused}"), 1)
}

#[tokio::test(start_paused = true)]
async fn each_of_several_jobs_is_polled_until_it_is_done() {
    let pending = || stamps(&["Running"]);
    let (done, failed) =
        (stamps(&["Success"]), pending().replace("Running</State>", "Failed</State><Message>dark</Message>"));
    let script = ScriptedTransport::of([three_submitted(), pending(), pending(), done, pending(), failed]);
    let (progress, started) = (Arc::new(Mutex::new(0)), Instant::now());
    let watched = Arc::clone(&progress);
    let completed = Arc::new(Mutex::new(Vec::new()));
    let recorded = Arc::clone(&completed);
    let wait =
        submit_each().send_and_wait(&bucket(&script)).on_progress(move |_| *watched.lock().expect("no panic") += 1);
    let wait = wait.on_completion(move |ended, total| recorded.lock().expect("no panic").push((ended, total)));
    let results = wait.await.expect("results");
    assert_eq!(*completed.lock().expect("no panic"), [(1, 2), (2, 2)]);
    assert_eq!(results.submitted.jobs.len(), 3);
    assert_eq!(results.submitted.jobs[1].message.as_deref(), Some("no such image"));
    let requests: Vec<_> = script.requests().split_off(1);
    let [j0, j1] = ["GET /jobs/j0", "GET /jobs/j1"];
    assert_eq!(requests, [j0, j1, j0, j1, j1], "jobs are polled in rounds, and completed ones are not polled again");
    assert_eq!(
        (started.elapsed(), *progress.lock().expect("no panic")),
        (Duration::from_millis(1000 + 1500 + 2250), 3)
    );
    let [first, second] = &results.jobs[..] else { panic!("two jobs, not {}", results.jobs.len()) };
    assert_eq!(first.as_ref().expect("a result").jobs[0].state.as_deref(), Some("Success"));
    let error = second.as_ref().expect_err("a failure");
    assert_eq!((error.kind(), error.message()), (ErrorKind::JobFailed, "dark"));
    assert_eq!(format!("{results:?}"), "Results { jobs: 2, failed: 1, .. }");
}

/// A transport that answers a submission with twenty jobs, and each query after a second. Records the maximum number
/// of requests at a time.
#[derive(Clone, Default)]
struct SlowTransport {
    running: Arc<Mutex<(usize, usize)>>,
}

impl Transport for SlowTransport {
    fn send(&self, request: Request<Body>) -> Sending {
        let running = Arc::clone(&self.running);
        let is_query = request.method() == "GET";
        Box::pin(async move {
            let count = |change: fn(&mut (usize, usize))| change(&mut running.lock().expect("no panic"));
            count(|(now, max)| (*now, *max) = (*now + 1, (*now + 1).max(*max)));
            if is_query {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
            count(|(now, _)| *now -= 1);
            let answer = if is_query { stamps(&["Success"]) } else { stamps(&["Submitted"; 20]) };
            Ok(Response::new(ByteStream::from(answer.into_bytes())))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn jobs_are_polled_concurrently_but_not_all_at_once() {
    let (transport, started) = (SlowTransport::default(), Instant::now());
    let credentials = Credentials::new("AKIDEXAMPLE", "key");
    let client = Client::builder().credentials(credentials).transport(transport.clone()).build().expect("a client");
    let results = submit_each().send_and_wait(&client.bucket("examplebucket-1250000000", "ap-chengdu")).await;
    let results = results.expect("results");
    assert_eq!((results.jobs.len(), results.jobs.iter().filter(|job| job.is_ok()).count()), (20, 20));
    assert_eq!(transport.running.lock().expect("no panic").1, 8);
    assert_eq!(started.elapsed(), Duration::from_secs(1 + 3), "three groups after the first delay");
}

#[tokio::test(start_paused = true)]
async fn a_late_job_does_not_delay_the_others() {
    let script = ScriptedTransport::of([three_submitted(), stamps(&["Success"]), stamps(&["Running"])]);
    let started = Instant::now();
    let wait = submit_each().send_and_wait(&bucket(&script)).deadline(Duration::from_secs(30));
    let results = wait.pauses(Duration::from_secs(2), Duration::from_secs(4)).await.expect("results");
    assert!(started.elapsed() <= Duration::from_secs(30) && results.jobs[0].is_ok());
    let error = results.jobs[1].as_ref().expect_err("too late");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.to_string().contains("j1"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_submission_without_jobs_completes_at_once() {
    let none = "<Response><Jobs><State>Failed</State></Jobs></Response>".to_owned();
    let results = submit_each().send_and_wait(&bucket(&ScriptedTransport::of([none]))).await.expect("no results");
    assert_eq!((results.submitted.jobs.len(), results.jobs.len()), (1, 0));
    let refused = ScriptedTransport::of(["<Error><Code>InvalidArgument</Code></Error>".to_owned()]);
    assert!(submit_each().send_and_wait(&bucket(&refused)).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn several_jobs_can_be_polled_step_by_step() {
    let script = ScriptedTransport::of([three_submitted(), stamps(&["Success"])]);
    let (submitted, mut pollers) = submit_each().send_and_wait(&bucket(&script)).submit().await.expect("jobs");
    assert_eq!((submitted.jobs.len(), pollers.len(), pollers[1].id()), (3, 2, "j1"));
    assert!(matches!(pollers[1].poll().await, Ok(Progress::Done(_))));
}

/// The longest and the shortest durations, for one job and for several.
#[tokio::test(start_paused = true)]
async fn every_duration_can_be_set() {
    let (ever, never) = (Duration::MAX, Duration::ZERO);
    for (deadline, first, max, queries) in [
        (ever, Duration::from_secs(1), ever, 3),
        (ever, never, never, 3),
        (ever, never, ever, 3),
        (Duration::from_secs(30), never, never, 3),
        (never, never, never, 0),
        (never, Duration::from_secs(1), Duration::from_secs(1), 0),
        (Duration::from_secs(30), ever, ever, 0),
    ] {
        let script = ScriptedTransport::of([submitted(), painting("1"), painting("2"), painting("5")]);
        let wait = submission().send_and_wait(&script.client()).deadline(deadline).pauses(first, max);
        assert_eq!(wait.await.is_ok(), queries == 3, "{deadline:?} {first:?} {max:?}");
        assert_eq!(script.requests().len(), queries + 1, "{deadline:?} {first:?} {max:?}");

        let answers = [&["Submitted"], &["Running"], &["Running"], &["Success"]].map(|states| stamps(states));
        let script = ScriptedTransport::of(answers);
        let wait = submit_each().send_and_wait(&bucket(&script)).deadline(deadline).pauses(first, max);
        let results = wait.await.expect("results");
        assert_eq!(results.jobs.iter().all(Result::is_ok), queries == 3, "{deadline:?} {first:?} {max:?}");
    }
    let script = ScriptedTransport::of([submitted(), painting("1")]);
    let wait = submission().send_and_wait(&script.client()).deadline(ever).pauses(ever, ever).into_future();
    assert!(tokio::time::timeout(Duration::from_secs(86_400), wait).await.is_err());
    assert_eq!(script.requests().len(), 1, "the first query is never due");
}
