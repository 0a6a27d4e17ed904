//! The items of a list, as a stream.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use futures_core::Stream;

use super::paginated::Paginated;
use super::stream::PageStream;
use crate::{Call, Error};

/// A [`Stream`] of the items of a list. Requests a page when the items of the previous one are consumed: see
/// [`PageStream`].
#[must_use = "streams do nothing unless polled"]
pub struct ItemStream<O: Paginated> {
    pages: PageStream<O>,
    items: IntoIter<O::Item>,
}

impl<O: Paginated> PageStream<O> {
    /// Returns the items of all pages as a stream.
    pub fn items(self) -> ItemStream<O> {
        ItemStream { pages: self, items: Vec::new().into_iter() }
    }
}

impl<O: Paginated> ItemStream<O> {
    /// Passes every call through `adjust`, for example to set a region or a timeout.
    pub fn with(mut self, adjust: impl FnMut(Call<O::Output>) -> Call<O::Output> + Send + 'static) -> Self {
        self.pages = self.pages.with(adjust);
        self
    }

    /// Returns the next item, or `None` at the end. Dropping the future does not lose an item.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<O: Paginated> Stream for ItemStream<O> {
    type Item = Result<O::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(cx)) {
                Some(Ok(page)) => self.items = O::items(page.into_inner()).into_vec().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Prints the operation, not the items.
impl<O: Paginated> fmt::Debug for ItemStream<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream").field("pages", &self.pages).finish_non_exhaustive()
    }
}
