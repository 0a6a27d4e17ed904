//! Knows which known word a misspelt one was probably meant to be.

/// Longer words are never mistyped names; leaving them out bounds the work.
const LONGEST: usize = 64;

/// Of so many candidates the closest is looked for; nobody has mistyped one of more.
const MOST_CANDIDATES: usize = 1_000;

/// More changes than this make another word.
const MOST_CHANGES: usize = 3;

/// The candidate closest to `word`, if one is close enough to be what was meant: a third of the
/// word may differ. A candidate that differs in case only is the closest of all. Of equally close
/// ones it is the first by alphabet, so the answer does not depend on the order of candidates.
pub fn did_you_mean<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let typed = letters(word)?;
    let mut bound = (typed.len() / 3).clamp(1, MOST_CHANGES);
    let mut best: Option<&str> = None;
    for candidate in candidates.into_iter().take(MOST_CANDIDATES) {
        let Some(known) = letters(candidate) else {
            continue;
        };
        let Some(changes) = changes(&typed, &known, bound) else {
            continue;
        };
        if changes < bound || best.is_none_or(|best| candidate < best) {
            (bound, best) = (changes, Some(candidate));
        }
    }
    best
}

/// The letters to compare, in one case; none for what is no name or could not be typed wrong.
fn letters(word: &str) -> Option<Vec<char>> {
    let short = !word.is_empty() && word.len() <= LONGEST;
    short.then(|| word.chars().flat_map(char::to_lowercase).collect())
}

/// How many letters must be changed, added, left out or swapped with their neighbour to make `a`
/// of `b`, if at most `bound`.
fn changes(a: &[char], b: &[char], bound: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > bound {
        return None;
    }
    // Three rows of the table of distances between beginnings of `a` and beginnings of `b`; the
    // one before the previous row is what a swap of neighbours builds upon.
    let mut earlier = vec![0; b.len() + 1];
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.iter().enumerate() {
        let mut row = vec![i + 1; b.len() + 1];
        for (j, other) in b.iter().enumerate() {
            let changed = previous[j] + usize::from(letter != other);
            row[j + 1] = changed.min(previous[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *letter == b[j - 1] && a[i - 1] == *other {
                row[j + 1] = row[j + 1].min(earlier[j - 1] + 1);
            }
        }
        if row.iter().all(|changes| *changes > bound) {
            return None;
        }
        earlier = std::mem::replace(&mut previous, row);
    }
    previous.last().copied().filter(|changes| *changes <= bound)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 6] = ["type", "title", "required", "description", "range", "one_of"];

    #[test]
    fn a_slip_is_recognised() {
        for (typed, meant) in [
            ("tpye", "type"),
            ("requird", "required"),
            ("descripton", "description"),
            ("ranges", "range"),
            ("one-of", "one_of"),
            ("oneof", "one_of"),
            ("REQUIRED", "required"),
        ] {
            assert_eq!(did_you_mean(typed, KEYS), Some(meant), "{typed}");
        }
    }

    #[test]
    fn another_word_is_not() {
        for typed in ["", "x", "permission", "colour", &"type".repeat(1000)] {
            assert_eq!(did_you_mean(typed, KEYS), None, "{typed}");
        }
    }

    #[test]
    fn the_same_but_for_case_is_closest() {
        assert_eq!(did_you_mean("jobid", ["jobic", "JobId", "jobi"]), Some("JobId"));
    }

    #[test]
    fn ties_are_settled_by_alphabet() {
        assert_eq!(did_you_mean("cat", ["cut", "bat", "car"]), Some("bat"));
        assert_eq!(did_you_mean("cat", ["car", "cut", "bat"]), Some("bat"));
    }

    #[test]
    fn distances_are_the_textbook_ones() {
        let distance = |a: &str, b: &str| changes(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), 10);
        assert_eq!(distance("", ""), Some(0));
        assert_eq!(distance("kitten", "sitting"), Some(3));
        assert_eq!(distance("ab", "ba"), Some(1));
        assert_eq!(distance("flaw", "lawn"), Some(2));
        assert_eq!(distance("", "abc"), Some(3));
    }
}
