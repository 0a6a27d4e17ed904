//! Operations that list something page by page.

use super::paginator::Paginator;
use crate::{List, Operation, Shape};

/// An operation that lists something page by page.
pub trait Paginated: Operation<Output: Shape + Default + Send + 'static> + Clone + Send + Unpin + 'static {
    /// What it lists.
    type Item: Send + Unpin + 'static;

    /// Which members count the pages.
    const PAGINATOR: Paginator;

    /// The part of the list that an answer has.
    fn items(output: Self::Output) -> List<Self::Item>;
}
