//! Structures: the type and its builder.

use super::items::Items;
use super::member::Described;
use super::{docs, facts, later, layout, table};
use codegen_model::{Location, Service, Shape};

/// A structure that is no operation.
pub fn structure(shape: &Shape, service: &Service, items: &mut Items) {
    let mut doc = docs::lines(&shape.doc);
    if doc.is_empty() {
        doc.push(format!("`{}` of the service `{}`.", shape.name, service.name));
    }
    doc.extend(facts::groups(shape).flat_map(|group| [String::new(), group]));
    let members = Described::all(&shape.members, service);
    definition(shape, &doc, &members, &Parts::default(), items);
    if shape.in_input {
        let new = "    /// Nothing set.\n    #[inline]\n    pub fn new() -> Self {\n        Self::default()\n    }\n";
        let methods: Vec<_> = std::iter::once(new.to_owned()).chain(setters(&members)).collect();
        items.text(layout::implementation(&shape.rust_name, &methods));
    }
    later::posted(shape, items);
    table::shape(shape, items);
}

/// What a type has beside its members.
#[derive(Default)]
pub struct Parts {
    /// Why not to use it any more.
    pub deprecated: Option<&'static str>,
    /// Whether it has the bytes of an object.
    pub body: bool,
}

/// The type itself.
pub fn definition(shape: &Shape, doc: &[String], members: &[Described<'_>], parts: &Parts, items: &mut Items) {
    let mut text = String::new();
    layout::comment(&mut text, doc, "");
    if let Some(note) = parts.deprecated {
        layout::deprecation(&mut text, note, "");
    }
    text.push_str("#[derive(Clone, Default, PartialEq)]\n#[non_exhaustive]\npub struct ");
    text.push_str(&shape.rust_name);
    if members.is_empty() && !parts.body {
        text.push_str(" {}\n");
        return items.text(text);
    }
    text.push_str(" {\n");
    for member in members {
        member.field(&mut text);
        member.mention(items);
    }
    if parts.body {
        text.push_str("    /// The bytes to send.\n    pub body: Body,\n");
        items.mention("Body");
    }
    text.push_str("}\n");
    items.text(text);
}

/// A setter for each member but labels, which constructors take.
pub fn setters<'d>(members: &'d [Described<'_>]) -> impl Iterator<Item = String> + 'd {
    members.iter().filter(|described| described.member.location != Location::Label).map(Described::setter)
}
