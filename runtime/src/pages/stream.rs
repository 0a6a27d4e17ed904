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
use crate::{BoxFuture, Call, Error, Reply};

type Asking<T> = BoxFuture<'static, Result<Reply<T>, Error>>;
type Adjust<T> = Box<dyn FnMut(Call<T>) -> Call<T> + Send>;

/// The answers to a request and to those for what is left, one after the other.
///
/// It is a [`Stream`]. A page is asked for when it is wanted, and repeated after failures like any call. What the request
/// has set already is where it begins. An error ends it; whoever wants to go on from there has the page before.
///
/// It ends even if the service does not: an answer that comes a second time, a token that was there before, a hundred
/// empty pages in a row and more than ten thousand pages are errors.
#[must_use = "nothing is sent until it is read"]
pub struct PageStream<O: Paginated> {
    target: Target,
    request: O,
    cursor: Cursor,
    // The mutexes are never locked: they only make the stream `Sync` without asking that of what it holds.
    adjust: Option<Mutex<Adjust<O::Output>>>,
    asking: Option<Mutex<Asking<O::Output>>>,
}

impl<O: Paginated> PageStream<O> {
    /// The pages from `request` on. Generated operations have a `pages` of their own.
    pub fn new(target: impl Into<Target>, request: O) -> Self {
        let cursor = Cursor::new(O::PAGINATOR, &request);
        Self { target: target.into(), request, cursor, adjust: None, asking: None }
    }

    /// Lets every call pass through `adjust`, for a region or a timeout of its own.
    pub fn with(mut self, adjust: impl FnMut(Call<O::Output>) -> Call<O::Output> + Send + 'static) -> Self {
        self.adjust = Some(Mutex::new(Box::new(adjust)));
        self
    }

    /// The next page; `None` at the end. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Option<Result<Reply<O::Output>, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    fn ask(&mut self) -> Asking<O::Output> {
        let call = self.target.call(self.request.clone());
        match &mut self.adjust {
            Some(adjust) => adjust.get_mut().unwrap_or_else(PoisonError::into_inner)(call),
            None => call,
        }
        .into_future()
    }
}

impl<O: Paginated> Stream for PageStream<O> {
    type Item = Result<Reply<O::Output>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if !this.cursor.goes_on() {
            return Poll::Ready(this.cursor.problem().map(|problem| Err(problem.of(O::META.name))));
        }
        let mut asking = this.asking.take().unwrap_or_else(|| Mutex::new(this.ask()));
        let asked = asking.get_mut().unwrap_or_else(PoisonError::into_inner).as_mut().poll(cx);
        if asked.is_pending() {
            this.asking = Some(asking);
        }
        let reply = ready!(asked);
        match &reply {
            Ok(page) => this.cursor.advance(&mut this.request, &**page),
            Err(_) => this.cursor.stop(),
        }
        Poll::Ready(Some(reply))
    }
}

/// Says what is listed, not what was asked.
impl<O: Paginated> fmt::Debug for PageStream<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageStream").field("operation", &O::META.name).finish_non_exhaustive()
    }
}
