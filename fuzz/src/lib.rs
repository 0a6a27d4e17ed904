//! What the fuzz targets share: shapes, operations and a transport without a network, which are those of the runtime's
//! tests. A target must not use the network, or files outside of a temporary folder.

use std::cell::LazyCell;
use std::fmt::{Debug, Display};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use tokio::runtime::{Builder, Runtime};

#[path = "../../runtime/tests/support/mod.rs"]
pub mod support;

/// Runs a call to its end. Time passes at once, so that no call waits.
pub fn block_on<F: Future>(future: F) -> F::Output {
    thread_local! {
        static RUNTIME: LazyCell<Runtime> = LazyCell::new(|| {
            Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime")
        });
    }
    RUNTIME.with(|runtime| runtime.block_on(future))
}

/// Splits the first byte off, which selects what is done with the others.
pub fn selected(input: &[u8]) -> (usize, &[u8]) {
    input.split_first().map_or((0, input), |(first, rest)| (usize::from(*first), rest))
}

/// Checks an error: a log has it on one line, without hidden characters.
pub fn assert_printable(error: &(impl Debug + Display)) {
    let text = error.to_string();
    assert!(!text.contains(|c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)), "{text:?}");
    let _ = format!("{error:?} {error:#?}");
}

/// A body that arrives in chunks.
pub struct Chunks(Vec<Bytes>);

impl Chunks {
    /// Splits a body into chunks of `size` bytes.
    pub fn of(body: &[u8], size: usize) -> Self {
        Self(body.chunks(size.max(1)).rev().map(Bytes::copy_from_slice).collect())
    }
}

impl futures_core::Stream for Chunks {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop().map(Ok))
    }
}
