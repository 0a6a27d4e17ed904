//! The members that control the paging of an operation.

/// The members that control the paging of an operation. Paths name members, such as `Data.Total`.
#[derive(Clone, Copy, Debug)]
pub struct Paginator {
    /// How the next page is requested.
    pub advance: Advance,
    /// The path of the list in the answer.
    pub items: &'static str,
    /// The path of the total number of items in the answer; empty if there is none.
    pub total: &'static str,
    /// The path of the flag in the answer that states whether there are more pages; empty if there is none.
    pub more: &'static str,
    /// Whether the token of the next page is percent-encoded in the answer, but not in the request.
    pub decoded: bool,
}

/// How the next page is requested.
#[derive(Clone, Copy, Debug)]
pub enum Advance {
    /// By the number of items to skip.
    Offset {
        /// The member of the request.
        offset: &'static str,
    },
    /// By page number.
    Page {
        /// The member of the request for the page number.
        page: &'static str,
        /// The member of the request for the page size.
        size: &'static str,
        /// The number of the first page.
        first: i64,
    },
    /// By a token of the previous page.
    Token {
        /// The member of the request.
        token: &'static str,
        /// The path of the token in the answer. An empty token ends the list.
        next: &'static str,
    },
}

impl Paginator {
    const fn new(advance: Advance, items: &'static str) -> Self {
        Self { advance, items, total: "", more: "", decoded: false }
    }

    /// Returns paging by the number of items to skip.
    pub const fn offset(offset: &'static str, items: &'static str) -> Self {
        Self::new(Advance::Offset { offset }, items)
    }

    /// Returns paging by page number.
    pub const fn page(page: &'static str, size: &'static str, first: i64, items: &'static str) -> Self {
        Self::new(Advance::Page { page, size, first }, items)
    }

    /// Returns paging by a token of the previous page.
    pub const fn token(token: &'static str, next: &'static str, items: &'static str) -> Self {
        Self::new(Advance::Token { token, next }, items)
    }

    /// Sets the path of the total number of items.
    pub const fn total(self, total: &'static str) -> Self {
        Self { total, ..self }
    }

    /// Declares that the token of the next page is percent-encoded in the answer, but not in the request.
    pub const fn decoded(self) -> Self {
        Self { decoded: true, ..self }
    }

    /// Sets the path of the flag that states whether there are more pages.
    pub const fn more(self, more: &'static str) -> Self {
        Self { more, ..self }
    }
}
