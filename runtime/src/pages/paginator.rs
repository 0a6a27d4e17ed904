//! Which members count the pages of an operation.

/// Which members count the pages of an operation. Paths name members: `Data.Total`.
#[derive(Clone, Copy, Debug)]
pub struct Paginator {
    /// How the next page is asked for.
    pub advance: Advance,
    /// The list in the answer.
    pub items: &'static str,
    /// How many there are in all, in the answer; empty where it does not say.
    pub total: &'static str,
    /// Whether there are more, in the answer; empty where it does not say.
    pub more: &'static str,
}

/// How the next page is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Advance {
    /// By how many to pass over.
    Offset {
        /// The member of the request.
        offset: &'static str,
    },
    /// By number.
    Page {
        /// The member of the request that is the number.
        page: &'static str,
        /// The member of the request that says how many a page has.
        size: &'static str,
        /// The number of the first page.
        first: i64,
    },
    /// By what the page before says.
    Token {
        /// The member of the request.
        token: &'static str,
        /// The member of the answer; nothing in it means that there are no more.
        next: &'static str,
    },
}

impl Paginator {
    const fn new(advance: Advance, items: &'static str) -> Self {
        Self { advance, items, total: "", more: "" }
    }

    /// Pages by how many to pass over.
    pub const fn offset(offset: &'static str, items: &'static str) -> Self {
        Self::new(Advance::Offset { offset }, items)
    }

    /// Pages by number.
    pub const fn page(page: &'static str, size: &'static str, first: i64, items: &'static str) -> Self {
        Self::new(Advance::Page { page, size, first }, items)
    }

    /// Pages by what the one before says.
    pub const fn token(token: &'static str, next: &'static str, items: &'static str) -> Self {
        Self::new(Advance::Token { token, next }, items)
    }

    /// Where the answer says how many there are in all.
    pub const fn total(self, total: &'static str) -> Self {
        Self { total, ..self }
    }

    /// Where the answer says whether there are more.
    pub const fn more(self, more: &'static str) -> Self {
        Self { more, ..self }
    }
}
