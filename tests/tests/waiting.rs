//! Submissions that are waited for, through generated code and a transport that says what it was told to.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tencentcloud_runtime::http::{Request, Response};
use tencentcloud_runtime::transport::{Sending, Transport};
use tencentcloud_runtime::wait::Progress;
use tencentcloud_runtime::{Body, Bucket, ByteStream, Client, Credentials, ErrorKind};
use tests::golden::{paint, stamp};
use tokio::time::Instant;

/// Answers one text after the other, the last one for ever, and keeps what it was asked.
#[derive(Clone, Default)]
struct Script {
    answers: Arc<Mutex<VecDeque<String>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Script {
    fn of(answers: impl IntoIterator<Item = String>) -> Self {
        Self { answers: Arc::new(Mutex::new(answers.into_iter().collect())), asked: Arc::default() }
    }

    fn client(&self) -> Client {
        let credentials = Credentials::new("AKIDEXAMPLE", "key");
        Client::builder().credentials(credentials).transport(self.clone()).build().expect("a client")
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no panic").clone()
    }
}

impl Transport for Script {
    fn send(&self, request: Request<Body>) -> Sending {
        let body = request.body().as_bytes().map(|body| String::from_utf8_lossy(body).into_owned());
        let line = format!("{} {} {}", request.method(), request.uri().path(), body.unwrap_or_default());
        self.asked.lock().expect("no panic").push(line.trim().to_owned());
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
async fn it_asks_until_the_result_is_there() {
    let done = json("\"JobStatusCode\":\"5\",\"ResultImage\":[\"https://example.com/cat.png\"],");
    let script = Script::of([submitted(), painting("1"), painting("2"), done]);
    let (seen, started) = (Arc::new(Mutex::new(Vec::new())), Instant::now());
    let watched = Arc::clone(&seen);
    let wait = submission().send_and_wait(&script.client());
    let answer = wait.on_progress(move |answer| watched.lock().expect("no panic").push(answer.job_status_code.clone()));
    let answer = answer.await.expect("a result");
    assert_eq!(answer.result_image[0], "https://example.com/cat.png");
    assert_eq!(answer.request_id(), "request");
    assert_eq!(*seen.lock().expect("no panic"), [Some("1".to_owned()), Some("2".to_owned())]);
    let asked = script.asked();
    assert_eq!((asked.len(), asked[1].as_str()), (4, "POST / {\"JobId\":\"job-1\"}"));
    assert_eq!(started.elapsed(), Duration::from_millis(1000 + 1500 + 2250));
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_an_error_with_the_services_reason() {
    let failed =
        json("\"JobStatusCode\":\"4\",\"JobErrorCode\":\"FailedOperation.Inner\",\"JobErrorMsg\":\"no paint\",");
    let script = Script::of([submitted(), painting("2"), failed]);
    let error = submission().send_and_wait(&script.client()).await.expect_err("a failure");
    assert_eq!(error.kind(), ErrorKind::JobFailed);
    assert_eq!(error.to_string(), "FailedOperation.Inner: the job job-1 failed: no paint (request id request)");
    assert_eq!(error.operation(), Some("QueryPaintJob"));
}

#[tokio::test(start_paused = true)]
async fn a_state_that_nobody_knows_goes_on() {
    let script = Script::of([submitted(), painting("7"), json(""), painting("5")]);
    assert!(submission().send_and_wait(&script.client()).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn waiting_has_an_end_and_the_id_is_not_lost() {
    let script = Script::of([submitted(), painting("2")]);
    let started = Instant::now();
    let wait = submission().send_and_wait(&script.client()).deadline(Duration::from_secs(30));
    let error = wait.await.expect_err("too late");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.to_string().contains("job-1"), "{error}");
    assert!(started.elapsed() <= Duration::from_secs(30));
}

#[tokio::test(start_paused = true)]
async fn an_answer_without_an_id_is_an_error() {
    let script = Script::of([json("")]);
    let error = submission().send_and_wait(&script.client()).await.expect_err("no id");
    assert_eq!((error.kind(), script.asked().len()), (ErrorKind::Decode, 1));
}

#[tokio::test(start_paused = true)]
async fn a_submission_that_is_refused_is_not_asked_for() {
    let refused = json("\"Error\":{\"Code\":\"LimitExceeded\",\"Message\":\"too many\"},");
    let script = Script::of([refused]);
    let error = submission().send_and_wait(&script.client()).await.expect_err("refused");
    assert_eq!((error.kind() == ErrorKind::JobFailed, script.asked().len()), (false, 1));
    assert!(paint::SubmitPaintJob::new().send_and_wait(&script.client()).await.is_err(), "Prompt is required");
    assert_eq!(script.asked().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn one_can_ask_step_by_step() {
    let script = Script::of([submitted(), painting("2"), painting("5")]);
    let mut poller = submission().send_and_wait(&script.client()).submit().await.expect("a job");
    assert_eq!((poller.id(), poller.query().job_id.as_deref()), ("job-1", Some("job-1")));
    assert!(matches!(poller.poll().await, Ok(Progress::Pending(_))));
    assert!(matches!(poller.poll().await, Ok(Progress::Done(_))));
}

#[tokio::test(start_paused = true)]
async fn several_jobs_are_done_when_all_of_them_are() {
    let answers = [&["Submitted", "Submitted"], &["Success", "Running"], &["Success", "Success"]];
    let script = Script::of(answers.map(|states| stamps(states)));
    let bucket = script.client().bucket("examplebucket-1250000000", "ap-chengdu");
    let submission = || stamp::SubmitStampJobs::new().object(["cat.png", "dog.png"]);
    let answer = submission().send_and_wait(&bucket).await.expect("a result");
    assert_eq!(answer.jobs.len(), 2);
    assert_eq!(script.asked()[1..], ["GET /jobs/j0", "GET /jobs/j0"]);

    let script = Script::of([stamps(&["Submitted"]), stamps(&["Success", "Cancel"])]);
    let bucket = script.client().bucket("examplebucket-1250000000", "ap-chengdu");
    let error = submission().send_and_wait(&bucket).await.expect_err("one of them has failed");
    assert_eq!(error.kind(), ErrorKind::JobFailed);
}

fn each() -> stamp::SubmitEachStamp {
    stamp::SubmitEachStamp::new().object(["cat.png", "dog.png", "emu.png"])
}

fn bucket(script: &Script) -> Bucket {
    script.client().bucket("examplebucket-1250000000", "ap-chengdu")
}

/// The second was refused at once, and has no job.
fn three() -> String {
    let refused = "<Jobs><State>Failed</State><Message>no such image</Message></Jobs>";
    stamps(&["Submitted", "Submitted"]).replacen("</Jobs>", &format!("</Jobs>{refused}"), 1)
}

#[tokio::test(start_paused = true)]
async fn each_of_several_jobs_is_asked_for_until_it_is_done() {
    let pending = || stamps(&["Running"]);
    let (done, failed) =
        (stamps(&["Success"]), pending().replace("Running</State>", "Failed</State><Message>dark</Message>"));
    let script = Script::of([three(), pending(), pending(), done, pending(), failed]);
    let (seen, started) = (Arc::new(Mutex::new(0)), Instant::now());
    let watched = Arc::clone(&seen);
    let wait = each().send_and_wait(&bucket(&script)).on_progress(move |_| *watched.lock().expect("no panic") += 1);
    let results = wait.await.expect("results");
    assert_eq!(results.submitted.jobs.len(), 3);
    assert_eq!(results.submitted.jobs[1].message.as_deref(), Some("no such image"));
    let asked: Vec<_> = script.asked().split_off(1);
    let [j0, j1] = ["GET /jobs/j0", "GET /jobs/j1"];
    assert_eq!(asked, [j0, j1, j0, j1, j1], "in rounds, and what is done is not asked for again");
    assert_eq!((started.elapsed(), *seen.lock().expect("no panic")), (Duration::from_millis(1000 + 1500 + 2250), 3));
    let [first, second] = &results.jobs[..] else { panic!("two jobs, not {}", results.jobs.len()) };
    assert_eq!(first.as_ref().expect("a result").jobs[0].state.as_deref(), Some("Success"));
    let error = second.as_ref().expect_err("a failure");
    assert_eq!((error.kind(), error.message()), (ErrorKind::JobFailed, "the job j1 failed: dark"));
    assert_eq!(format!("{results:?}"), "Results { jobs: 2, failed: 1, .. }");
}

#[tokio::test(start_paused = true)]
async fn jobs_that_are_late_do_not_hold_up_the_others() {
    let script = Script::of([three(), stamps(&["Success"]), stamps(&["Running"])]);
    let started = Instant::now();
    let wait = each().send_and_wait(&bucket(&script)).deadline(Duration::from_secs(30));
    let results = wait.pauses(Duration::from_secs(2), Duration::from_secs(4)).await.expect("results");
    assert!(started.elapsed() <= Duration::from_secs(30) && results.jobs[0].is_ok());
    let error = results.jobs[1].as_ref().expect_err("too late");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.to_string().contains("j1"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn without_jobs_there_is_nothing_to_wait_for() {
    let none = "<Response><Jobs><State>Failed</State></Jobs></Response>".to_owned();
    let results = each().send_and_wait(&bucket(&Script::of([none]))).await.expect("no results");
    assert_eq!((results.submitted.jobs.len(), results.jobs.len()), (1, 0));
    let refused = Script::of(["<Error><Code>InvalidArgument</Code></Error>".to_owned()]);
    assert!(each().send_and_wait(&bucket(&refused)).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn several_jobs_can_be_asked_for_step_by_step() {
    let script = Script::of([three(), stamps(&["Success"])]);
    let (submitted, mut pollers) = each().send_and_wait(&bucket(&script)).submit().await.expect("jobs");
    assert_eq!((submitted.jobs.len(), pollers.len(), pollers[1].id()), (3, 2, "j1"));
    assert!(matches!(pollers[1].poll().await, Ok(Progress::Done(_))));
}
