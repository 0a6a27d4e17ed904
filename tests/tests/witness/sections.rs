//! The consumers' code: files of sections, each headed by the rule that it is a witness for.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What a section is to show of a verdict that depends on how something is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// What the rule's verdict says.
    Verdict,
    /// That some code breaks.
    Fails,
    /// That some code does not.
    Works,
}

/// The code of one consumer.
#[derive(Clone, Debug)]
pub struct Section {
    /// What it is to show of the source verdict.
    pub shows: Shows,
    /// Why the cloud of the tests cannot show the wire verdict, where it cannot.
    pub unseen: Option<String>,
    /// The body of a function.
    pub code: String,
}

/// Reads `tests/witness`: `// == rule`, `// == rule (fails)`, `// == rule [unseen: why]`, then code.
pub fn read() -> BTreeMap<String, Vec<Section>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("witness");
    let mut sections: BTreeMap<String, Vec<Section>> = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the witnesses").flatten() {
        let text = fs::read_to_string(entry.path()).expect("a text");
        for part in text.split("\n// == ").skip(1) {
            let (head, code) = part.split_once('\n').expect("code behind the head");
            let (id, section) = section(head, code);
            sections.entry(id).or_default().push(section);
        }
    }
    sections
}

fn section(head: &str, code: &str) -> (String, Section) {
    let (head, unseen) = match head.split_once(" [unseen: ") {
        Some((head, why)) => (head, Some(why.trim_end_matches(']').to_owned())),
        None => (head, None),
    };
    let (id, shows) = match head.split_once(' ') {
        None => (head, Shows::Verdict),
        Some((id, "(fails)")) => (id, Shows::Fails),
        Some((id, "(works)")) => (id, Shows::Works),
        Some(other) => panic!("a head that is not understood: {other:?}"),
    };
    (id.to_owned(), Section { shows, unseen, code: code.to_owned() })
}
