//! Streams of pages, items and events as iterators.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;

use futures_core::Stream;

use super::wait::{cannot_wait, wait_for};
use crate::{Error, EventStream, ItemStream, PageStream, Paginated, Reply};

/// An iterator over pages, items or events, for programs without an async runtime. Blocks until the next one arrives.
/// Requires the feature `blocking`.
///
/// Within a tokio runtime, which includes `spawn_blocking`, the first element is an error and the last.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Blocking<S>(Option<S>);

impl<S> Blocking<S> {
    fn of(stream: S) -> Self {
        Self(Some(stream))
    }
}

impl<S, T> Iterator for Blocking<S>
where
    S: Stream<Item = Result<T, Error>> + Unpin,
{
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let stream = self.0.as_mut()?;
        wait_for(poll_fn(|cx| Pin::new(&mut *stream).poll_next(cx))).unwrap_or_else(|error| {
            self.0 = None;
            Some(Err(cannot_wait(error)))
        })
    }
}

impl<O: Paginated> PageStream<O> {
    /// Returns an iterator over the pages, for programs without an async runtime. Requires the feature `blocking`.
    ///
    /// ```no_run
    /// # use tencentcloud_runtime::{Error, PageStream, Paginated};
    /// # fn example<O: Paginated>(pages: PageStream<O>) -> Result<(), Error> {
    /// for page in pages.blocking() {
    ///     println!("{}", page?.request_id());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::of(self)
    }
}

impl<O: Paginated> ItemStream<O> {
    /// Returns an iterator over the items, for programs without an async runtime. Requires the feature `blocking`.
    ///
    /// ```no_run
    /// # use tencentcloud_runtime::{Error, ItemStream, Paginated};
    /// # fn example<O: Paginated>(items: ItemStream<O>) -> Result<Vec<O::Item>, Error> {
    /// items.blocking().collect()
    /// # }
    /// ```
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::of(self)
    }
}

impl<T> EventStream<T> {
    /// Returns an iterator over the events, for programs without an async runtime. Requires the feature `blocking`.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::of(self)
    }
}

impl<T> Reply<EventStream<T>> {
    /// Returns an iterator over the events, for programs without an async runtime. Requires the feature `blocking`.
    ///
    /// ```no_run
    /// # use std::fmt::Debug;
    /// # use tencentcloud_runtime::{Call, Error, EventStream, Shape};
    /// # fn example<T: Shape + Default + Debug + Send + 'static>(call: Call<EventStream<T>>) -> Result<(), Error> {
    /// for event in call.send_blocking()?.blocking() {
    ///     println!("{:?}", event?.into_inner());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn blocking(self) -> Blocking<EventStream<T>> {
        self.into_inner().blocking()
    }
}

/// Prints the stream, not its items.
impl<S: fmt::Debug> fmt::Debug for Blocking<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Blocking").field(&self.0).finish()
    }
}
