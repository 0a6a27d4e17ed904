//! Alternatives: an enumeration of structures that a member tells apart. It is open: a kind that the schema does not describe is
//! kept with all its members.

use codegen_model::resolve::UNKNOWN;
use codegen_model::rust_names::RuntimeItem;
use codegen_model::{Shape, Type};

use crate::attributes::{comment, condition};
use crate::code::code;
use crate::member::Described;
use crate::scope::Scope;
use crate::{docs, table};

/// Prints alternatives that the member `by` tells apart.
pub fn alternatives(shape: &Shape, by: &str, scope: &Scope<'_>, out: &mut String) {
    let mut doc = scope.docs(&shape.doc);
    if doc.is_empty() {
        doc.push(format!("`{}` of the service `{}`.", shape.name, scope.service().name));
    }
    doc.extend([String::new(), format!("The member {} tells the variants apart.", docs::code(by))]);
    let (name, doc, object) = (&shape.rust_name, comment("", &doc), scope.runtime(RuntimeItem::Object));
    let members = Described::all(&shape.members, scope);
    code!(
        out,
        "
{doc}#[allow(clippy::large_enum_variant)]
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum {name} {{
"
    );
    members.iter().for_each(|member| variant(member, out));
    code!(
        out,
        "    /// Another kind, with all its members.
    {UNKNOWN}({object}),
}}
"
    );
    table::alternatives(shape, by, scope, out);
    let is_first = |index: usize| {
        let ty = |member: &Described<'_>| {
            if let Type::Shape(name) = &member.member.ty { name.clone() } else { String::new() }
        };
        !members[..index].iter().any(|other| ty(other) == ty(&members[index]))
    };
    // Two variants with one structure: a value of it may be either.
    let convertible = members.iter().enumerate().filter(|(index, _)| is_first(*index));
    convertible.for_each(|(_, member)| conversion(name, member, out));
}

fn variant(described: &Described<'_>, out: &mut String) {
    let Described { member, doc, ty, feature } = described;
    let own = [format!("{}.", docs::code(&member.name))];
    let (doc, condition) =
        (comment("    ", if doc.is_empty() { &own } else { doc }), condition("    ", feature.as_deref()));
    let item = if member.boxed { format!("Box<{}>", ty.item) } else { ty.item.to_string() };
    code!(out, "{doc}{condition}    {}({item}),\n", member.rust_name);
}

fn conversion(name: &str, described: &Described<'_>, out: &mut String) {
    let Described { member, ty, feature, .. } = described;
    let (item, variant, condition) = (ty.item, &member.rust_name, condition("", feature.as_deref()));
    let value = if member.boxed { "Box::new(value)" } else { "value" };
    code!(
        out,
        "
{condition}impl From<{item}> for {name} {{
    fn from(value: {item}) -> Self {{
        Self::{variant}({value})
    }}
}}
"
    );
}
