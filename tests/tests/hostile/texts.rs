//! Hostile texts at every place of a schema that holds text: paths, code, quotes, doctests, keywords, very long texts.

use std::collections::BTreeMap;

use crate::support::slots::{Slot, fill, slots};
use crate::support::{Schemas, assert_findings_are_sound, lines, small};

/// Texts with a special meaning somewhere. Texts that could become code in the output contain the marker.
const TEXTS: &[&str] = &[
    "",
    " ",
    "_",
    "-",
    ".",
    "1",
    "-1",
    "1a",
    "a b",
    "a-b",
    "a.b",
    "类型",
    "é",
    // Rust keywords, and names that generated code already has.
    "type",
    "crate",
    "Self",
    "std",
    "new",
    "registry",
    "runtime",
    "testing",
    "default",
    "String",
    // Paths.
    "../../x",
    "..",
    "/etc/passwd",
    "C:\\x",
    "a/b\\c",
    "aux",
    // Out of a string, an attribute, a comment, a template, a line.
    "\"; PWNED!(); //",
    "\\\"; PWNED!(); //",
    "'; PWNED!(); '",
    "*/ PWNED!() /*",
    "x\nPWNED!();\n",
    "x\r\nPWNED!();\r",
    "x\rPWNED!();",
    "x\u{2028}PWNED!();",
    "x\u{85}PWNED!();",
    "\"]\nPWNED!{}\n#[doc = \"",
    "\"\n[dependencies]\nPWNED = \"1\"\n[x]\nx = \"",
    "{{ PWNED }}{% PWNED %}",
    "r#PWNED!()",
    "${PWNED!()}",
    "\0PWNED!()",
    "PWNED!()\u{7f}\u{1b}[31m",
    "\u{202e}PWNED!()\u{2066}",
    // Doctests and HTML in documentation.
    "`\n\n```\nPWNED!()\n```\n`",
    "`\n\n    PWNED!()\n\n`",
    "```rust\nPWNED!()\n```",
    "~~~\nPWNED!()\n~~~",
    "- ~~~\n  PWNED!()",
    "-      PWNED!()",
    "1.      PWNED!()",
    ">     PWNED!()",
    "x\n\n\tPWNED!()",
    "<script>PWNED!()</script>",
    "\\<script>PWNED!()</script>",
    "\\\\<script>PWNED!()</script>",
    "<!-- PWNED!() -->",
    "&lt;b&gt;",
    "[PWNED!()](javascript:PWNED!())",
    "https://x/)](javascript:PWNED!())",
    "https://example.com/a b\nPWNED!()",
    "[`PWNED`]: x",
];

#[test]
fn the_small_set_is_valid() {
    let loaded = Schemas::of(&small::files()).check();
    assert!(loaded.findings.is_empty(), "{:?}", lines(&loaded));
}

#[test]
fn texts_stay_texts_first_half() {
    TEXTS.iter().step_by(2).for_each(|text| check_at_every_slot(text));
}

#[test]
fn texts_stay_texts_second_half() {
    TEXTS.iter().skip(1).step_by(2).for_each(|text| check_at_every_slot(text));
}

#[test]
fn long_texts_stay_texts() {
    for text in ["X-".repeat(5_000), "名PWNED!() ".repeat(1_000)] {
        check_at_every_slot(&text);
    }
}

/// Puts `text` into each slot in turn. Then puts it into all slots that accepted it, and checks one crate with all of them.
fn check_at_every_slot(text: &str) {
    for files in small::halves() {
        let half = Half { schemas: Schemas::of(&files), files: files.into_iter().collect() };
        let slots = half.files.iter().flat_map(|(path, content)| slots(path, content));
        let accepted: Vec<_> = slots.filter(|slot| half.with(std::slice::from_ref(slot), text, loads)).collect();
        half.check_together(&accepted, text);
    }
}

/// Half of the small set, on disk and in memory.
struct Half {
    schemas: Schemas,
    files: BTreeMap<&'static str, String>,
}

impl Half {
    /// Checks the crate with `text` in all slots. Splits the slots if the text is not valid in all of them at once, such as
    /// a name that must be unique.
    fn check_together(&self, slots: &[Slot], text: &str) {
        let check = |schemas: &Schemas| {
            println!("{:?} at {slots:?}", text.chars().take(40).collect::<String>());
            loads(schemas).then(|| schemas.check()).is_some()
        };
        if !self.with(slots, text, check) && slots.len() > 1 {
            let (some, others) = slots.split_at(slots.len() / 2);
            self.check_together(some, text);
            self.check_together(others, text);
        }
    }

    /// Calls `inspect` while `text` is in the slots, and restores the files.
    fn with<T>(&self, slots: &[Slot], text: &str, inspect: impl FnOnce(&Schemas) -> T) -> T {
        let at = |path: &str| slots.iter().filter(|slot| slot.path == path).collect::<Vec<_>>();
        let touched = || self.files.iter().filter(|(path, _)| !at(path).is_empty());
        touched().for_each(|(path, content)| self.schemas.write(path, fill(content, &at(path), text)));
        let outcome = inspect(&self.schemas);
        touched().for_each(|(path, content)| self.schemas.write(path, content));
        outcome
    }
}

fn loads(schemas: &Schemas) -> bool {
    let loaded = schemas.load();
    assert_findings_are_sound(&loaded);
    loaded.model.is_some()
}
