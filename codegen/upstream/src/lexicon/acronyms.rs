//! Finds the acronyms, and the letters that are words.

use std::collections::BTreeMap;

use super::evidence::{Evidence, capitalized};
use super::pieces::{is_upper, pieces};

/// Longer runs of capitals are values or several acronyms.
const MAX_LEN: usize = 6;
/// Two letters are an acronym only if so many services write them.
const MIN_SERVICES_OF_TWO: usize = 8;
/// Two acronyms are apart if the second is so much more frequent than both together.
const PAIR_FACTOR: usize = 3;
/// A letter is a word if so many names end in it.
const MIN_NAMES_OF_LETTER: usize = 6;

/// Returns the acronyms with the number of services and names that have them.
pub(super) fn acronyms(evidence: &Evidence) -> BTreeMap<String, usize> {
    let mut apart: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, services) in evidence.names.iter().filter(|(name, _)| !is_upper(name)) {
        pieces(name).into_iter().filter(|piece| is_upper(piece)).for_each(|piece| {
            *apart.entry(piece).or_default() += services.len();
        });
    }
    let candidates = evidence.words.iter().filter(|(word, _)| has_form_of_acronym(word));
    let found = candidates.filter_map(|(word, uses)| {
        let in_names = apart.get(word.as_str()).copied().unwrap_or(0);
        let is_rare = word.len() == 2 && uses.services < MIN_SERVICES_OF_TWO;
        let is_word = in_names == 0 && !has_digit(word) && is_mostly_lower(evidence, word);
        (!is_rare && !is_word).then(|| (word.clone(), uses.services + in_names))
    });
    without_pairs(found.collect())
}

/// Removes words that are two acronyms, the second of which is much more frequent: `VPCID`.
fn without_pairs(acronyms: BTreeMap<String, usize>) -> BTreeMap<String, usize> {
    let uses = |part: &str| acronyms.get(part).copied().unwrap_or(0);
    let is_pair = |word: &str| {
        let mut cuts = (3..word.len().saturating_sub(1)).map(|at| (uses(&word[..at]), uses(&word[at..])));
        cuts.any(|(first, second)| first * 2 >= uses(word) && second >= PAIR_FACTOR * uses(word))
    };
    acronyms.iter().filter(|(word, _)| !is_pair(word)).map(|(word, uses)| (word.clone(), *uses)).collect()
}

/// Returns whether prose writes a word in lower case or capitalized more often, by services and in total.
fn is_mostly_lower(evidence: &Evidence, word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let total = evidence.uses(&lower).total + evidence.uses(&capitalized(&lower)).total;
    let upper = evidence.uses(word);
    total >= upper.total && evidence.common_services(word) > upper.services
}

fn has_digit(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}

/// Returns whether a word is `VPC`, `MD5` or `P2P`, but no value like `RGB00FF`.
fn has_form_of_acronym(word: &str) -> bool {
    let is_letter_digit_letter = word.len() == 3 && word.as_bytes()[1].is_ascii_digit();
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let letters_only = if is_letter_digit_letter { [&word[..1], &word[2..]].concat() } else { letters.to_owned() };
    word.len() <= MAX_LEN && letters_only.len() > 1 && is_upper(&letters_only) && word.len() - letters.len() < 3
}

/// Returns the letters that are words at the end of names (`PositionX`) or are names, with the number of such names.
pub(super) fn letters(evidence: &Evidence) -> impl Iterator<Item = (&str, usize)> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, services) in &evidence.names {
        let pieces = pieces(name);
        let [.., last] = pieces.as_slice() else { continue };
        match pieces.as_slice() {
            [letter] if letter.len() == 1 => *uses.entry(letter).or_default() += services.len(),
            [.., before, letter] if letter.len() == 1 && before.ends_with(|c: char| c.is_ascii_lowercase()) => {
                *uses.entry(last).or_default() += 1;
            }
            _ => {}
        }
    }
    uses.into_iter().filter(|(letter, uses)| is_upper(letter) && *uses >= MIN_NAMES_OF_LETTER)
}
