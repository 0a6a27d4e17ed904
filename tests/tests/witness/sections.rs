//! Reads the witnesses: files of sections, each headed by the rule that it witnesses.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What a section shows of the source verdict. For `may break`, some sections must break and others must not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The rule's verdict, fine or breaks.
    Verdict,
    /// Code that breaks.
    Fails,
    /// Code that does not break.
    Works,
    /// The verdict that manifests break, which name features. The code compiles with every feature.
    Manifest,
}

/// The code of one consumer.
#[derive(Clone, Debug)]
pub struct Section {
    /// What the section shows of the source verdict.
    pub shows: Shows,
    /// Why the mock server cannot show the wire verdict; `None` if it can.
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
            let (head, code) = part.split_once('\n').expect("code after the head");
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
        Some((id, "(manifest)")) => (id, Shows::Manifest),
        Some(other) => panic!("invalid head of a section: {other:?}"),
    };
    (id.to_owned(), Section { shows, unseen, code: code.to_owned() })
}
