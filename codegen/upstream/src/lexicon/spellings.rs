//! Finds words with capitals inside that are one word: `iOS`, `MySQL`, `KBps`. Prose must write the word; a word that
//! consists of words (`InstanceId`) is several.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::acronyms;
use super::evidence::{Evidence, capitalized};
use super::pieces::{is_upper, pieces};

const MAX_LEN: usize = 12;
/// A piece that so many services use is a word.
const COMMON: usize = 10;
/// A short piece that fewer services use is a part of a word.
const RARE: usize = 3;

/// Returns the spellings with the number of services whose prose has them.
pub(super) fn spellings(evidence: &Evidence) -> BTreeMap<String, usize> {
    let candidates: Vec<&str> = evidence.words.keys().map(String::as_str).filter(|word| is_candidate(word)).collect();
    let apart = Apart::new(evidence, &candidates);
    let found = candidates.into_iter().filter(|word| is_one_word(evidence, &apart, word));
    let found: BTreeMap<String, usize> = found.map(|word| (word.to_owned(), evidence.uses(word).services)).collect();
    // `DDoSAI` begins with `DDoS`.
    let is_longer = |word: &str| found.keys().any(|other| other != word && word.starts_with(other.as_str()));
    let shortest = found.iter().filter(|(word, _)| !is_longer(word));
    let key = |word: &str| (word.to_ascii_lowercase(), pieces(word).len());
    let known: BTreeMap<_, usize> = shortest.map(|(word, uses)| (key(word), *uses)).collect();
    // Names also write `MySql` and `PostgreSql`.
    let spelled = evidence.sequences().chain(found.keys().map(String::as_str)).filter(|word| pieces(word).len() > 1);
    spelled.filter_map(|word| Some((word.to_owned(), *known.get(&key(word))?))).collect()
}

/// Returns whether a word has a capital after a lower-case letter, or several before one.
fn is_candidate(word: &str) -> bool {
    let pieces = pieces(word);
    let letters = word.bytes().all(|b| b.is_ascii_alphabetic());
    let is_version = word
        .strip_suffix(|c: char| c.is_ascii_digit())
        .is_some_and(|rest| rest.strip_suffix('v').is_some_and(|acronym| acronym.len() > 1 && is_upper(acronym)));
    let is_plural = word.strip_suffix('s').is_some_and(is_upper);
    let starts_well = word.starts_with(|c: char| c.is_ascii_uppercase())
        || pieces[0].len() == 1 && word.len() > 2 && is_upper(&word[1..]);
    is_version || (letters && word.len() <= MAX_LEN && pieces.len() > 1 && starts_well && !is_plural)
}

fn is_one_word(evidence: &Evidence, apart: &Apart, word: &str) -> bool {
    let services = evidence.uses(word).services;
    let is_name = evidence.services_with(word) > 0;
    let is_rarely_name = evidence.services_with(word) * 5 <= services;
    if word.ends_with(|c: char| c.is_ascii_digit()) {
        return services >= RARE;
    }
    if evidence.names_with(word) == 0 && services < RARE {
        return false;
    }
    let pieces = pieces(word);
    let written = || pieces.iter().filter(|piece| !is_upper(piece) || piece.len() == 1);
    let has_part = written().any(|piece| apart.is_part(piece));
    let has_common = written().any(|piece| piece.len() > 2 && apart.services(piece) >= COMMON);
    let is_bound = |piece: &str| piece.len() > 1 && apart.services(piece) * RARE <= services;
    match has_part {
        true => !has_common || !is_name || is_rarely_name,
        false => services >= RARE && is_rarely_name && !has_common && written().any(|piece| is_bound(piece)),
    }
}

/// The services that use a piece outside of any candidate.
struct Apart<'e> {
    services: HashMap<String, BTreeSet<usize>>,
    letters: BTreeSet<&'e str>,
}

impl<'e> Apart<'e> {
    fn new(evidence: &'e Evidence, candidates: &[&str]) -> Self {
        let is_frequent =
            |word: &&&str| evidence.uses(word).services >= RARE || pieces(word).iter().any(|p| p.len() == 1);
        let frequent: BTreeSet<String> =
            candidates.iter().filter(is_frequent).map(|word| word.to_ascii_lowercase()).collect();
        let mut services: HashMap<String, BTreeSet<usize>> = HashMap::new();
        for (name, found) in &evidence.names {
            for piece in uncovered(&pieces(name), &frequent) {
                services.entry(capitalized(piece)).or_default().extend(found);
            }
        }
        Self { services, letters: acronyms::letters(evidence).map(|(letter, _)| letter).collect() }
    }

    fn services(&self, piece: &str) -> usize {
        self.services.get(&capitalized(piece)).map_or(0, BTreeSet::len)
    }

    /// Returns whether a piece is too short and too rare for a word.
    fn is_part(&self, piece: &str) -> bool {
        match piece.len() {
            1 => !self.letters.contains(piece),
            2 => self.services(piece) < RARE,
            _ => false,
        }
    }
}

/// Returns the pieces that are in no candidate.
fn uncovered<'p>(pieces: &[&'p str], candidates: &BTreeSet<String>) -> Vec<&'p str> {
    let mut covered = vec![false; pieces.len()];
    for start in 0..pieces.len() {
        for end in start + 2..=pieces.len().min(start + 4) {
            if candidates.contains(&pieces[start..end].concat().to_ascii_lowercase()) {
                covered[start..end].fill(true);
            }
        }
    }
    pieces.iter().zip(covered).filter(|(_, covered)| !covered).map(|(piece, _)| *piece).collect()
}

/// Returns words of names that begin with two capitals, and that prose writes with one: `KBps`, `VPort`.
pub(super) fn joined(evidence: &Evidence) -> BTreeMap<String, usize> {
    let pairs = evidence.names.keys().flat_map(|name| {
        let pieces = pieces(name);
        let pairs: Vec<_> = pieces.windows(2).map(|pair| (pair[0].len(), pair.concat())).collect();
        pairs.into_iter().filter(|(first, word)| *first == 1 && word.len() > 2 && is_upper(&word[..2]))
    });
    let words: BTreeSet<String> =
        pairs.map(|(_, word)| word).filter(|word| !is_upper(word.trim_end_matches('s'))).collect();
    let known = words.into_iter().map(|word| (evidence.common_services(&word), word));
    known.filter(|(services, _)| *services > 1).map(|(services, word)| (word, services)).collect()
}
