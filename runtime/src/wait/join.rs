//! Running futures concurrently, a few at a time.

use std::future::poll_fn;
use std::task::Poll;

use crate::BoxFuture;

/// The number of futures that run at a time.
const CONCURRENCY: usize = 8;

/// Runs `futures`, eight at a time, and passes every output to `take`. Every wake polls all that run, because they are
/// few.
pub(super) async fn join_bounded<T>(futures: Vec<BoxFuture<'_, T>>, mut take: impl FnMut(T)) {
    let mut waiting = futures.into_iter();
    let mut running: Vec<_> = waiting.by_ref().take(CONCURRENCY).collect();
    poll_fn(|cx| {
        let mut index = 0;
        while let Some(future) = running.get_mut(index) {
            let Poll::Ready(output) = future.as_mut().poll(cx) else {
                index += 1;
                continue;
            };
            take(output);
            match waiting.next() {
                Some(next) => *future = next,
                None => drop(running.swap_remove(index)),
            }
        }
        if running.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}
