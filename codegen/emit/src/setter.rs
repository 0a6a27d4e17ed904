//! Setters: one for each member of an input.

use codegen_model::Location;

use crate::attributes::{comment, condition, deprecated};
use crate::code::code;
use crate::member::Described;

/// Prints a setter for each member but labels, which constructors take.
pub fn setters(members: &[Described<'_>], out: &mut String) {
    let settable = members.iter().filter(|described| described.member.location != Location::Label);
    settable.for_each(|described| setter(described, out));
}

fn setter(described: &Described<'_>, out: &mut String) {
    let Described { member, doc, ty, feature } = described;
    let (name, field, argument, set) = (&member.setter, &member.rust_name, ty.argument(), ty.set());
    let summary = doc.iter().position(String::is_empty).unwrap_or(doc.len());
    let fallback = if summary == 0 { format!("    /// Sets `{}`.\n", member.name) } else { String::new() };
    let wire = match &member.rust {
        Some(_) => format!("    ///\n    /// `{}` on the wire.\n", member.name),
        None => String::new(),
    };
    let (doc, deprecated) = (comment("    ", &doc[..summary]), deprecated("    ", member.deprecated.as_deref()));
    let condition = condition("    ", feature.as_deref());
    let allow = if member.deprecated.is_some() { "    #[allow(deprecated)]\n" } else { "" };
    code!(
        out,
        "
{doc}{fallback}{wire}{condition}{deprecated}{allow}    pub fn {name}(mut self, value: {argument}) -> Self {{
        self.{field}{set};
        self
    }}
"
    );
}
