//! Members: a field and its setter, with what is said of both.

use super::items::Items;
use super::types::Typed;
use super::{docs, facts, layout};
use codegen_model::{Member, Service};

/// A member, what is said of it, and its type.
pub struct Described<'m> {
    pub(super) member: &'m Member,
    lines: Vec<String>,
    typed: Typed<'m>,
}

impl<'m> Described<'m> {
    /// Describes members.
    pub fn all(members: &'m [Member], service: &'m Service) -> Vec<Self> {
        let describe = |member| Self { member, lines: docs::lines(&member.doc), typed: Typed::of(member, service) };
        members.iter().map(describe).collect()
    }

    /// Takes note of what the field mentions.
    pub fn mention(&self, items: &mut Items) {
        self.typed.mention(items);
    }

    /// The field.
    pub fn field(&self, text: &mut String) {
        layout::comment(text, &self.lines, "    ");
        if !self.lines.is_empty() {
            text.push_str("    ///\n");
        }
        layout::comment(text, &[facts::of_member(self.member)], "    ");
        if let Some(note) = &self.member.deprecated {
            layout::deprecation(text, note, "    ");
        }
        layout::field(text, &self.member.rust_name, self.typed.field());
    }

    /// The setter.
    pub fn setter(&self) -> String {
        let mut text = String::with_capacity(256);
        let summary = self.lines.iter().take_while(|line| !line.is_empty()).count();
        match summary {
            0 => text.push_str(&format!("    /// Sets `{}`.\n", self.member.name)),
            summary => layout::comment(&mut text, &self.lines[..summary], "    "),
        }
        if let Some(note) = &self.member.deprecated {
            layout::deprecation(&mut text, note, "    ");
            text.push_str("    #[allow(deprecated)]\n");
        }
        let arguments = [layout::MUT_SELF, ("value: ", self.typed.argument())];
        layout::head(&mut text, &self.member.setter, &arguments, ("", "Self", ""));
        let (value, methods) = self.typed.assigned();
        layout::assignment(&mut text, &self.member.rust_name, value, methods);
        text.push_str("        self\n    }\n");
        text
    }
}
