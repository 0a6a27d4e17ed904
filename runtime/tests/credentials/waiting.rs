//! Callers that wait together: none of them can spoil it for the others.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context as Task, Poll, Waker};
use std::time::Duration;

use tencentcloud_runtime::credentials::{CachedCredentials, Context};
use tencentcloud_runtime::{BoxFuture, Credentials, Error, ProvideCredentials};
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, sleep, timeout};

use crate::source::{Cached, Step, source};
use crate::world::World;
use crate::{id, provide};

async fn own(cached: Cached, context: Context) -> String {
    id(&cached, &context).await
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_caller_loses_nothing() {
    let (source, cached) = source([Step::Lasts(7200)]);
    let (context, start) = (World::alone().context(), Instant::now());
    let first = tokio::spawn(own(Arc::clone(&cached), context.clone()));
    tokio::task::yield_now().await;
    let others: Vec<_> = (0..10).map(|_| tokio::spawn(own(Arc::clone(&cached), context.clone()))).collect();
    sleep(Duration::from_millis(500)).await;
    first.abort();
    for other in others {
        assert_eq!(other.await.unwrap(), "id-1");
    }
    assert_eq!((source.asked(), start.elapsed()), (1, Duration::from_secs(1)), "they go on where it stopped");
}

#[tokio::test(start_paused = true)]
async fn callers_with_less_time_than_the_source_takes_get_there_together() {
    let (source, cached) = source([Step::Lasts(7200)]);
    let context = World::alone().context();
    for _ in 0..3 {
        let short = timeout(Duration::from_millis(300), id(&cached, &context)).await;
        assert!(short.is_err());
    }
    assert_eq!(timeout(Duration::from_millis(300), id(&cached, &context)).await.unwrap(), "id-1");
    assert_eq!((source.asked(), source.answered()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_question_that_nobody_waited_for_is_given_up_after_a_minute() {
    let (source, cached) = source([Step::Lasts(7200), Step::Lasts(7200)]);
    let world = World::alone();
    let context = world.context();
    assert!(timeout(Duration::from_millis(300), id(&cached, &context)).await.is_err());
    world.sleep(60);
    assert_eq!(id(&cached, &context).await, "id-2");
    assert_eq!((source.asked(), source.answered()), (2, 1));
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_fetch_before_the_end_is_taken_on_by_the_next_caller() {
    let (source, cached) = source([Step::Lasts(7200), Step::Lasts(7200)]);
    let world = World::alone();
    let context = world.context();
    assert_eq!(id(&cached, &context).await, "id-1");
    world.sleep(7000);
    assert!(timeout(Duration::from_millis(300), id(&cached, &context)).await.is_err());
    let start = Instant::now();
    assert_eq!(id(&cached, &context).await, "id-2");
    assert_eq!((source.asked(), start.elapsed()), (2, Duration::from_millis(700)));
}

/// A future that is kept but no longer polled, as in a `select!` whose other branch awaits the same thing, must not
/// hold a lock that others need.
#[tokio::test(start_paused = true)]
async fn a_caller_that_is_kept_but_not_polled_blocks_nobody() {
    let (source, cached) = source([Step::Lasts(7200)]);
    let context = World::alone().context();
    let mut kept = pin!(id(&cached, &context));
    assert!(kept.as_mut().poll(&mut Task::from_waker(Waker::noop())).is_pending());
    assert_eq!(id(&cached, &context).await, "id-1");
    assert_eq!(kept.poll(&mut Task::from_waker(Waker::noop())), Poll::Ready("id-1".to_owned()));
    assert_eq!(source.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_source_that_panics_harms_one_caller() {
    let (source, cached) = source([Step::Panics, Step::Lasts(7200)]);
    let context = World::alone().context();
    let mut tasks = JoinSet::new();
    for _ in 0..10 {
        tasks.spawn(own(Arc::clone(&cached), context.clone()));
    }
    let (mut panics, mut found) = (0, 0);
    while let Some(outcome) = tasks.join_next().await {
        match outcome {
            Ok(id) => found += usize::from(id == "id-2"),
            Err(error) => panics += usize::from(error.is_panic()),
        }
    }
    assert_eq!((panics, found, source.asked()), (1, 9, 2));
}

/// Ends when it is polled a second time, and wakes nobody: as a timer that is polled between its end and its wake. The
/// first question may end in a panic.
struct Quiet {
    panics: AtomicBool,
}

impl ProvideCredentials for Quiet {
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

/// Two callers, the second of which comes to the end of the question.
async fn two(panics: bool) -> (Result<String, JoinError>, Result<String, JoinError>) {
    let source = Quiet { panics: AtomicBool::new(panics) };
    let (cached, context) = (Arc::new(CachedCredentials::new(source)), World::alone().context());
    let ask = || {
        let (cached, context) = (Arc::clone(&cached), context.clone());
        tokio::spawn(async move { id(&cached, &context).await })
    };
    let first = ask();
    tokio::task::yield_now().await;
    let second = ask().await;
    // A caller for the question that the first one asks anew after a panic.
    if panics {
        assert_eq!(ask().await.unwrap(), "id");
    }
    tokio::task::yield_now().await;
    assert!(first.is_finished(), "it was woken");
    (first.await, second)
}

#[tokio::test(start_paused = true)]
async fn whoever_hears_the_answer_tells_the_others() {
    let (first, second) = two(false).await;
    assert_eq!((first.unwrap(), second.unwrap()), ("id".to_owned(), "id".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn a_panic_is_no_reason_to_wait_forever() {
    let (first, second) = two(true).await;
    assert!(second.unwrap_err().is_panic());
    assert_eq!(first.unwrap(), "id");
}

/// Wakes itself a few times, as the pieces of an answer would.
struct Slow;

impl ProvideCredentials for Slow {
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
fn callers_on_many_threads_and_runtimes_wait_together() {
    for _ in 0..50 {
        let (cached, context) = (Arc::new(CachedCredentials::new(Slow)), World::alone().context());
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
