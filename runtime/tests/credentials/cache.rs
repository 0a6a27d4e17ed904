//! How often a source is asked.

use std::sync::Arc;
use std::time::Duration;

use tencentcloud_runtime::credentials::Context;
use tokio::task::JoinSet;

use crate::source::{Cached, Step, source};
use crate::world::World;
use crate::{NOW, id, message, provide};

/// What so many callers are given who ask at the same time, sorted.
async fn together(callers: usize, cached: &Cached, context: &Context) -> Vec<String> {
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
async fn a_hundred_callers_ask_once() {
    let (source, cached) = source([Step::Lasts(7200), Step::Lasts(7200)]);
    let (world, start) = (World::alone(), tokio::time::Instant::now());
    let context = world.context();
    assert_eq!(together(100, &cached, &context).await, vec!["id-1"; 100]);
    assert_eq!((source.asked(), start.elapsed().as_secs()), (1, 1));
    assert_eq!(together(100, &cached, &context).await, vec!["id-1"; 100]);
    world.sleep(7200);
    assert_eq!(together(100, &cached, &context).await, vec!["id-2"; 100], "when they have expired, all wait");
    assert_eq!((source.asked(), start.elapsed().as_secs()), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn before_they_expire_one_caller_fetches_and_the_others_go_on() {
    let (source, cached) = source([Step::Lasts(7200), Step::Lasts(7200)]);
    let world = World::alone();
    let context = world.context();
    assert_eq!(id(&cached, &context).await, "id-1");
    world.sleep(7200 - 361);
    assert_eq!(together(100, &cached, &context).await, vec!["id-1"; 100]);
    assert_eq!(source.asked(), 1, "five minutes and a fifth of that before the end at the earliest");
    world.sleep(61);
    let found = together(100, &cached, &context).await;
    assert_eq!((found.iter().filter(|id| *id == "id-1").count(), source.asked()), (99, 2));
    assert_eq!(found[99], "id-2");
    assert_eq!(together(100, &cached, &context).await, vec!["id-2"; 100]);
}

#[tokio::test(start_paused = true)]
async fn the_others_do_not_wait() {
    let (_, cached) = source([Step::Lasts(7200), Step::Lasts(7200)]);
    let world = World::alone();
    let context = world.context();
    assert_eq!(id(&cached, &context).await, "id-1");
    world.sleep(7000);
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
async fn after_a_failure_the_old_ones_serve_and_the_source_has_a_rest() {
    let (source, cached) = source([Step::Lasts(7200), Step::Fails, Step::Fails, Step::Lasts(7200)]);
    let world = World::alone();
    let context = world.context();
    assert_eq!(id(&cached, &context).await, "id-1");
    world.sleep(7200 - 300);
    for (pause, asked) in [(0, 2), (1, 2), (1, 3), (3, 3)] {
        world.sleep(pause);
        assert_eq!((together(10, &cached, &context).await, source.asked()), (vec!["id-1".to_owned(); 10], asked));
    }
    world.sleep(1);
    assert_eq!((id(&cached, &context).await, source.asked()), ("id-4".to_owned(), 4));
}

#[tokio::test(start_paused = true)]
async fn a_failure_without_old_ones_is_for_all_who_wait() {
    let (source, cached) = source([Step::Fails, Step::Fails, Step::Lasts(7200)]);
    let world = World::alone();
    let context = world.context();
    assert_eq!(together(100, &cached, &context).await, vec!["failure 1"; 100]);
    assert_eq!(message(provide(&cached, &context).await), "failure 1");
    assert_eq!(source.asked(), 1, "asking again at once would be no use");
    world.sleep(2);
    assert_eq!(together(100, &cached, &context).await, vec!["failure 2"; 100]);
    world.sleep(3);
    assert_eq!((message(provide(&cached, &context).await).as_str(), source.asked()), ("failure 2", 2));
    world.sleep(1);
    assert_eq!(together(100, &cached, &context).await, vec!["id-3"; 100], "the cache is as good as new");
}

#[tokio::test(start_paused = true)]
async fn old_ones_that_have_expired_are_not_used_whatever_happens() {
    let (source, cached) = source([Step::Lasts(7200), Step::Fails]);
    let world = World::alone();
    let context = world.context();
    assert_eq!(id(&cached, &context).await, "id-1");
    world.sleep(7200 - 1);
    assert_eq!(id(&cached, &context).await, "id-1", "the fetch has failed, the last second is used");
    world.sleep(1);
    assert_eq!((message(provide(&cached, &context).await).as_str(), source.asked()), ("failure 2", 2));
}

#[tokio::test(start_paused = true)]
async fn pauses_grow_to_a_quarter_of_a_minute() {
    let (source, cached) = source([]);
    let world = World::alone();
    let context = world.context();
    for (asked, pause) in [(1, 2), (2, 4), (3, 8), (4, 15), (5, 15), (6, 15)] {
        message(provide(&cached, &context).await);
        world.sleep(pause - 1);
        message(provide(&cached, &context).await);
        assert_eq!(source.asked(), asked);
        world.sleep(1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_success_makes_failures_forgotten() {
    let (source, cached) = source([Step::Fails, Step::Fails, Step::Lasts(60), Step::Fails, Step::Lasts(60)]);
    let world = World::alone();
    let context = world.context();
    for pause in [2, 4] {
        message(provide(&cached, &context).await);
        world.sleep(pause);
    }
    assert_eq!(id(&cached, &context).await, "id-3");
    world.sleep(60);
    message(provide(&cached, &context).await);
    world.sleep(2);
    assert_eq!((id(&cached, &context).await.as_str(), source.asked()), ("id-5", 5));
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_back_does_not_prolong_a_pause() {
    let (source, cached) = source([Step::Fails, Step::Forever]);
    let world = World::alone();
    let context = world.context();
    message(provide(&cached, &context).await);
    world.sleep(-86_400);
    assert_eq!((id(&cached, &context).await.as_str(), source.asked()), ("id-2", 2));
}

#[tokio::test(start_paused = true)]
async fn short_lives_are_used_to_nearly_their_end() {
    let (source, cached) = source([Step::Lasts(60), Step::Lasts(60), Step::Lasts(0), Step::Lasts(-9)]);
    let world = World::alone();
    let context = world.context();
    assert_eq!(id(&cached, &context).await, "id-1");
    world.sleep(52);
    assert_eq!((id(&cached, &context).await.as_str(), source.asked()), ("id-1", 1));
    world.sleep(2);
    assert_eq!((id(&cached, &context).await.as_str(), source.asked()), ("id-2", 2));
    world.sleep(60);
    assert!(message(provide(&cached, &context).await).starts_with("the received credentials expired at "));
    world.sleep(2);
    assert!(message(provide(&cached, &context).await).starts_with("the received credentials expired at "));
}

#[tokio::test(start_paused = true)]
async fn what_does_not_expire_is_kept_for_good() {
    let (source, cached) = source([Step::Forever]);
    let world = World::alone();
    let context = world.context();
    assert_eq!(id(&cached, &context).await, "id-1");
    world.sleep(i64::MAX - NOW - 1);
    assert_eq!((id(&cached, &context).await.as_str(), source.asked()), ("id-1", 1));
}
