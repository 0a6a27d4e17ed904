//! The words that capitals alone do not show: acronyms, and words with capitals inside. `lexicon.txt` is learned from
//! all published metadata by `cargo xtask names --learn`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The learned words, the most frequent first.
const TEXT: &str = include_str!("lexicon.txt");

/// The rank of a version like `V3`, as if it were a frequent acronym.
const VERSION_RANK: usize = 30;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(TEXT));

/// A list of words in the order of their frequency.
pub struct Lexicon {
    /// The position of each word in the list.
    ranks: HashMap<String, usize>,
    max_len: usize,
}

impl Lexicon {
    /// Reads a list: a word a line. Lines that begin with `#` are comments.
    pub fn new(text: &str) -> Self {
        let words = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let ranks: HashMap<String, usize> = words.enumerate().map(|(rank, word)| (word.to_owned(), rank)).collect();
        let max_len = ranks.keys().map(String::len).max().unwrap_or(0);
        Self { ranks, max_len }
    }

    /// Returns the lexicon of the crate.
    pub fn learned() -> &'static Self {
        &LEXICON
    }

    /// Returns whether `letter` is used as a word, like the `X` of an axis.
    pub fn is_letter(&self, letter: &str) -> bool {
        letter.len() == 1 && self.contains(letter)
    }

    /// Returns the length of the longest spelling at the beginning of `rest` that is more than a run of capitals, if a
    /// word can end behind it.
    pub fn spelling(&self, rest: &str) -> Option<usize> {
        let is_spelling = |word: &str| has_unusual_case(word) && self.contains(word);
        (2..=self.max_len.min(rest.len())).rev().find(|len| ends_word(rest, *len) && is_spelling(&rest[..*len]))
    }

    /// Returns whether `word` is in the list.
    pub fn contains(&self, word: &str) -> bool {
        self.ranks.contains_key(word)
    }

    /// Returns whether a run of capitals consists of known acronyms.
    pub fn is_acronym(&self, run: &str) -> bool {
        self.cheapest(run).is_some_and(|(cost, _)| cost < self.unknown_cost(run.len()))
    }

    /// Splits a run of capitals and digits into the most likely acronyms. Returns the length of the first one.
    pub fn first_acronym(&self, run: &str) -> usize {
        match self.cheapest(run) {
            Some((cost, first)) if cost < self.unknown_cost(run.len()) => first,
            _ => run.len(),
        }
    }

    /// Returns the lowest cost of acronyms that `run` consists of, and the length of the first one.
    fn cheapest(&self, run: &str) -> Option<(f64, usize)> {
        let mut best: Vec<Option<(f64, usize)>> = vec![None; run.len() + 1];
        best[0] = Some((0.0, 0));
        for end in 1..=run.len() {
            for start in end.saturating_sub(self.max_len)..end {
                let (Some((before, first)), Some(cost)) = (best[start], self.cost(&run[start..end])) else { continue };
                let first = if start == 0 { end } else { first };
                if best[end].is_none_or(|(cheapest, _)| before + cost < cheapest) {
                    best[end] = Some((before + cost, first));
                }
            }
        }
        best[run.len()]
    }

    /// Returns the cost of an acronym: by Zipf's law, the logarithm of its improbability.
    fn cost(&self, word: &str) -> Option<f64> {
        let is_version = word.len() > 1 && word.starts_with('V') && word[1..].bytes().all(|b| b.is_ascii_digit());
        let known = self.ranks.get(word).copied().filter(|_| word.len() > 1);
        let rank = known.or(is_version.then_some(VERSION_RANK))?;
        // Any two letters are an acronym somewhere.
        let factor = if word.len() == 2 { 1.3 } else { 1.0 };
        Some(factor * ((rank + 1) as f64 * self.log_len()).ln())
    }

    /// Returns the cost of an unknown acronym. Each letter makes it less probable.
    fn unknown_cost(&self, len: usize) -> f64 {
        self.log_len() + 1.3 * len as f64
    }

    fn log_len(&self) -> f64 {
        (self.ranks.len().max(2) as f64).ln()
    }
}

/// Returns whether a spelling is more than a run of capitals: `iOS`, `P2P`.
fn has_unusual_case(spelling: &str) -> bool {
    let before_letter = |pair: &[u8]| pair[0].is_ascii_digit() && pair[1].is_ascii_alphabetic();
    spelling.bytes().any(|b| b.is_ascii_lowercase()) || spelling.as_bytes().windows(2).any(before_letter)
}

/// Extends `end` by the `s` of a plural: `EIPs`, `TaskIDs`.
pub(super) fn plural(rest: &str, end: usize) -> usize {
    let tail = &rest.as_bytes()[end..];
    let is_plural = tail.first() == Some(&b's') && tail.get(1).is_none_or(|b| !b.is_ascii_lowercase());
    end + usize::from(is_plural)
}

/// Returns whether a word can end at `end`: before a plural `s`, or before anything but a lower-case letter.
fn ends_word(rest: &str, end: usize) -> bool {
    let end = plural(rest, end);
    rest.as_bytes().get(end).is_none_or(|b| !b.is_ascii_lowercase())
}
