//! The longest and the shortest duration, wherever one is taken: neither panics, and zero does what its setter documents.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use tencentcloud_runtime::credentials::{AssumeRole, Context, CvmRole, WebIdentity};
use tencentcloud_runtime::{
    Bucket, ClientBuilder, Credentials, Endpoint, Error, ErrorKind, Failover, ProvideCredentials, Reply, RetryPolicy,
};
use tokio::time::{Instant, timeout};

use super::{Script, Step, bucket, builder, busy, client, enhance, no_response, ok, query};

/// A setter of a client or call, what a call does with zero, and how often it is then sent.
type Row = (&'static str, Set, Option<ErrorKind>, usize);

enum Set {
    Client(fn(ClientBuilder, Duration) -> ClientBuilder),
    Call(fn(&Bucket, Duration) -> BoxedCall),
}

type BoxedCall = std::pin::Pin<Box<dyn Future<Output = Result<Reply<crate::support::Everything>, Error>>>>;

/// Every call is answered with 503 and then succeeds.
const SETTERS: &[Row] = &[
    ("timeout", Set::Client(|builder, time| builder.timeout(time)), Some(ErrorKind::Timeout), 0),
    ("attempt_timeout", Set::Client(|builder, time| builder.attempt_timeout(time)), Some(ErrorKind::Timeout), 0),
    ("connect_timeout", Set::Client(|builder, time| builder.connect_timeout(time)), None, 2),
    ("idle_timeout", Set::Client(|builder, time| builder.idle_timeout(time)), None, 2),
    ("backoff", Set::Client(|builder, time| builder.retry(backoff(time, time))), None, 2),
    ("backoff", Set::Client(|builder, time| builder.retry(backoff(time, Duration::ZERO))), None, 2),
    ("backoff", Set::Client(|builder, time| builder.retry(backoff(Duration::ZERO, time))), None, 2),
    ("window", Set::Client(|builder, time| builder.failover(failover().window(time))), None, 2),
    ("open_timeout", Set::Client(|builder, time| builder.failover(failover().open_timeout(time))), None, 2),
    ("timeout", Set::Call(|bucket, time| Box::pin(query().send(bucket).timeout(time))), Some(ErrorKind::Timeout), 0),
    (
        "attempt_timeout",
        Set::Call(|bucket, time| Box::pin(query().send(bucket).attempt_timeout(time))),
        Some(ErrorKind::Timeout),
        0,
    ),
];

/// Setters with a test of their own, below and in other files.
const OTHERS: &[&str] = &["presign", "deadline", "pauses", "duration"];

fn backoff(base: Duration, cap: Duration) -> RetryPolicy {
    RetryPolicy::standard().backoff(base, cap)
}

/// Returns a policy that replaces the host after one failure. The queried host has no other endpoint.
fn failover() -> Failover {
    Failover::to(Endpoint::tencentcos()).failures(1)
}

impl Set {
    async fn call(&self, script: &Script, time: Duration) -> Result<u32, Error> {
        let called = match self {
            Self::Client(set) => {
                // With the longest delay, only the longest timeout leaves time for it.
                let endless = builder(script).timeout(Duration::MAX).attempt_timeout(Duration::MAX);
                query().send(&bucket(&set(endless, time).build()?)).await
            }
            Self::Call(call) => call(&bucket(&client(script)), time).await,
        };
        called.map(|reply| reply.attempts())
    }
}

#[tokio::test(start_paused = true)]
async fn setters_of_clients_and_calls_accept_every_duration() {
    for (name, set, failure, requests) in SETTERS {
        let script = Script::of([busy(), ok()]);
        assert_eq!(set.call(&script, Duration::MAX).await.unwrap(), 2, "{name}");
        let script = Script::of([busy(), ok()]);
        let outcome = set.call(&script, Duration::ZERO).await;
        assert_eq!((outcome.err().map(|error| error.kind()), script.count()), (*failure, *requests), "{name} of zero");
        for time in [Duration::from_nanos(1), Duration::from_secs(u64::MAX), Duration::MAX - Duration::from_nanos(1)] {
            let _outcome = set.call(&Script::of([busy(), ok()]), time).await;
        }
    }
}

/// Throttled calls wait ten times as long.
#[tokio::test(start_paused = true)]
async fn the_longest_delay_is_longer_than_every_other_limit() {
    let script = Script::of([Step::response(429, "").with("retry-after", u64::MAX.to_string()), ok()]);
    let endless = builder(&script).timeout(Duration::MAX).retry(backoff(Duration::MAX, Duration::MAX));
    let call = query().send(&bucket(&endless.build().unwrap())).into_future();
    let years = Duration::from_secs(10 * 365 * 86_400);
    assert!(timeout(years, call).await.is_err() && script.count() == 1);
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_read_with_every_idle_timeout() {
    let (start, day) = (Instant::now(), Duration::from_secs(86_400));
    let patient = builder(&Script::of([Step::Stall])).idle_timeout(Duration::MAX).build().unwrap();
    let stream = enhance().send(&bucket(&patient)).await.unwrap().into_inner();
    assert!(timeout(day, stream.collect()).await.is_err() && start.elapsed() == day);

    let impatient = builder(&Script::of([Step::Stall])).idle_timeout(Duration::ZERO).build().unwrap();
    let error = enhance().send(&bucket(&impatient)).await.unwrap().into_inner().collect().await.unwrap_err();
    assert_eq!((error.kind(), start.elapsed()), (ErrorKind::Timeout, day));
    let impatient = builder(&Script::of([Step::response(200, "png")])).idle_timeout(Duration::ZERO).build().unwrap();
    assert_eq!(enhance().send(&bucket(&impatient)).await.unwrap().into_inner().collect().await.unwrap(), "png");
}

#[tokio::test]
async fn a_url_is_presigned_for_every_duration() {
    let presign = |time| {
        let bucket = bucket(&client(&Script::of([ok()])));
        async move { enhance().send(&bucket).presign(time).await }
    };
    for (time, expires_at) in [(Duration::MAX, Some(i64::MAX)), (Duration::ZERO, None)] {
        assert_eq!(presign(time).await.ok().map(|url| url.expires_at()), expires_at, "{time:?}");
    }
    assert!(presign(Duration::from_millis(999)).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn sources_of_credentials_accept_every_duration() {
    let keys =
        r#"{"Code":"Success","TmpSecretId":"i","TmpSecretKey":"k","Token":"t","ExpiredTime":9223372036854775807}"#;
    for time in [Duration::MAX, Duration::ZERO] {
        let context = Context::new(Script::of([Step::response(200, keys)]));
        let role = CvmRole::new().role_name("r").timeout(time);
        assert_eq!(role.provide(&context).await.is_ok(), time == Duration::MAX, "{time:?}");
        let context = Context::new(Script::of([no_response()]));
        let role = CvmRole::new().role_name("r").timeout(time);
        let waiting = timeout(Duration::from_secs(86_400), role.provide(&context));
        assert_eq!(waiting.await.is_ok(), time == Duration::ZERO, "{time:?}");

        // The service issues keys for at most twelve hours.
        let role = AssumeRole::new(Credentials::new("i", "k"), "arn").duration(time).provide(&context).await;
        assert!(role.unwrap_err().to_string().contains("DurationSeconds"), "{time:?}");
        let pod = WebIdentity::new("p", "arn", env!("CARGO_MANIFEST_DIR").to_owned() + "/Cargo.toml").duration(time);
        assert!(pod.provide(&context).await.is_err(), "{time:?}");
    }
}

/// A new setter fails this test until a test covers it.
#[test]
fn every_setter_of_a_duration_is_tested() {
    let mut found = BTreeSet::new();
    setters(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    let tested: BTreeSet<_> = SETTERS.iter().map(|(name, ..)| *name).chain(OTHERS.iter().copied()).collect();
    assert_eq!(found, tested.iter().map(ToString::to_string).collect());
}

/// Collects the public functions in a folder that take a duration.
fn setters(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            setters(&path, found);
            continue;
        }
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let function = line.trim().strip_prefix("pub ").and_then(|line| line.split_once("fn "));
            if let Some((name, rest)) = function.and_then(|(_, rest)| rest.split_once('('))
                && rest.split("->").next().is_some_and(|parameters| parameters.contains(": Duration"))
            {
                found.insert(name.to_owned());
            }
        }
    }
}
