//! Documentation comments and attributes: whole lines above an item or a member. Where there is nothing to say, no line.

use std::fmt::{Display, Formatter, Result};

use codegen_model::Service;

use crate::docs;

/// Returns lines of documentation as `///` comments.
pub fn comment<'l>(indent: &'l str, lines: &'l [String]) -> Comment<'l> {
    Comment { indent, mark: "///", lines }
}

/// Returns lines of documentation as `//!` comments.
pub fn module_comment(lines: &[String]) -> Comment<'_> {
    Comment { indent: "", mark: "//!", lines }
}

/// Comments of documentation, one for each line.
pub struct Comment<'l> {
    indent: &'l str,
    mark: &'static str,
    lines: &'l [String],
}

impl Display for Comment<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for line in self.lines {
            let space = if line.is_empty() { "" } else { " " };
            [self.indent, self.mark, space, line, "\n"].iter().try_for_each(|part| f.write_str(part))?;
        }
        Ok(())
    }
}

/// Returns the attribute of an item that people search by other words than its name. An item in a private module has none:
/// its re-export has it, because rustdoc up to 1.96 loses it on the way.
pub fn found_by<'w>(indent: &'w str, words: &'w [String], service: &Service) -> FoundBy<'w> {
    FoundBy { indent, words: if has_public_modules(service) { words } else { &[] } }
}

/// Returns the attribute of an item's re-export.
pub fn reexport_found_by(words: &[String]) -> FoundBy<'_> {
    FoundBy { indent: "", words }
}

/// Whether the modules of schema files are public: those of versions are.
pub fn has_public_modules(service: &Service) -> bool {
    service.version.is_some()
}

/// `#[doc(alias(…))]`, where there are words.
pub struct FoundBy<'w> {
    indent: &'w str,
    words: &'w [String],
}

impl Display for FoundBy<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let words: Vec<_> = self.words.iter().map(|word| format!("{word:?}")).collect();
        if words.is_empty() { Ok(()) } else { writeln!(f, "{}#[doc(alias({}))]", self.indent, words.join(", ")) }
    }
}

/// Returns the attribute of an item that needs a feature.
pub fn condition(indent: &str, feature: Option<&str>) -> String {
    feature.map(|feature| format!("{indent}#[cfg(feature = {feature:?})]\n")).unwrap_or_default()
}

/// Returns the attribute of a deprecated item.
pub fn deprecated<'n>(indent: &'n str, note: Option<&'n str>) -> Deprecated<'n> {
    Deprecated { indent, note }
}

/// `#[deprecated]`, where there is a note.
pub struct Deprecated<'n> {
    indent: &'n str,
    note: Option<&'n str>,
}

impl Display for Deprecated<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.note {
            Some(note) => writeln!(f, "{}#[deprecated(note = {:?})]", self.indent, docs::line(note)),
            None => Ok(()),
        }
    }
}
