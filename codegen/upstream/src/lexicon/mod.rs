//! Learns the words of the services' names from all published metadata: acronyms, and words with capitals inside. Names
//! alone do not show where an acronym ends (`CFSVIP`), but prose writes it apart (`CFS`, `VIP`).

mod acronyms;
mod evidence;
mod pieces;
mod spellings;

use std::collections::BTreeMap;

use codegen_model::Service;

use evidence::Evidence;

/// The comment at the beginning of the list.
const HEADER: &str = "\
# The words of the services' names that capitals alone do not show, the most frequent first.
# Learned by `cargo xtask names --learn` from the published metadata of both sites. Do not edit.
";

/// Returns the lexicon that `services` teach: a word a line, in the order of how many services use it.
pub fn learn<'s>(services: impl Iterator<Item = &'s Service>) -> String {
    let evidence = Evidence::new(services);
    let mut words: BTreeMap<String, usize> = acronyms::acronyms(&evidence);
    words.extend(spellings::spellings(&evidence));
    words.extend(spellings::joined(&evidence));
    words.extend(acronyms::letters(&evidence).map(|(letter, uses)| (letter.to_owned(), uses)));
    let mut words: Vec<_> = words.into_iter().collect();
    words.sort_by(|(a, a_uses), (b, b_uses)| b_uses.cmp(a_uses).then(a.cmp(b)));
    let lines = words.into_iter().map(|(word, _)| format!("{word}\n"));
    std::iter::once(HEADER.to_owned()).chain(lines).collect()
}
