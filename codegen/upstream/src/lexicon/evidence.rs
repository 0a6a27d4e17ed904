//! What published metadata writes: the names with their services, and the words of its prose.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use codegen_model::Service;

use super::pieces::pieces;

/// The most pieces of a word that names are searched for.
const MAX_PIECES: usize = 4;

/// How often prose writes a word.
#[derive(Clone, Copy, Default)]
pub(super) struct Uses {
    pub(super) services: usize,
    pub(super) total: usize,
}

#[derive(Default)]
pub(super) struct Evidence {
    /// The services of each name.
    pub(super) names: BTreeMap<String, BTreeSet<usize>>,
    /// The words of the prose.
    pub(super) words: HashMap<String, Uses>,
    /// The sequences of pieces in names.
    sequences: HashMap<String, usize>,
}

impl Evidence {
    pub(super) fn new<'s>(services: impl Iterator<Item = &'s Service>) -> Self {
        let mut evidence = Self::default();
        for (index, service) in services.enumerate() {
            let mut prose: BTreeMap<&str, usize> = BTreeMap::new();
            for (name, doc) in texts(service) {
                evidence.names.entry(name.to_owned()).or_default().insert(index);
                words_of(doc).for_each(|word| *prose.entry(word).or_default() += 1);
            }
            for (word, total) in prose {
                let uses = evidence.words.entry(word.to_owned()).or_default();
                *uses = Uses { services: uses.services + 1, total: uses.total + total };
            }
        }
        for name in evidence.names.keys() {
            sequences(name).into_iter().for_each(|found| *evidence.sequences.entry(found).or_default() += 1);
        }
        evidence
    }

    /// Returns how often prose writes `word`, in this case.
    pub(super) fn uses(&self, word: &str) -> Uses {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// Returns the number of services whose prose writes a word in lower case or capitalized.
    pub(super) fn common_services(&self, word: &str) -> usize {
        let lower = word.to_ascii_lowercase();
        self.uses(&capitalized(&lower)).services.max(self.uses(&lower).services)
    }

    /// Returns the number of services that have `name`.
    pub(super) fn services_with(&self, name: &str) -> usize {
        self.names.get(name).map_or(0, BTreeSet::len)
    }

    /// Returns the sequences of at most [`MAX_PIECES`] pieces in names.
    pub(super) fn sequences(&self) -> impl Iterator<Item = &str> {
        self.sequences.keys().map(String::as_str)
    }

    /// Returns the number of names that contain `sequence`, cut at its ends.
    pub(super) fn names_with(&self, sequence: &str) -> usize {
        self.sequences.get(sequence).copied().unwrap_or(0)
    }
}

/// Returns `word` with a capital.
pub(super) fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// Returns the names of a service with their documentation.
fn texts(service: &Service) -> impl Iterator<Item = (&str, &str)> {
    let operations = service.operations.iter().map(|operation| (operation.name.as_str(), operation.doc.as_str()));
    let shapes = service.all_shapes().flat_map(|shape| {
        let members = shape.members.iter().map(|member| (member.name.as_str(), member.doc.as_str()));
        std::iter::once((shape.name.as_str(), shape.doc.as_str())).chain(members)
    });
    operations.chain(shapes)
}

/// Returns the words of a text. Addresses have no words.
fn words_of(doc: &str) -> impl Iterator<Item = &str> {
    let outside = doc.split_whitespace().filter(|part| !part.contains("://"));
    outside.flat_map(|part| part.split(|c: char| !c.is_ascii_alphanumeric())).filter(|word| word.len() > 1)
}

/// Returns the sequences of pieces in a name.
fn sequences(name: &str) -> BTreeSet<String> {
    let pieces = pieces(name);
    let ends = |start: usize| start + 1..=(start + MAX_PIECES).min(pieces.len());
    let found = (0..pieces.len()).flat_map(|start| ends(start).map(move |end| (start, end)));
    found.map(|(start, end)| pieces[start..end].concat()).collect()
}
