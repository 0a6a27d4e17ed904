//! Suggests the known word that a misspelt word was probably meant to be.

use strsim::osa_distance;

/// Longer words are not compared, which bounds the work.
const MAX_WORD_BYTES: usize = 64;

/// Only so many candidates are compared, which bounds the work.
const MAX_CANDIDATES: usize = 1_000;

/// How many pairs of letters are compared, which bounds the work for long words: a thousand candidates of 14 letters.
const MAX_PAIRS: usize = 200_000;

/// The greatest distance of a suggestion.
const MAX_DISTANCE: usize = 3;

/// Returns the candidate closest to `word`, ignoring case. At most a third of the letters may differ. Of equally close
/// candidates it returns the first in alphabetical order, so the result does not depend on the order of candidates.
pub fn did_you_mean<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = normalized(word)?;
    let length = word.chars().count();
    let max_distance = (length / 3).clamp(1, MAX_DISTANCE);
    let mut pairs = 0;
    let distance = |candidate: &'c str| {
        let normalized = normalized(candidate)?;
        let is_similar_length = normalized.chars().count().abs_diff(length) <= max_distance;
        pairs += if is_similar_length { normalized.len() * word.len() } else { 0 };
        let distance = (is_similar_length && pairs <= MAX_PAIRS).then(|| osa_distance(&word, &normalized))?;
        (distance <= max_distance).then_some((distance, candidate))
    };
    let closest = candidates.into_iter().take(MAX_CANDIDATES).filter_map(distance).min();
    closest.map(|(_, candidate)| candidate)
}

/// Returns the word in lower case, or `None` if it is empty or too long to compare.
fn normalized(word: &str) -> Option<String> {
    let is_comparable = !word.is_empty() && word.len() <= MAX_WORD_BYTES;
    is_comparable.then(|| word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 6] = ["type", "title", "required", "description", "range", "one_of"];

    #[test]
    fn finds_misspelt_words() {
        for (word, expected) in [
            ("tpye", "type"),
            ("requird", "required"),
            ("descripton", "description"),
            ("ranges", "range"),
            ("one-of", "one_of"),
            ("oneof", "one_of"),
            ("REQUIRED", "required"),
        ] {
            assert_eq!(did_you_mean(word, KEYS), Some(expected), "{word}");
        }
    }

    #[test]
    fn ignores_different_words() {
        for word in ["", "x", "permission", "colour", &"type".repeat(1000)] {
            assert_eq!(did_you_mean(word, KEYS), None, "{word}");
        }
    }

    #[test]
    fn long_words_are_compared_with_few_candidates() {
        let candidates: Vec<_> = (0..200).map(|n| format!("{n:03}{}", "x".repeat(57))).collect();
        let closest = |n: usize| did_you_mean(&candidates[n], candidates.iter().map(String::as_str));
        assert_eq!(closest(10), Some(&*candidates[10]));
        assert_ne!(closest(190), Some(&*candidates[190]));
    }

    #[test]
    fn ignores_case() {
        assert_eq!(did_you_mean("jobid", ["jobic", "JobId", "jobi"]), Some("JobId"));
    }

    #[test]
    fn prefers_the_first_in_alphabetical_order() {
        assert_eq!(did_you_mean("cat", ["cut", "bat", "car"]), Some("bat"));
        assert_eq!(did_you_mean("cat", ["car", "cut", "bat"]), Some("bat"));
    }
}
