//! The position in a list, and whether there are more pages.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::paginator::{Advance, Paginator};
use crate::codec::write_json;
use crate::path::{count_at, texts_at};
use crate::shape::{Shape, Token, decoded};
use crate::{Error, ErrorKind};

/// The maximum number of pages. A service that returns more repeats itself.
const MAX_PAGES: u32 = 10_000;

/// The maximum number of consecutive empty pages. Pages can be empty if a service filters after counting.
const MAX_EMPTY_PAGES: u32 = 100;

/// The position in a list.
pub(super) struct Cursor {
    paginator: Paginator,
    pages: u32,
    empty: u32,
    /// The offset of the next page in items, including those before the first request.
    /// Wide enough for members of any integer type.
    position: i128,
    /// Hashes of the used tokens, or of the previous page if the answer states no total.
    seen: HashSet<u64>,
    next: Next,
}

enum Next {
    More,
    End,
    Problem(String),
}

impl Cursor {
    pub(super) fn new(paginator: Paginator, request: &dyn Shape) -> Self {
        let (position, mut seen) = (position(paginator.advance, request), HashSet::new());
        if let Advance::Token { token, .. } = paginator.advance {
            seen.extend(texts_at(request, token).iter().map(hash));
        }
        Self { paginator, pages: 0, empty: 0, position, seen, next: Next::More }
    }

    pub(super) fn has_more(&self) -> bool {
        matches!(self.next, Next::More)
    }

    pub(super) fn stop(&mut self) {
        self.next = Next::End;
    }

    /// Returns the reason why the list ends early, once.
    pub(super) fn problem(&mut self) -> Option<Error> {
        match std::mem::replace(&mut self.next, Next::End) {
            Next::Problem(problem) => Some(Error::new(ErrorKind::Decode, problem).mark_sent()),
            Next::More | Next::End => None,
        }
    }

    /// Changes `request` to request the page after `answer`, if there is one.
    pub(super) fn advance(&mut self, request: &mut dyn Shape, answer: &dyn Shape) {
        let count = count_at(answer, self.paginator.items);
        self.pages += 1;
        self.empty = if count == 0 { self.empty + 1 } else { 0 };
        self.position = self.position.saturating_add(count as i128);
        let next = self.step(request, answer, count);
        self.next = match next {
            Next::More if self.pages >= MAX_PAGES => Next::Problem(format!("the list has more than {MAX_PAGES} pages")),
            Next::More if self.empty >= MAX_EMPTY_PAGES => {
                Next::Problem(format!("the list has {MAX_EMPTY_PAGES} consecutive empty pages"))
            }
            next => next,
        };
    }

    fn step(&mut self, request: &mut dyn Shape, answer: &dyn Shape, count: usize) -> Next {
        let more = texts_at(answer, self.paginator.more).pop().and_then(|more| more.parse().ok());
        if more == Some(false) {
            return Next::End;
        }
        let advance = self.paginator.advance;
        let (name, value) = match advance {
            Advance::Token { token, next } => {
                let given = texts_at(answer, next).pop().filter(|given| !given.is_empty());
                let Some(given) = given else { return Next::End };
                let given = if self.paginator.decoded { decoded(&given).into_owned() } else { given };
                if !self.seen.insert(hash(&given)) {
                    return Next::Problem("the service repeats a page token".to_owned());
                }
                (token, given)
            }
            _ if count == 0 || self.is_complete(answer) => return Next::End,
            _ if self.repeats(answer) => return Next::Problem("the service repeats a page".to_owned()),
            Advance::Offset { offset } => (offset, self.position.to_string()),
            Advance::Page { page, first, .. } => {
                (page, number_at(request, page).unwrap_or(first.into()).saturating_add(1).to_string())
            }
        };
        let put = request.member(name).is_some_and(|member| member.put(Token::Text(&value)).is_ok());
        if put { Next::More } else { Next::Problem(format!("`{name}` does not accept {value:?}")) }
    }

    /// Returns whether all items have been read according to the total. Services that do not count state zero.
    fn is_complete(&self, answer: &dyn Shape) -> bool {
        number_at(answer, self.paginator.total).is_some_and(|total| total > 0 && self.position >= total)
    }

    /// Returns whether the page equals the previous one, because the service ignores the paging members. Not checked if
    /// the answer states a total, which ends the list anyway.
    fn repeats(&mut self, answer: &dyn Shape) -> bool {
        if number_at(answer, self.paginator.total).is_some_and(|total| total > 0) {
            return false;
        }
        let page = hash(&write_json(answer).ok());
        let repeats = self.seen.contains(&page);
        self.seen = HashSet::from([page]);
        repeats
    }
}

/// Returns the offset in items that `request` starts at.
fn position(advance: Advance, request: &dyn Shape) -> i128 {
    match advance {
        Advance::Offset { offset } => number_at(request, offset).unwrap_or(0),
        Advance::Page { page, size, first } => {
            let before = number_at(request, page).unwrap_or(first.into()).saturating_sub(first.into());
            before.saturating_mul(number_at(request, size).unwrap_or(0))
        }
        Advance::Token { .. } => 0,
    }
}

fn number_at(shape: &dyn Shape, path: &str) -> Option<i128> {
    texts_at(shape, path).pop()?.trim().parse().ok()
}

fn hash<T: Hash>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
