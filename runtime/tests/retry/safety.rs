//! Which calls are sent again: for each failure and each kind of call, the number of requests and what the caller gets.

use std::time::Duration;

use tencentcloud_runtime::ErrorKind::{
    self, Connection, Decode, InvalidParameter, NotFound, Service, Throttled, Timeout, Unauthorized, Unavailable,
};
use tencentcloud_runtime::transport::TransportErrorKind;
use tencentcloud_runtime::{Body, ByteStream, Client, Error, RetryPolicy};

use self::Kind::{Action, ActionMarked, Query, Submit, SubmitMarked, UploadBytes, UploadStream};
use super::{
    SKEWED, Script, Step, THROTTLED, bucket, builder, busy, client, enhance, fails, moderate, no_response, ok,
    ok_action, query, submit,
};
use crate::support::UploadImage;

/// The kind of call.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// A repeatable operation of a bucket.
    Query,
    /// An operation of a bucket that is not repeatable.
    Submit,
    /// The same, which the caller declares repeatable.
    SubmitMarked,
    /// An action that is not repeatable.
    Action,
    ActionMarked,
    /// An upload that the caller declares repeatable, with a body that can be sent again.
    UploadBytes,
    /// The same, with a body that cannot.
    UploadStream,
}

/// A scenario: the steps of the server, the number of requests, and the outcome.
struct Row {
    name: &'static str,
    call: Kind,
    steps: Vec<Step>,
    policy: RetryPolicy,
    /// The number of failed calls before this one, which use up the budget.
    failures_before: usize,
    sent: usize,
    /// The kind of the error, and whether the service may have accepted the call.
    outcome: Result<(), (ErrorKind, bool)>,
    /// The shortest delay before the last request, in seconds.
    delay: u64,
}

const CERTAIN: bool = false;
const AMBIGUOUS: bool = true;

fn row(name: &'static str, call: Kind, steps: impl IntoIterator<Item = Step>) -> Row {
    let (steps, policy) = (steps.into_iter().collect(), RetryPolicy::standard());
    Row { name, call, steps, policy, failures_before: 0, sent: 0, outcome: Ok(()), delay: 0 }
}

impl Row {
    fn policy(self, policy: RetryPolicy) -> Self {
        Self { policy, ..self }
    }

    fn failures_before(self, failures_before: usize) -> Self {
        Self { failures_before, ..self }
    }

    fn succeeds(self, sent: usize) -> Self {
        Self { sent, ..self }
    }

    fn succeeds_after(self, delay: u64) -> Self {
        Self { sent: 2, delay, ..self }
    }

    fn fails(self, sent: usize, kind: ErrorKind, ambiguous: bool) -> Self {
        Self { sent, outcome: Err((kind, ambiguous)), ..self }
    }

    async fn check(self) {
        let before = std::iter::repeat_n(busy(), self.failures_before);
        let script = Script::of(before.chain(self.steps.iter().cloned()));
        let client = builder(&script).retry(self.policy.clone()).clock(|| NOW).build().unwrap();
        while script.count() < self.failures_before {
            query().send(&bucket(&client)).await.unwrap_err();
        }
        let (name, before) = (format!("{} ({:?})", self.name, self.call), script.count());
        let result = self.call.send(&client).await;
        let attempts = result.as_ref().map_or_else(Error::attempts, |attempts| *attempts);
        let outcome = result.as_ref().map(drop).map_err(|error| (error.kind(), error.is_ambiguous()));
        assert_eq!((outcome, script.count() - before), (self.outcome, self.sent), "{name}: {result:?}");
        assert_eq!(attempts as usize, self.sent, "{name}: the caller learns the number of requests");
        let waited = script.delays().last().copied().unwrap_or_default();
        assert!(waited >= Duration::from_secs(self.delay), "{name}: {waited:?}");
    }
}

impl Kind {
    /// Returns the number of attempts.
    async fn send(self, client: &Client) -> Result<u32, Error> {
        let (bucket, stream) = (bucket(client), || Body::from_stream(0, ByteStream::from("")));
        let upload = |body| UploadImage { object_key: Some("k".to_owned()), body, ..UploadImage::default() };
        match self {
            Query => query().send(&bucket).await.map(|reply| reply.attempts()),
            Submit => submit().send(&bucket).await.map(|reply| reply.attempts()),
            SubmitMarked => submit().send(&bucket).repeatable().await.map(|reply| reply.attempts()),
            Action => moderate().send(client).await.map(|reply| reply.attempts()),
            ActionMarked => moderate().send(client).repeatable().await.map(|reply| reply.attempts()),
            UploadBytes => upload(b"b".into()).send(&bucket).repeatable().await.map(|reply| reply.attempts()),
            UploadStream => upload(stream()).send(&bucket).repeatable().await.map(|reply| reply.attempts()),
        }
    }
}

const NOW: i64 = 1_551_113_065;

/// The date of an answer from a server whose clock is an hour ahead.
const HOUR_AHEAD: &str = "Mon, 25 Feb 2019 17:44:25 GMT";

