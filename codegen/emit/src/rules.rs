//! Builders of processing rules: a table of the runtime's macro `rules!` for each kind.

use codegen_model::{RuleKind, RuleParam, RulePart, RuleType, Service};

use crate::attributes::{comment, found_by};
use crate::code::code;
use crate::scope::Scope;
use crate::table::bounds;
use crate::{docs, facts};

/// Prints the builder of a kind of rule.
pub fn rules(kind: &RuleKind, scope: &Scope<'_>, out: &mut String) {
    let (service, mut doc) = (scope.service(), scope.docs(&kind.doc));
    for example in &kind.examples {
        doc.extend([String::new(), format!("Example: {}.", docs::code(&example.rule))]);
    }
    doc.extend(kind.page.iter().flat_map(|page| [String::new(), facts::page_link(page)]));
    doc.extend(params_of(&kind.head));
    let (name, form, params) = (&kind.rust_name, &kind.head.form, params(&kind.head.params, service));
    let parts: String = kind.parts.iter().map(|found| part(found, scope)).collect();
    code!(
        out,
        "
tencentcloud_runtime::rules! {{
{}{}    {name} {form:?} [{params}] {{
{parts}    }}
}}
",
        comment("    ", &doc),
        found_by("    ", &kind.search_words, service)
    );
}

fn part(part: &RulePart, scope: &Scope<'_>) -> String {
    let mut doc = scope.docs(&part.doc);
    doc.extend(params_of(part));
    doc.extend([String::new(), format!("Written as {}.", docs::code(&part.form))]);
    let params = params(&part.params, scope.service());
    format!("{}        {} {:?} [{params}],\n", comment("        ", &doc), part.rust_name, part.form)
}

/// A list of the parameters with their documentation.
fn params_of(part: &RulePart) -> Vec<String> {
    let described = part.params.iter().filter(|param| !param.doc.is_empty());
    let lines: Vec<_> = described.map(|param| format!("- `{}`: {}", param.rust_name, docs::line(&param.doc))).collect();
    if lines.is_empty() { lines } else { [vec![String::new()], lines].concat() }
}

fn params(params: &[RuleParam], service: &Service) -> String {
    let param = |param: &RuleParam| format!("{}: {}", param.rust_name, ty(&param.ty, service));
    params.iter().map(param).collect::<Vec<_>>().join(", ")
}

fn ty(ty: &RuleType, service: &Service) -> String {
    match ty {
        RuleType::Integer(range) => format!("Integer({})", bounds(*range)),
        RuleType::Flag => "Flag()".to_owned(),
        RuleType::Float(range) => format!("Float({})", bounds(*range)),
        RuleType::Word => "Word(String)".to_owned(),
        RuleType::Enum(name) => {
            let name = service.enums.get(name).map_or(name, |found| &found.rust_name);
            format!("Word(crate::{}::{name})", service.module)
        }
        RuleType::Base64(max) => format!("Base64({})", max.map_or("usize::MAX".to_owned(), |max| max.to_string())),
    }
}
