//! The pages of a list, as a stream.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::cursor::Cursor;
use super::paginated::Paginated;
use crate::target::Target;
use crate::{Call, Error, Reply};

type Adjust<T> = Box<dyn FnMut(Call<T>) -> Call<T> + Send>;

/// A [`Stream`] of the pages of a list.
///
/// A page is requested when the stream is polled, and retried after failures like any call. The paging members of the
/// request determine the first page. An error ends the stream.
///
/// The stream is bounded: a repeated page, a repeated token, a hundred consecutive empty pages and more than ten
/// thousand pages are errors.
#[must_use = "streams do nothing unless polled"]
pub struct PageStream<O: Paginated> {
    target: Target,
    request: O,
    cursor: Cursor,
    // Never locked: the mutex makes the stream `Sync` without requiring that of its content.
    adjust: Option<Mutex<Adjust<O::Output>>>,
    pending: Option<Call<O::Output>>,
}

impl<O: Paginated> PageStream<O> {
    /// Returns the pages from `request` on. Generated operations have a `pages` method for this.
    pub fn new(target: impl Into<Target>, request: O) -> Self {
        let cursor = Cursor::new(O::PAGINATOR, &request);
        Self { target: target.into(), request, cursor, adjust: None, pending: None }
    }

    /// Passes every call through `adjust`, for example to set a region or a timeout.
    pub fn with(mut self, adjust: impl FnMut(Call<O::Output>) -> Call<O::Output> + Send + 'static) -> Self {
        self.adjust = Some(Mutex::new(Box::new(adjust)));
        self
    }

    /// Returns the next page, or `None` at the end. Dropping the future does not lose a page.
    pub async fn next(&mut self) -> Option<Result<Reply<O::Output>, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    fn request_page(&mut self) -> Call<O::Output> {
        let call = self.target.call(self.request.clone());
        match &mut self.adjust {
            Some(adjust) => adjust.get_mut().unwrap_or_else(PoisonError::into_inner)(call),
            None => call,
        }
    }
}

impl<O: Paginated> Stream for PageStream<O> {
    type Item = Result<Reply<O::Output>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if !this.cursor.has_more() {
            return Poll::Ready(this.cursor.problem().map(|problem| Err(problem.in_operation(O::META.name))));
        }
        let mut pending = this.pending.take().unwrap_or_else(|| this.request_page());
        let polled = Pin::new(&mut pending).poll(cx);
        if polled.is_pending() {
            this.pending = Some(pending);
        }
        let reply = ready!(polled);
        match &reply {
            Ok(page) => this.cursor.advance(&mut this.request, &**page),
            Err(_) => this.cursor.stop(),
        }
        Poll::Ready(Some(reply))
    }
}

/// Prints the operation, not the request.
impl<O: Paginated> fmt::Debug for PageStream<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageStream").field("operation", &O::META.name).finish_non_exhaustive()
    }
}
