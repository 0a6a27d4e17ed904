//! How often cached credentials are fetched from their source.

use std::sync::Arc;
use std::time::Duration;

use tencentcloud_runtime::credentials::Context;
use tokio::task::JoinSet;

use super::source::{Cached, Step, source};
use super::test_env::TestEnv;
use super::{NOW, id, message, provide};

/// Returns the sorted results of concurrent callers: secret ids or error messages.
async fn fetch_concurrently(callers: usize, cached: &Cached, context: &Context) -> Vec<String> {
    let mut tasks = JoinSet::new();
    for _ in 0..callers {
        let (cached, context) = (Arc::clone(cached), context.clone());
        tasks.spawn(async move {
            match provide(&cached, &context).await {
                Ok(found) => found.secret_id().to_owned(),
                Err(error) => error.to_string(),
            }
        });
    }
    let mut found = tasks.join_all().await;
    found.sort();
    found
}

#[tokio::test(start_paused = true)]
async fn a_hundred_callers_fetch_once() {
    let (source, cached) = source([Step::ExpiresIn(7200), Step::ExpiresIn(7200)]);
    let (env, start) = (TestEnv::offline(), tokio::time::Instant::now());
    let context = env.context();
    assert_eq!(fetch_concurrently(100, &cached, &context).await, vec!["id-1"; 100]);
    assert_eq!((source.fetches(), start.elapsed().as_secs()), (1, 1));
    assert_eq!(fetch_concurrently(100, &cached, &context).await, vec!["id-1"; 100]);
    env.advance(7200);
    assert_eq!(fetch_concurrently(100, &cached, &context).await, vec!["id-2"; 100], "after expiry, all callers wait");
    assert_eq!((source.fetches(), start.elapsed().as_secs()), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn before_expiry_one_caller_refreshes_and_the_others_use_the_cached_credentials() {
    let (source, cached) = source([Step::ExpiresIn(7200), Step::ExpiresIn(7200)]);
    let env = TestEnv::offline();
    let context = env.context();
    assert_eq!(id(&cached, &context).await, "id-1");
    env.advance(7200 - 361);
    assert_eq!(fetch_concurrently(100, &cached, &context).await, vec!["id-1"; 100]);
    assert_eq!(source.fetches(), 1, "a refresh starts at most six minutes before expiry");
    env.advance(61);
    let found = fetch_concurrently(100, &cached, &context).await;
    assert_eq!((found.iter().filter(|id| *id == "id-1").count(), source.fetches()), (99, 2));
    assert_eq!(found[99], "id-2");
    assert_eq!(fetch_concurrently(100, &cached, &context).await, vec!["id-2"; 100]);
}

#[tokio::test(start_paused = true)]
async fn a_refresh_does_not_block_other_callers() {
    let (_, cached) = source([Step::ExpiresIn(7200), Step::ExpiresIn(7200)]);
    let env = TestEnv::offline();
    let context = env.context();
    assert_eq!(id(&cached, &context).await, "id-1");
    env.advance(7000);
    let fetching = tokio::spawn({
        let (cached, context) = (Arc::clone(&cached), context.clone());
        async move { id(&cached, &context).await }
    });
    tokio::task::yield_now().await;
    let start = tokio::time::Instant::now();
    assert_eq!((id(&cached, &context).await.as_str(), start.elapsed()), ("id-1", Duration::ZERO));
    assert_eq!(fetching.await.unwrap(), "id-2");
}

#[tokio::test(start_paused = true)]
async fn after_a_failed_refresh_cached_credentials_are_used_and_the_source_is_paused() {
    let (source, cached) = source([Step::ExpiresIn(7200), Step::Fails, Step::Fails, Step::ExpiresIn(7200)]);
    let env = TestEnv::offline();
    let context = env.context();
    assert_eq!(id(&cached, &context).await, "id-1");
    env.advance(7200 - 300);
    for (pause, fetches) in [(0, 2), (1, 2), (1, 3), (3, 3)] {
        env.advance(pause);
        assert_eq!(
            (fetch_concurrently(10, &cached, &context).await, source.fetches()),
            (vec!["id-1".to_owned(); 10], fetches)
        );
    }
    env.advance(1);
    assert_eq!((id(&cached, &context).await, source.fetches()), ("id-4".to_owned(), 4));
}

#[tokio::test(start_paused = true)]
async fn a_failure_without_cached_credentials_is_returned_to_all_callers() {
    let (source, cached) = source([Step::Fails, Step::Fails, Step::ExpiresIn(7200)]);
    let env = TestEnv::offline();
    let context = env.context();
    assert_eq!(fetch_concurrently(100, &cached, &context).await, vec!["failure 1"; 100]);
    assert_eq!(message(provide(&cached, &context).await), "failure 1");
    assert_eq!(source.fetches(), 1, "the source is not used again during the delay");
    env.advance(2);
    assert_eq!(fetch_concurrently(100, &cached, &context).await, vec!["failure 2"; 100]);
    env.advance(3);
    assert_eq!((message(provide(&cached, &context).await).as_str(), source.fetches()), ("failure 2", 2));
    env.advance(1);
    assert_eq!(fetch_concurrently(100, &cached, &context).await, vec!["id-3"; 100], "the cache works again");
}

#[tokio::test(start_paused = true)]
async fn expired_credentials_are_never_used() {
    let (source, cached) = source([Step::ExpiresIn(7200), Step::Fails]);
    let env = TestEnv::offline();
    let context = env.context();
    assert_eq!(id(&cached, &context).await, "id-1");
    env.advance(7200 - 1);
    assert_eq!(
        id(&cached, &context).await,
        "id-1",
        "after a failed refresh, cached credentials are used until they expire"
    );
    env.advance(1);
    assert_eq!((message(provide(&cached, &context).await).as_str(), source.fetches()), ("failure 2", 2));
}

#[tokio::test(start_paused = true)]
async fn retry_delays_grow_to_15_seconds() {
    let (source, cached) = source([]);
    let env = TestEnv::offline();
    let context = env.context();
    for (fetches, pause) in [(1, 2), (2, 4), (3, 8), (4, 15), (5, 15), (6, 15)] {
        message(provide(&cached, &context).await);
        env.advance(pause - 1);
        message(provide(&cached, &context).await);
        assert_eq!(source.fetches(), fetches);
        env.advance(1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_success_resets_the_retry_delay() {
    let (source, cached) = source([Step::Fails, Step::Fails, Step::ExpiresIn(60), Step::Fails, Step::ExpiresIn(60)]);
    let env = TestEnv::offline();
    let context = env.context();
    for pause in [2, 4] {
        message(provide(&cached, &context).await);
        env.advance(pause);
    }
    assert_eq!(id(&cached, &context).await, "id-3");
    env.advance(60);
    message(provide(&cached, &context).await);
    env.advance(2);
    assert_eq!((id(&cached, &context).await.as_str(), source.fetches()), ("id-5", 5));
}

#[tokio::test(start_paused = true)]
async fn setting_the_clock_back_does_not_prolong_a_delay() {
    let (source, cached) = source([Step::Fails, Step::NeverExpires]);
    let env = TestEnv::offline();
    let context = env.context();
    message(provide(&cached, &context).await);
    env.advance(-86_400);
    assert_eq!((id(&cached, &context).await.as_str(), source.fetches()), ("id-2", 2));
}

#[tokio::test(start_paused = true)]
async fn short_lived_credentials_are_used_until_shortly_before_expiry() {
    let (source, cached) = source([Step::ExpiresIn(60), Step::ExpiresIn(60), Step::ExpiresIn(0), Step::ExpiresIn(-9)]);
    let env = TestEnv::offline();
    let context = env.context();
    assert_eq!(id(&cached, &context).await, "id-1");
    env.advance(52);
    assert_eq!((id(&cached, &context).await.as_str(), source.fetches()), ("id-1", 1));
    env.advance(2);
    assert_eq!((id(&cached, &context).await.as_str(), source.fetches()), ("id-2", 2));
    env.advance(60);
    assert!(message(provide(&cached, &context).await).starts_with("the received credentials expired at "));
    env.advance(2);
    assert!(message(provide(&cached, &context).await).starts_with("the received credentials expired at "));
}

#[tokio::test(start_paused = true)]
async fn credentials_without_expiry_are_cached_indefinitely() {
    let (source, cached) = source([Step::NeverExpires]);
    let env = TestEnv::offline();
    let context = env.context();
    assert_eq!(id(&cached, &context).await, "id-1");
    env.advance(i64::MAX - NOW - 1);
    assert_eq!((id(&cached, &context).await.as_str(), source.fetches()), ("id-1", 1));
}
