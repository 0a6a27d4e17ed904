//! The lexicon learned from some services splits the names of others.

use std::collections::BTreeSet;

use codegen_model::rust_names::lexicon::Lexicon;
use codegen_model::rust_names::words::words_with;
use codegen_model::{Model, Service};
use codegen_upstream::lexicon::learn;

use crate::metadata;

/// Single letters that are words: coordinates, units, sizes.
const LETTERS: &str = "abknxyz";

fn model(root: &std::path::Path) -> Model {
    let files = codegen_model::load::published::find(root).expect("metadata");
    let loaded = codegen_model::load_published(root, &files);
    loaded.model.unwrap_or_else(|| panic!("{:#?}", loaded.findings))
}

fn names(service: &Service) -> impl Iterator<Item = &str> {
    let members = service.all_shapes().flat_map(|shape| shape.members.iter().map(|member| member.name.as_str()));
    service.operations.iter().map(|operation| operation.name.as_str()).chain(members)
}

/// A name with a left-over letter is mangled. At most one name in 200 of services that were not read is.
#[test]
fn splits_names_of_services_that_it_has_not_read() {
    for root in metadata::folders() {
        let model = model(&root);
        for parity in [0, 1] {
            let part = |wanted: usize| model.services.iter().enumerate().filter(move |(index, _)| index % 2 == wanted);
            let lexicon = Lexicon::new(&learn(part(parity).map(|(_, service)| service)));
            let held: BTreeSet<&str> = part(1 - parity).flat_map(|(_, service)| names(service)).collect();
            let mangled: Vec<_> = held.iter().filter(|name| is_mangled(name, &lexicon)).collect();
            println!("{} of {} names: {mangled:?}", mangled.len(), held.len());
            assert!(mangled.len() * 200 <= held.len(), "{mangled:?}");
        }
    }
}

fn is_mangled(name: &str, lexicon: &Lexicon) -> bool {
    let words = words_with(name, lexicon);
    words.len() > 1 && words.iter().any(|word| word.len() == 1 && !LETTERS.contains(word.as_str()))
}
