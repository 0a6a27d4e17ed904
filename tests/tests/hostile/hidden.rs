//! Hidden characters at every place of a schema that holds text, raw and as escapes: a person's are errors with their place,
//! upstream's are removed with a warning.

use codegen_emit::{Options, emit};
use codegen_model::Loaded;
use codegen_model::diagnostic::{Code, Level};

use crate::support::slots::{fill, slots};
use crate::support::{Schemas, crate_check, lines, root, small};

/// Directional marks, invisible characters, tags, selectors, private use, controls.
const HIDDEN: &str =
    "\u{202e}\u{2066}\u{200f}\u{61c}\u{ad}\u{2060}\u{200b}\u{feff}\u{e0041}\u{fe0f}\u{e000}\u{fdd0}\u{85}\u{2028}\u{7}";

fn has_error(loaded: &Loaded) -> bool {
    loaded.findings.iter().any(|found| found.code == Code::HIDDEN_CHARACTER && found.level == Level::Error)
}

#[test]
fn every_text_of_a_schema_is_checked() {
    for files in small::halves() {
        let schemas = Schemas::of(&files);
        for (path, content) in &files {
            for (index, slot) in slots(path, content).iter().enumerate() {
                let c = HIDDEN.chars().nth(index % HIDDEN.chars().count()).expect("a character");
                // XML does not allow these in any form, and TOML and JSON only as escapes.
                let c = if c.is_control() || c == '\u{fdd0}' { '\u{202e}' } else { c };
                schemas.write(path, fill(content, &[slot], &format!("x{c}y")));
                let loaded = schemas.load();
                assert!(has_error(&loaded), "{c:?} at {slot:?}: {:?}", lines(&loaded));
            }
            schemas.write(path, content);
        }
        assert!(schemas.load().findings.is_empty());
    }
}

#[test]
fn escapes_and_comments_are_checked() {
    let (descriptor, types, manifest) =
        (small::file(small::DESCRIPTOR), small::file(small::TYPES), small::file(small::MANIFEST));
    for c in HIDDEN.chars() {
        let number = u32::from(c);
        let json: String = c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect();
        let of_json = descriptor.replacen("\"description\": \"", &format!("\"description\": \"{json}"), 1);
        let of_toml = manifest.replacen("description = \"", &format!("description = \"\\U{number:08x}"), 1);
        let mut cases = vec![(small::DESCRIPTOR, of_json), (small::MANIFEST, of_toml)];
        if !c.is_control() || number > 0x1f {
            cases.push((small::TYPES, types.replacen("<doc>", &format!("<doc>&#x{number:x};"), 1)));
            cases.push((small::TYPES, types.replacen("<types>", &format!("<types><!-- {c} -->"), 1)));
            cases.push((small::MANIFEST, format!("# {c}\n{manifest}")));
        }
        for (path, text) in cases {
            let loaded = Schemas::small_with(path, &text).load();
            assert!(has_error(&loaded) && loaded.model.is_none(), "U+{number:04X} in {path}: {:?}", lines(&loaded));
        }
    }
}

#[test]
fn guides_are_checked() {
    let manifest = small::file(small::MANIFEST);
    let manifest = manifest.replacen("module = \"tiny\"\n", "module = \"tiny\"\nguide = \"guide.md\"\n", 1);
    let schemas = Schemas::small_with(small::MANIFEST, manifest);
    schemas.write("guide.md", "# Guide\n\nan emoji \u{26a0}\u{fe0f}\n");
    assert!(schemas.check().findings.is_empty(), "{:?}", lines(&schemas.load()));
    schemas.write("guide.md", "# Guide\n\nmoc.\u{202e}elpmaxe\n");
    assert_eq!(lines(&schemas.load()), ["TC0109 guide.md:3:5 hidden character U+202E"]);
}

#[test]
fn a_finding_marks_the_character() {
    let loaded = Schemas::small_with(small::TYPES, "<types>\n  <!-- a\u{2067}b\u{2067}\u{2067} -->\n</types>").load();
    let found: Vec<_> = lines(&loaded).into_iter().filter(|line| line.starts_with("TC0109")).collect();
    assert_eq!(found, [format!("TC0109 {}:2:9 hidden character U+2067", small::TYPES)], "one for a line");
}

#[test]
fn in_published_metadata_they_are_removed_with_a_warning() {
    let demo = root().join("tests/golden/published/schemas/demo/api.json");
    let text = std::fs::read_to_string(demo).expect("metadata");
    let plain = Schemas::of(&[("demo/api.json", &text)]);
    let begins = format!("\"document\": \"{}\\u202e", HIDDEN.replace('\u{7}', ""));
    let hidden = text.replace("\"document\": \"", &begins);
    // Some have no text.
    let hidden = hidden.replace(&format!("{begins}\""), "\"document\": \"\"");
    // A name, too: it is the same as the name without the character.
    let hidden = hidden.replacen("\"name\": \"", "\"name\": \"\u{200b}", 1);
    let hidden = Schemas::of(&[("demo/api.json", &hidden)]);
    let load = |schemas: &Schemas| codegen_model::load_published(&schemas.path(), &["demo/api.json".to_owned()]);
    let (plain, hidden) = (load(&plain), load(&hidden));
    let warnings = hidden.findings.iter().filter(|found| found.code == Code::HIDDEN_CHARACTER);
    assert!(warnings.clone().count() > 5);
    assert!(warnings.clone().all(|found| found.level == Level::Warning && found.message.ends_with("; it is removed")));
    let trees =
        [plain, hidden].map(|loaded| emit(&loaded.model.expect("a model"), &Options::default()).expect("a crate"));
    trees.iter().for_each(crate_check::check);
    let names = |at: usize| trees[at].iter().map(|(path, _)| path).collect::<Vec<_>>();
    assert_eq!(names(0), names(1));
    // A separator became a line break; everything else is as before.
    let words = |at: usize| {
        let text =
            trees[at].iter().map(|(_, content)| String::from_utf8_lossy(content).into_owned()).collect::<String>();
        text.split_whitespace().filter(|word| *word != "///").map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(words(0), words(1));
}
