//! Structures: a type with public fields, and a builder if an operation takes it.

use codegen_model::Shape;
use codegen_model::resolve::REST;
use codegen_model::rust_names::RuntimeItem;

use crate::attributes::{comment, condition, deprecated, found_by};
use crate::code::code;
use crate::member::Described;
use crate::scope::Scope;
use crate::{alternatives, callback, facts, setter, table};

/// Prints a structure that is not an operation.
pub fn structure(shape: &Shape, scope: &Scope<'_>, out: &mut String) {
    if let Some(by) = &shape.by {
        return alternatives::alternatives(shape, by, scope, out);
    }
    let mut doc = scope.docs(&shape.doc);
    if doc.is_empty() {
        doc.push(format!("`{}` of the service `{}`.", shape.name, scope.service().name));
    }
    doc.extend(facts::groups(shape).flat_map(|group| [String::new(), group]));
    let members = Described::all(&shape.members, scope);
    Definition { shape, doc: &doc, members: &members, search_words: &[], deprecated: None, body: false }
        .print(scope, out);
    if shape.in_input {
        builder(shape, &members, out);
    }
    callback::posted(shape, scope, out);
    table::shape(shape, scope, out);
}

fn builder(shape: &Shape, members: &[Described<'_>], out: &mut String) {
    let name = &shape.rust_name;
    code!(
        out,
        "
impl {name} {{
    /// Returns a value with no members set.
    #[inline]
    pub fn new() -> Self {{
        Self::default()
    }}
"
    );
    setter::setters(members, out);
    out.push_str("}\n");
}

/// The definition of a type.
pub struct Definition<'d> {
    /// The structure.
    pub shape: &'d Shape,
    /// Its documentation.
    pub doc: &'d [String],
    /// Its members.
    pub members: &'d [Described<'d>],
    /// The words by which people search for it.
    pub search_words: &'d [String],
    /// Why not to use it any more.
    pub deprecated: Option<&'d str>,
    /// Whether it has the bytes of an object beside its members.
    pub body: bool,
}

impl Definition<'_> {
    /// Prints the type.
    pub fn print(&self, scope: &Scope<'_>, out: &mut String) {
        let (name, doc, deprecated) = (&self.shape.rust_name, comment("", self.doc), deprecated("", self.deprecated));
        let found_by = found_by("", self.search_words, scope.service());
        let (open, close) =
            if self.members.is_empty() && !self.body && !self.shape.open { ("{}", "") } else { ("{", "}\n") };
        code!(
            out,
            "
{doc}{found_by}{deprecated}#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct {name} {open}
"
        );
        self.members.iter().for_each(|member| field(member, self.shape.in_input, out));
        if self.shape.open {
            let object = scope.runtime(RuntimeItem::Object);
            code!(
                out,
                "    /// The members that this crate does not describe, or that a feature would.\n    pub {REST}: {object},\n"
            );
        }
        if self.body {
            code!(out, "    /// The request body.\n    pub body: {},\n", scope.runtime(RuntimeItem::Body));
        }
        out.push_str(close);
    }
}

fn field(described: &Described<'_>, is_input: bool, out: &mut String) {
    let Described { member, doc, ty, feature } = described;
    let (name, facts) = (&member.rust_name, facts::of_member(member, is_input));
    let gap = if doc.is_empty() { "" } else { "    ///\n" };
    let (doc, deprecated) = (comment("    ", doc), deprecated("    ", member.deprecated.as_deref()));
    let condition = condition("    ", feature.as_deref());
    code!(
        out,
        "\
{doc}{gap}    /// {facts}
{condition}{deprecated}    pub {name}: {ty},
"
    );
}
