//! Lists that come page by page.

use crate::source::Span;

/// How to ask for the rest of what an operation lists. Paths name members of the answer: `Data.Total`.
#[derive(Clone, Debug, PartialEq)]
pub struct Paginate {
    /// How the next page is asked for.
    pub advance: Advance,
    /// The list.
    pub items: String,
    /// How many there are in all.
    pub total: Option<String>,
    /// Whether there are more.
    pub more: Option<String>,
    /// Where it is described.
    pub span: Span,
}

/// How the next page is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Advance {
    /// By how many to pass over.
    Offset {
        /// The member of the request.
        offset: String,
        /// The member that says how many a page has.
        limit: String,
    },
    /// By number.
    Page {
        /// The member of the request.
        page: String,
        /// The member that says how many a page has.
        size: String,
        /// The number of the first page.
        first: i64,
    },
    /// By what the page before says.
    Token {
        /// The member of the request.
        token: String,
        /// Where the answer says it.
        next: String,
    },
}

impl Paginate {
    /// The paths into the answer that lead to scalars.
    pub fn answered(&self) -> impl Iterator<Item = &str> {
        let next = if let Advance::Token { next, .. } = &self.advance { Some(next) } else { None };
        [next, self.total.as_ref(), self.more.as_ref()].into_iter().flatten().map(String::as_str)
    }

    /// The members of the request.
    pub fn asked(&self) -> impl Iterator<Item = &str> {
        let (one, other) = match &self.advance {
            Advance::Offset { offset, limit } => (offset, Some(limit)),
            Advance::Page { page, size, .. } => (page, Some(size)),
            Advance::Token { token, .. } => (token, None),
        };
        std::iter::once(one).chain(other).map(String::as_str)
    }
}
