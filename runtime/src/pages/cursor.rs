//! How far a list has been read, and whether there can be more.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::paginator::{Advance, Paginator};
use crate::codec::write_json;
use crate::path::{count_at, texts_at};
use crate::shape::{Shape, Token};
use crate::{Error, ErrorKind};

/// No list is as long: a service that goes on behind this has lost count.
const MOST_PAGES: u32 = 10_000;

/// Pages can be empty where a service filters behind counting, but not so many in a row.
const MOST_EMPTY: u32 = 100;

/// How far a list has been read.
pub(super) struct Cursor {
    paginator: Paginator,
    pages: u32,
    empty: u32,
    /// Where the next page begins: counted in items, those before the first request too.
    position: i64,
    /// Tokens that were used and, where nothing else tells the end, the page before; as hashes.
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

    pub(super) fn goes_on(&self) -> bool {
        matches!(self.next, Next::More)
    }

    pub(super) fn stop(&mut self) {
        self.next = Next::End;
    }

    /// Why there cannot be another page, although the service says so; said once.
    pub(super) fn problem(&mut self) -> Option<Error> {
        match std::mem::replace(&mut self.next, Next::End) {
            Next::Problem(problem) => Some(Error::new(ErrorKind::Decode, problem).sent()),
            Next::More | Next::End => None,
        }
    }

    /// Makes `request` the one for the page behind `answer`, if there can be one.
    pub(super) fn advance(&mut self, request: &mut dyn Shape, answer: &dyn Shape) {
        let count = count_at(answer, self.paginator.items);
        self.pages += 1;
        self.empty = if count == 0 { self.empty + 1 } else { 0 };
        self.position = self.position.saturating_add_unsigned(count as u64);
        let next = self.step(request, answer, count);
        self.next = match next {
            Next::More if self.pages >= MOST_PAGES => Next::Problem(format!("there are more than {MOST_PAGES} pages")),
            Next::More if self.empty >= MOST_EMPTY => Next::Problem(format!("{MOST_EMPTY} pages in a row are empty")),
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
                if !self.seen.insert(hash(&given)) {
                    return Next::Problem("the service gives a token that it gave before".to_owned());
                }
                (token, given)
            }
            _ if count == 0 || self.is_complete(answer) => return Next::End,
            _ if self.repeats(answer) => return Next::Problem("the service gives the same page again".to_owned()),
            Advance::Offset { offset } => (offset, self.position.to_string()),
            Advance::Page { page, first, .. } => {
                (page, number_at(request, page).unwrap_or(first).saturating_add(1).to_string())
            }
        };
        let put = request.member(name).is_some_and(|member| member.put(Token::Text(&value)).is_ok());
        if put { Next::More } else { Next::Problem(format!("`{name}` cannot be {value:?}")) }
    }

    /// Whether everything has come that the answer says there is. Services that do not count say zero.
    fn is_complete(&self, answer: &dyn Shape) -> bool {
        number_at(answer, self.paginator.total).is_some_and(|total| total > 0 && self.position >= total)
    }

    /// Whether the page is like the one before, so that the service does not look at what it is asked for. One that
    /// counts comes to an end anyway.
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

/// How many items stand before what `request` asks for.
fn position(advance: Advance, request: &dyn Shape) -> i64 {
    match advance {
        Advance::Offset { offset } => number_at(request, offset).unwrap_or(0),
        Advance::Page { page, size, first } => {
            let before = number_at(request, page).unwrap_or(first).saturating_sub(first);
            before.saturating_mul(number_at(request, size).unwrap_or(0))
        }
        Advance::Token { .. } => 0,
    }
}

fn number_at(shape: &dyn Shape, path: &str) -> Option<i64> {
    texts_at(shape, path).pop()?.trim().parse().ok()
}

fn hash<T: Hash>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
