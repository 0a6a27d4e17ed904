//! Work that blocks, in a thread of its own.

use std::thread::Builder;

use tokio::sync::oneshot;

/// Runs `work` in a new thread and returns its result. The thread needs no runtime, and a runtime that shuts down does
/// not wait for it.
pub(super) async fn in_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, String> {
    let (sender, receiver) = oneshot::channel();
    let thread = Builder::new().name("credentials".to_owned()).spawn(move || drop(sender.send(work())));
    thread.map_err(|error| format!("cannot start a thread: {error}"))?;
    receiver.await.map_err(|_| "the thread panicked".to_owned())
}
