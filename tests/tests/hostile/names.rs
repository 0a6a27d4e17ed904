//! Every place at which a schema has a text, with texts that want to be something else: a path, code, a quote, a
//! doctest, a keyword, very long.

use std::collections::BTreeMap;

use crate::support::slots::{Slot, fill, slots};
use crate::support::{Schemas, findings_are_sound, lines, small};

/// Texts that somewhere mean something else than text. What would be code in the output has the marker.
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
    // Words of Rust, and names that generated code has already.
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
fn the_small_set_is_fine() {
    let loaded = Schemas::of(&small::files()).check();
    assert!(loaded.findings.is_empty(), "{:?}", lines(&loaded));
}

#[test]
fn no_text_becomes_anything_else_half_of_them() {
    TEXTS.iter().step_by(2).for_each(|text| at_every_place(text));
}

#[test]
fn no_text_becomes_anything_else_the_other_half() {
    TEXTS.iter().skip(1).step_by(2).for_each(|text| at_every_place(text));
}

#[test]
fn long_texts_are_only_texts() {
    for text in ["X-".repeat(5_000), "名PWNED!() ".repeat(1_000)] {
        at_every_place(&text);
    }
}

/// Puts `text` at each place in turn, and at all places together that have let it pass, so that one crate shows them
/// all.
fn at_every_place(text: &str) {
    for files in small::halves() {
        let half = Half { schemas: Schemas::of(&files), files: files.into_iter().collect() };
        let slots = half.files.iter().flat_map(|(path, content)| slots(path, content));
        let passed: Vec<_> = slots.filter(|slot| half.with(std::slice::from_ref(slot), text, loads)).collect();
        half.together(&passed, text);
    }
}

/// Half of the small set, on the disk and in memory.
struct Half {
    schemas: Schemas,
    files: BTreeMap<&'static str, String>,
}

impl Half {
    /// Checks the crate with `text` at all of the places; at fewer, where it may not be at all of them at once, as a
    /// name that must be there once.
    fn together(&self, slots: &[Slot], text: &str) {
        let check = |schemas: &Schemas| {
            println!("{:?} at {slots:?}", text.chars().take(40).collect::<String>());
            loads(schemas).then(|| schemas.check()).is_some()
        };
        if !self.with(slots, text, check) && slots.len() > 1 {
            let (some, others) = slots.split_at(slots.len() / 2);
            self.together(some, text);
            self.together(others, text);
        }
    }

    /// What `look` sees while `text` is at the places.
    fn with<T>(&self, slots: &[Slot], text: &str, look: impl FnOnce(&Schemas) -> T) -> T {
        let at = |path: &str| slots.iter().filter(|slot| slot.path == path).collect::<Vec<_>>();
        let touched = || self.files.iter().filter(|(path, _)| !at(path).is_empty());
        touched().for_each(|(path, content)| self.schemas.write(path, fill(content, &at(path), text)));
        let seen = look(&self.schemas);
        touched().for_each(|(path, content)| self.schemas.write(path, content));
        seen
    }
}

fn loads(schemas: &Schemas) -> bool {
    let loaded = schemas.load();
    findings_are_sound(&loaded);
    loaded.model.is_some()
}
