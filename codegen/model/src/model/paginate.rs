//! Paginated lists.

use crate::source::{Places, Span};

/// How to request further pages of a list. Paths name members of the response: `Data.Total`.
#[derive(Clone, Debug, PartialEq)]
pub struct Paginate {
    /// How the next page is requested.
    pub advance: Advance,
    /// The path of the list.
    pub items: String,
    /// The path of the total number of items.
    pub total: Option<String>,
    /// The path of the flag that says whether more pages follow.
    pub more: Option<String>,
    /// The spans of the parts.
    pub places: Places,
    /// The span of the description.
    pub span: Span,
}

/// How the next page is requested.
#[derive(Clone, Debug, PartialEq)]
pub enum Advance {
    /// By the number of items to skip.
    Offset {
        /// The member of the input.
        offset: String,
        /// The member for the size of a page.
        limit: String,
    },
    /// By page number.
    Page {
        /// The member of the input.
        page: String,
        /// The member for the size of a page.
        size: String,
        /// The number of the first page.
        first: i64,
    },
    /// By a token from the previous page.
    Token {
        /// The member of the input.
        token: String,
        /// The path of the token in the response.
        next: String,
    },
}

impl Paginate {
    /// Returns the paths of scalars in the response, each with its key.
    pub fn response_paths(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let next = if let Advance::Token { next, .. } = &self.advance { Some(next) } else { None };
        let paths = [("next", next), ("total", self.total.as_ref()), ("more", self.more.as_ref())];
        paths.into_iter().filter_map(|(key, path)| Some((key, path?.as_str())))
    }

    /// Returns the members of the input, each with its key.
    pub fn request_members(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let (one, other) = match &self.advance {
            Advance::Offset { offset, limit } => (("offset", offset), Some(("limit", limit))),
            Advance::Page { page, size, .. } => (("page", page), Some(("size", size))),
            Advance::Token { token, .. } => (("token", token), None),
        };
        std::iter::once(one).chain(other).map(|(key, name)| (key, name.as_str()))
    }
}
