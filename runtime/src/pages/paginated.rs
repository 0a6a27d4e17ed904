//! Operations that return a list page by page.

use super::paginator::Paginator;
use crate::{List, Operation, Shape};

/// An operation that returns a list page by page.
pub trait Paginated: Operation<Output: Shape + Default + Send + 'static> + Clone + Send + Unpin + 'static {
    /// The type of the items.
    type Item: Send + Unpin + 'static;

    /// The members that control paging.
    const PAGINATOR: Paginator;

    /// Returns the items of one page.
    fn items(output: Self::Output) -> List<Self::Item>;
}
