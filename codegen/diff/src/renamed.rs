//! Rates whether one member is another under a new name, in percent.
//!
//! Type and location must be equal, and the names must have something in common: two members that share only a text, such
//! as "Time", are different members. Names that differ by a few letters are enough. Names that share half of their words
//! need the same description, which is specific or at the same place among the siblings, or a similar one at the same place.

use std::collections::BTreeSet;

use crate::facet::Facet;
use crate::outline::Node;
use crate::similarity::{letters, same_text, shared_letters};

/// The percentage of words that two names must share.
const MIN_WORDS: usize = 50;

/// The percentage of pairs of letters that a reworded description must share.
const MIN_TEXT: usize = 50;

/// The number of letters of a description that is not shared by chance.
const MIN_LETTERS: usize = 8;

/// Returns the similarity of two members. `same_place`: whether both stand between the same siblings.
pub fn similarity(base: &Node<'_>, head: &Node<'_>, same_place: bool) -> usize {
    let same_use = [Facet::Type, Facet::Location].iter().all(|facet| base.facet(*facet) == head.facet(*facet));
    let shared_words = percentage(&words(&base.key), &words(&head.key));
    match () {
        () if letters(&base.key).eq(letters(&head.key)) => 100,
        () if !same_use => 0,
        () if shared_words >= MIN_WORDS && same_text(base, head, Facet::Doc) && (same_place || is_specific(base)) => 95,
        () if shared_words >= MIN_WORDS && same_place && reworded(base, head) => 85,
        () => shared_letters(&base.key, &head.key),
    }
}

/// Whether few other members have the description.
fn is_specific(member: &Node<'_>) -> bool {
    letters(member.text(Facet::Doc)).count() >= MIN_LETTERS
}

/// Whether the descriptions of two members say nearly the same.
fn reworded(base: &Node<'_>, head: &Node<'_>) -> bool {
    percentage(&bigrams(base.text(Facet::Doc)), &bigrams(head.text(Facet::Doc))) >= MIN_TEXT
}

/// Returns the percentage of the elements of the smaller and the larger set together that both have.
fn percentage<T: Ord>(base: &BTreeSet<T>, head: &BTreeSet<T>) -> usize {
    let all = base.len() + head.len();
    base.intersection(head).count() * 200 / all.max(1)
}

/// Splits a name into words: at capital letters, digits and punctuation.
fn words(name: &str) -> BTreeSet<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut after_lower = false;
    for c in name.chars() {
        if !c.is_alphabetic() || c.is_uppercase() && after_lower {
            words.push(String::new());
        }
        if let (true, Some(word)) = (c.is_alphanumeric(), words.last_mut()) {
            word.extend(c.to_lowercase());
        }
        after_lower = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words.into_iter().collect()
}

/// Returns the pairs of letters in a text, which compare texts of any language.
fn bigrams(text: &str) -> BTreeSet<(char, char)> {
    let letters: Vec<char> = letters(text).collect();
    letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(base: &str, head: &str) -> usize {
        percentage(&words(base), &words(head))
    }

    #[test]
    fn names_share_words() {
        assert_eq!(shared("ModelUrl", "ModelImageUrl"), 80);
        assert_eq!(shared("InstanceId", "ResourceId"), 50);
        assert_eq!(shared("StartTime", "Region"), 0);
        assert_eq!(shared("M", "N"), 0);
        assert_eq!(words("VPCId"), BTreeSet::from(["vpcid".to_owned()]));
        assert_eq!(
            words("pic-operations2"),
            BTreeSet::from(["pic".to_owned(), "operations".to_owned(), "2".to_owned()])
        );
    }

    #[test]
    fn descriptions_are_compared_in_any_language() {
        let similar = |one: &str, other: &str| percentage(&bigrams(one), &bigrams(other));
        assert!(similar("The address of the photo.", "Now: The address of the photo.") >= MIN_TEXT);
        assert!(similar("模特图片的地址", "模特图片地址。") >= MIN_TEXT);
        assert!(similar("The region.", "When it began.") < MIN_TEXT);
    }
}