fn status(status: u16) -> Step {
    Step::response(status, "")
}

fn code(status: u16, body: &'static str) -> Step {
    Step::response(status, body)
}

fn slow_down() -> Step {
    code(503, "<Error><Code>SlowDown</Code></Error>")
}

fn internal() -> Step {
    code(200, r#"{"Response":{"Error":{"Code":"InternalError.ModelCall","Message":"m"}}}"#)
}

fn internal_in_success() -> Step {
    code(200, "<Error><Code>InternalError</Code></Error>")
}

/// An answer that breaks off. The service has accepted the request.
fn truncated() -> Step {
    code(200, "{").with("content-length", "9")
}

fn skewed() -> Step {
    code(200, SKEWED).with("date", HOUR_AHEAD)
}

fn retry_after(value: &str) -> Step {
    status(429).with("retry-after", value)
}

fn unconnected() -> Step {
    fails(TransportErrorKind::Connect)
}

fn broken() -> Step {
    fails(TransportErrorKind::Other)
}

/// The request was certainly not accepted: every call with a body that can be sent again is.
fn not_accepted() -> Vec<Row> {
    vec![
        row("no connection", Query, [unconnected(), unconnected(), ok()]).succeeds(3),
        row("no connection", Submit, [unconnected(), unconnected(), ok()]).succeeds(3),
        row("no connection, ever", Submit, [unconnected()]).fails(3, Connection, CERTAIN),
        row("no connection", UploadBytes, [unconnected(), ok()]).succeeds(2),
        row("no connection", UploadStream, [unconnected()]).fails(1, Connection, CERTAIN),
        row("throttled with 429", Submit, [status(429), ok()]).succeeds(2),
        row("throttled with 429 and a code", Submit, [code(429, "<Error><Code>SlowDown</Code></Error>"), ok()])
            .succeeds(2),
        row("throttled with 503 and a code", Submit, [slow_down(), ok()]).succeeds(2),
        row("throttled with 200 and a code", Action, [code(200, THROTTLED), ok_action()]).succeeds(2),
        row("throttled with a refined code", Action, [code(200, LIMITED), ok_action()]).succeeds(2),
        row("throttled, always", Submit, [status(429)]).fails(3, Throttled, CERTAIN),
        row("throttled", UploadStream, [status(429)]).fails(1, Throttled, CERTAIN),
        row("a wrong clock", Action, [skewed(), ok_action()]).succeeds(2),
        row("a wrong clock, twice", Action, [skewed()]).fails(2, Unauthorized, CERTAIN),
        row("a wrong clock, then an internal error", Action, [skewed(), internal()]).fails(2, Unavailable, AMBIGUOUS),
    ]
}

const LIMITED: &str = r#"{"Response":{"Error":{"Code":"RequestLimitExceeded.UinLimitExceeded","Message":"m"}}}"#;

/// The request may have been accepted: it is sent again only if the operation is repeatable.
fn perhaps_accepted() -> Vec<Row> {
    vec![
        row("broken before the answer", Query, [broken(), ok()]).succeeds(2),
        row("broken before the answer", Submit, [broken()]).fails(1, Connection, AMBIGUOUS),
        row("broken before the answer", SubmitMarked, [broken(), ok()]).succeeds(2),
        row("broken before the answer", UploadBytes, [broken(), ok()]).succeeds(2),
        row("broken before the answer", UploadStream, [broken()]).fails(1, Connection, AMBIGUOUS),
        row("the transport's timeout", Submit, [fails(TransportErrorKind::Timeout)]).fails(1, Timeout, AMBIGUOUS),
        row("no answer", Query, [no_response(), no_response(), ok()]).succeeds(3),
        row("no answer", Submit, [no_response()]).fails(1, Timeout, AMBIGUOUS),
        row("an internal error", ActionMarked, [internal(), ok_action()]).succeeds(2),
        row("an internal error", Action, [internal()]).fails(1, Unavailable, AMBIGUOUS),
        row("an internal error inside a success", Query, [internal_in_success(), ok()]).succeeds(2),
        row("an internal error inside a success", Submit, [internal_in_success()]).fails(1, Unavailable, AMBIGUOUS),
        row("the answer breaks off", Query, [truncated(), ok()]).succeeds(2),
        row("the answer breaks off", Submit, [truncated()]).fails(1, Connection, AMBIGUOUS),
        row("not accepted, then broken", Submit, [status(429), broken()]).fails(2, Connection, AMBIGUOUS),
        row("no connection, then an internal error", Submit, [unconnected(), status(500)]).fails(
            2,
            Unavailable,
            AMBIGUOUS,
        ),
    ]
}

/// The statuses of a service or gateway in trouble.
fn unavailable() -> impl Iterator<Item = Row> {
    [408, 500, 502, 503, 504].into_iter().flat_map(|number| {
        [
            row("unavailable", Query, [status(number), ok()]).succeeds(2),
            row("unavailable", Submit, [status(number)]).fails(1, Unavailable, AMBIGUOUS),
            row("unavailable", SubmitMarked, [status(number), ok()]).succeeds(2),
            row("unavailable", UploadStream, [status(number)]).fails(1, Unavailable, AMBIGUOUS),
        ]
    })
}

/// Another request would fail in the same way.
fn permanent() -> Vec<Row> {
    vec![
        row("a redirect", Query, [status(301)]).fails(1, Service, CERTAIN),
        row("a wrong parameter", Query, [code(400, "<Error><Code>InvalidArgument</Code></Error>")]).fails(
            1,
            InvalidParameter,
            CERTAIN,
        ),
        row("a wrong key", Query, [code(403, "<Error><Code>SignatureDoesNotMatch</Code></Error>")]).fails(
            1,
            Unauthorized,
            CERTAIN,
        ),
        row("a full queue", Query, [code(403, "<Error><Code>QueueSaturated</Code></Error>")])
            .fails(1, Service, CERTAIN),
        row("no such object", Query, [code(404, "<Error><Code>NoSuchKey</Code></Error>")]).fails(1, NotFound, CERTAIN),
        row("not implemented", Query, [code(501, "<Error><Code>NotImplemented</Code></Error>")])
            .fails(1, Service, CERTAIN),
        row("an answer that cannot be read", Query, [code(200, "<Response>")]).fails(1, Decode, AMBIGUOUS),
        row("an answer in another format", Submit, [code(200, "{}")]).fails(1, Decode, AMBIGUOUS),
    ]
}

/// What the policy, the budget and the service allow.
fn limits() -> Vec<Row> {
    let attempts = |attempts| RetryPolicy::standard().max_attempts(attempts);
    vec![
        row("no retries", Query, [busy()]).policy(RetryPolicy::never()).fails(1, Unavailable, AMBIGUOUS),
        row("no retries, and a wrong clock", Action, [skewed()]).policy(RetryPolicy::never()).fails(
            1,
            Unauthorized,
            CERTAIN,
        ),
        row("zero attempts", Query, [busy()]).policy(attempts(0)).fails(1, Unavailable, AMBIGUOUS),
        row("two attempts", Query, [busy()]).policy(attempts(2)).fails(2, Unavailable, AMBIGUOUS),
        row("the default", Query, [busy()]).fails(3, Unavailable, AMBIGUOUS),
        row("seven attempts", Query, [busy()]).policy(attempts(7)).fails(7, Unavailable, AMBIGUOUS),
        row("the budget is used up", Query, [busy()]).failures_before(300).fails(1, Unavailable, AMBIGUOUS),
        row("the budget is used up", Submit, [status(429)]).failures_before(300).fails(1, Throttled, CERTAIN),
        row("the budget is used up, and the clock is wrong", Action, [skewed(), ok_action()])
            .failures_before(300)
            .succeeds(2),
        row("Retry-After in seconds", Submit, [retry_after("7"), ok()]).succeeds_after(7),
        row("Retry-After as a date", Submit, [retry_after(HOUR_AHEAD).with("date", JUST_BEFORE), ok()])
            .succeeds_after(5),
        row("Retry-After of an unavailable service", Query, [busy().with("retry-after", "9"), ok()]).succeeds_after(9),
        row("Retry-After in the past", Submit, [retry_after(JUST_BEFORE).with("date", HOUR_AHEAD), ok()]).succeeds(2),
        row("Retry-After of zero", Submit, [retry_after("0"), ok()]).succeeds(2),
        row("Retry-After that cannot be read", Submit, [retry_after("soon"), ok()]).succeeds(2),
        row("Retry-After that is negative", Submit, [retry_after("-1"), ok()]).succeeds(2),
        row("Retry-After beyond the timeout", Submit, [retry_after("3600")]).fails(1, Throttled, CERTAIN),
        row("the longest Retry-After", Submit, [retry_after("18446744073709551615")]).fails(1, Throttled, CERTAIN),
    ]
}

const JUST_BEFORE: &str = "Mon, 25 Feb 2019 17:44:20 GMT";

#[tokio::test(start_paused = true)]
async fn every_scenario_sends_and_returns_what_the_table_says() {
    let rows = [not_accepted(), perhaps_accepted(), permanent(), limits()].into_iter().flatten();
    for row in rows.chain(unavailable()) {
        row.check().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_started_stream_is_not_retried() {
    let script = Script::of([busy(), Step::response(200, "png").with("content-length", "9")]);
    let png = enhance().send(&bucket(&client(&script))).await.unwrap();
    assert_eq!(png.attempts(), 2);
    let error = png.into_inner().collect().await.unwrap_err();
    assert_eq!((error.is_retryable(), script.count()), (true, 2));
}

#[tokio::test(start_paused = true)]
async fn the_policy_of_a_call_precedes_that_of_its_client() {
    for (policy, count) in [(RetryPolicy::never(), 1), (RetryPolicy::default().max_attempts(7), 7)] {
        let script = Script::of([busy()]);
        let error = query().send(&bucket(&client(&script))).retry(policy).await.unwrap_err();
        assert_eq!((error.attempts(), script.count()), (count, count as usize));
    }
}
