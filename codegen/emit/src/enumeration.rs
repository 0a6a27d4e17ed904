//! Enumerations. They are open: a value that the service adds later is not an error.

use codegen_model::resolve::CATCH_ALL;
use codegen_model::{Enum, EnumValue};

use crate::attributes::comment;
use crate::code::code;
use crate::scope::Scope;
use crate::{docs, table};

/// Prints an enumeration.
pub fn enumeration(found: &Enum, scope: &Scope<'_>, out: &mut String) {
    let mut doc = scope.docs(&found.doc);
    if doc.is_empty() {
        doc.push(format!("`{}` of the service `{}`.", found.name, scope.service().name));
    }
    let (name, doc) = (&found.rust_name, comment("", &doc));
    code!(
        out,
        "
{doc}#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum {name} {{
"
    );
    found.values.iter().for_each(|value| variant(value, scope, out));
    code!(
        out,
        "    /// A value that this version of the crate does not know.
    {CATCH_ALL}(String),
}}
"
    );
    table::enumeration(found, out);
}

fn variant(value: &EnumValue, scope: &Scope<'_>, out: &mut String) {
    let mut doc = scope.docs(&value.doc);
    if doc.is_empty() {
        doc.push(format!("{}.", docs::code(&value.value)));
    }
    code!(out, "{}    {},\n", comment("    ", &doc), value.rust_name);
}
