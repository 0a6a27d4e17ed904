//! Character classes such as `A-Za-z0-9_`. A `-` at either end is literal.

use std::ops::RangeInclusive;

/// Returns the ranges of a class; a single character is a range of one.
fn ranges(class: &str) -> impl Iterator<Item = RangeInclusive<char>> + '_ {
    let mut rest = class.chars();
    std::iter::from_fn(move || {
        let first = rest.next()?;
        let mut ahead = rest.clone();
        if let (Some('-'), Some(last)) = (ahead.next(), ahead.next()) {
            rest = ahead;
            return Some(first..=last);
        }
        Some(first..=first)
    })
}

/// Whether every character of `text` is in the class.
pub fn matches(class: &str, text: &str) -> bool {
    text.chars().all(|c| ranges(class).any(|range| range.contains(&c)))
}

/// Picks a character of the class by `number`, from the first 64 of each range.
pub fn pick(class: &str, number: u64) -> char {
    let known: Vec<char> = ranges(class).flat_map(|range| range.take(64)).collect();
    let index = number.checked_rem(known.len() as u64).and_then(|index| usize::try_from(index).ok());
    index.and_then(|index| known.get(index)).copied().unwrap_or('x')
}

#[cfg(test)]
mod tests {
    use super::{matches, pick};

    #[test]
    fn a_class_has_ranges_and_single_characters() {
        for (class, text, expected) in [
            ("A-Za-z0-9_", "aZ_9", true),
            ("A-Za-z0-9_", "a-b", false),
            ("A-Za-z0-9_@#-", "-@#", true),
            ("A-Z", "é", false),
            ("A-Z", "", true),
        ] {
            assert_eq!(matches(class, text), expected, "{text} in {class}");
        }
    }

    #[test]
    fn picked_characters_are_in_the_class() {
        for class in ["A-Za-z0-9_", "@#-", "一-龥", "x"] {
            assert!((0..200).all(|number| matches(class, &pick(class, number).to_string())), "{class}");
        }
    }
}
