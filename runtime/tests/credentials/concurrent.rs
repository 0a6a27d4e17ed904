//! Concurrent callers of cached credentials: cancellation or panics of one do not affect the others.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context as Task, Poll, Waker};
use std::time::Duration;

use tencentcloud_runtime::credentials::{CachedCredentials, Context};
use tencentcloud_runtime::{BoxFuture, Credentials, Error, ProvideCredentials};
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, sleep, timeout};

use super::source::{Cached, Step, source};
use super::test_env::TestEnv;
use super::{id, provide};

async fn fetch_id(cached: Cached, context: Context) -> String {
    id(&cached, &context).await
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_caller_does_not_restart_the_fetch() {
    let (source, cached) = source([Step::ExpiresIn(7200)]);
    let (context, start) = (TestEnv::offline().context(), Instant::now());
    let first = tokio::spawn(fetch_id(Arc::clone(&cached), context.clone()));
    tokio::task::yield_now().await;
    let others: Vec<_> = (0..10).map(|_| tokio::spawn(fetch_id(Arc::clone(&cached), context.clone()))).collect();
    sleep(Duration::from_millis(500)).await;
    first.abort();
    for other in others {
        assert_eq!(other.await.unwrap(), "id-1");
    }
    assert_eq!((source.fetches(), start.elapsed()), (1, Duration::from_secs(1)), "they continue the fetch");
}

#[tokio::test(start_paused = true)]
async fn a_fetch_continues_across_callers_that_time_out() {
    let (source, cached) = source([Step::ExpiresIn(7200)]);
    let context = TestEnv::offline().context();
    for _ in 0..3 {
        let short = timeout(Duration::from_millis(300), id(&cached, &context)).await;
        assert!(short.is_err());
    }
    assert_eq!(timeout(Duration::from_millis(300), id(&cached, &context)).await.unwrap(), "id-1");
    assert_eq!((source.fetches(), source.completed()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn an_abandoned_fetch_is_dropped_after_a_minute() {
    let (source, cached) = source([Step::ExpiresIn(7200), Step::ExpiresIn(7200)]);
    let env = TestEnv::offline();
    let context = env.context();
    assert!(timeout(Duration::from_millis(300), id(&cached, &context)).await.is_err());
    env.advance(60);
    assert_eq!(id(&cached, &context).await, "id-2");
    assert_eq!((source.fetches(), source.completed()), (2, 1));
}

#[tokio::test(start_paused = true)]
async fn the_next_caller_continues_a_cancelled_refresh() {
    let (source, cached) = source([Step::ExpiresIn(7200), Step::ExpiresIn(7200)]);
    let env = TestEnv::offline();
    let context = env.context();
    assert_eq!(id(&cached, &context).await, "id-1");
    env.advance(7000);
    assert!(timeout(Duration::from_millis(300), id(&cached, &context)).await.is_err());
    let start = Instant::now();
    assert_eq!(id(&cached, &context).await, "id-2");
    assert_eq!((source.fetches(), start.elapsed()), (2, Duration::from_millis(700)));
}

/// A future that is alive but no longer polled, as in a `select!` whose other branch awaits the same credentials, must
/// not hold a lock that others need.
#[tokio::test(start_paused = true)]
async fn a_caller_that_is_not_polled_blocks_no_other_caller() {
    let (source, cached) = source([Step::ExpiresIn(7200)]);
    let context = TestEnv::offline().context();
    let mut unpolled = pin!(id(&cached, &context));
    assert!(unpolled.as_mut().poll(&mut Task::from_waker(Waker::noop())).is_pending());
    assert_eq!(id(&cached, &context).await, "id-1");
    assert_eq!(unpolled.poll(&mut Task::from_waker(Waker::noop())), Poll::Ready("id-1".to_owned()));
    assert_eq!(source.fetches(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_panicking_source_fails_one_caller() {
    let (source, cached) = source([Step::Panics, Step::ExpiresIn(7200)]);
    let context = TestEnv::offline().context();
    let mut tasks = JoinSet::new();
    for _ in 0..10 {
        tasks.spawn(fetch_id(Arc::clone(&cached), context.clone()));
    }
    let (mut panics, mut found) = (0, 0);
    while let Some(outcome) = tasks.join_next().await {
        match outcome {
            Ok(id) => found += usize::from(id == "id-2"),
            Err(error) => panics += usize::from(error.is_panic()),
        }
    }
    assert_eq!((panics, found, source.fetches()), (1, 9, 2));
}

/// Is ready on the second poll without waking anything, like a timer that is polled between expiry and wake-up. The
/// first fetch can panic.
struct ReadyOnSecondPoll {
    panics: AtomicBool,
}

impl ProvideCredentials for ReadyOnSecondPoll {
    fn provide<'a>(&'a self, _context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        let mut polled = false;
        Box::pin(std::future::poll_fn(move |_| {
            if !std::mem::replace(&mut polled, true) {
                return Poll::Pending;
            }
            assert!(!self.panics.swap(false, Ordering::Relaxed), "a source that panics");
            Poll::Ready(Ok(Credentials::new("id", "key")))
        }))
    }
}

/// Returns the results of two callers, the second of which completes the fetch.
async fn two_callers(panics: bool) -> (Result<String, JoinError>, Result<String, JoinError>) {
    let source = ReadyOnSecondPoll { panics: AtomicBool::new(panics) };
    let (cached, context) = (Arc::new(CachedCredentials::new(source)), TestEnv::offline().context());
    let spawn_caller = || {
        let (cached, context) = (Arc::clone(&cached), context.clone());
        tokio::spawn(async move { id(&cached, &context).await })
    };
    let first = spawn_caller();
    tokio::task::yield_now().await;
    let second = spawn_caller().await;
    // A caller that completes the fetch that the first caller restarts after a panic.
    if panics {
        assert_eq!(spawn_caller().await.unwrap(), "id");
    }
    tokio::task::yield_now().await;
    assert!(first.is_finished(), "the first caller was woken");
    (first.await, second)
}

#[tokio::test(start_paused = true)]
async fn the_caller_that_completes_the_fetch_wakes_the_others() {
    let (first, second) = two_callers(false).await;
    assert_eq!((first.unwrap(), second.unwrap()), ("id".to_owned(), "id".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn a_panic_wakes_the_other_callers() {
    let (first, second) = two_callers(true).await;
    assert!(second.unwrap_err().is_panic());
    assert_eq!(first.unwrap(), "id");
}

/// Wakes itself several times, like chunks of a response.
struct WakesItself;

impl ProvideCredentials for WakesItself {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async move {
            for _ in 0..50 {
                let mut polled = false;
                std::future::poll_fn(|cx| {
                    cx.waker().wake_by_ref();
                    if std::mem::replace(&mut polled, true) { Poll::Ready(()) } else { Poll::Pending }
                })
                .await;
                std::thread::sleep(Duration::from_micros(20));
            }
            Ok(Credentials::new("id", "key").with_expiry(context.now() + 3600))
        })
    }
}

#[test]
fn callers_on_many_threads_and_runtimes_share_a_fetch() {
    for _ in 0..50 {
        let (cached, context) = (Arc::new(CachedCredentials::new(WakesItself)), TestEnv::offline().context());
        let threads: Vec<_> = (0..8)
            .map(|_| {
                let (cached, context) = (Arc::clone(&cached), context.clone());
                std::thread::spawn(move || {
                    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
                    runtime.block_on(async { provide(&cached, &context).await.map(|found| found.expires_at()) })
                })
            })
            .collect();
        for thread in threads {
            assert!(thread.join().unwrap().unwrap().is_some());
        }
    }
}
