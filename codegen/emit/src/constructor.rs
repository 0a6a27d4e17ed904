//! Constructors of operations: one for each HTTP binding, with its labels and the member that it requires as arguments.

use codegen_model::rust_names::RuntimeItem;
use codegen_model::{HttpBinding, Member, Operation, Protocol};

use crate::attributes::comment;
use crate::code::code;
use crate::member::MemberType;
use crate::scope::Scope;

const NEW: &str = "Returns a request with no members set.";
const NEW_WITH_ARGUMENTS: &str = "Returns a request with only these members set.";
const RULE: &str = "Returns a request to use as a processing rule.";

/// Prints the constructors of an operation.
pub fn constructors(operation: &Operation, scope: &Scope<'_>, out: &mut String) {
    match &operation.protocol {
        Protocol::Action => without_arguments("new", &[NEW.to_owned()], out),
        Protocol::Rest { bindings, .. } => {
            for (index, binding) in bindings.iter().enumerate() {
                let name = if index == 0 { "new" } else { binding.constructor.as_deref().unwrap_or("new") };
                of_binding(name, binding, operation, scope, out);
            }
        }
    }
    if operation.rule {
        without_arguments("rule", &[RULE.to_owned()], out);
    }
}

fn of_binding(name: &str, binding: &HttpBinding, operation: &Operation, scope: &Scope<'_>, out: &mut String) {
    let members = members(binding, operation);
    let has_arguments = !members.is_empty() || operation.streams_body;
    let mut doc = scope.docs(&binding.doc);
    if doc.is_empty() {
        doc.push(if has_arguments { NEW_WITH_ARGUMENTS } else { NEW }.to_owned());
    }
    match has_arguments {
        true => with_arguments(name, &doc, &members, operation.streams_body, scope, out),
        false => without_arguments(name, &doc, out),
    }
}

fn without_arguments(name: &str, doc: &[String], out: &mut String) {
    code!(
        out,
        "
{}    #[inline]
    pub fn {name}() -> Self {{
        Self::default()
    }}
",
        comment("    ", doc)
    );
}

fn with_arguments(name: &str, doc: &[String], members: &[&Member], body: bool, scope: &Scope<'_>, out: &mut String) {
    let typed =
        members.iter().map(|member| format!("{}: {}", member.rust_name, MemberType::of(member, scope).argument()));
    let typed = typed.chain(body.then(|| format!("body: impl Into<{}>", scope.runtime(RuntimeItem::Body))));
    let fields = members.iter().map(|member| format!("            {0}: Some({0}.into()),\n", member.rust_name));
    let fields = fields.chain(body.then(|| "            body: body.into(),\n".to_owned()));
    let (arguments, fields) = (typed.collect::<Vec<_>>().join(", "), fields.collect::<String>());
    code!(
        out,
        "
{}    #[inline]
    pub fn {name}({arguments}) -> Self {{
        Self {{
{fields}            ..Self::default()
        }}
    }}
",
        comment("    ", doc)
    );
}

/// The members that are arguments of a binding's constructor.
fn members<'o>(binding: &'o HttpBinding, operation: &'o Operation) -> Vec<&'o Member> {
    let names = binding.labels().chain(binding.requires.as_deref());
    names.filter_map(|name| operation.input.member(name)).collect()
}
