//! What is listed, item by item.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use futures_core::Stream;

use super::paginated::Paginated;
use super::stream::PageStream;
use crate::{Call, Error};

/// What a request and those for what is left list, item by item. It is a [`Stream`], and asks for a page when the items
/// of the one before are used up: see [`PageStream`].
#[must_use = "nothing is sent until it is read"]
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
    /// Lets every call pass through `adjust`, for a region or a timeout of its own.
    pub fn with(mut self, adjust: impl FnMut(Call<O::Output>) -> Call<O::Output> + Send + 'static) -> Self {
        self.pages = self.pages.with(adjust);
        self
    }

    /// The next item; `None` at the end. Dropping the future loses nothing.
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

/// Says what is listed, not what came.
impl<O: Paginated> fmt::Debug for ItemStream<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream").field("pages", &self.pages).finish_non_exhaustive()
    }
}
