//! Builders of processing rules: a table of the runtime's macro `rules!` for each kind.

use super::items::Items;
use super::{docs, facts};
use codegen_model::{Range, RuleKind, RuleParam, RulePart, RuleType, Service};

/// The builder of a kind of rule.
pub fn rules(kind: &RuleKind, service: &Service, items: &mut Items) {
    let mut doc = docs::lines(&kind.doc);
    for example in &kind.examples {
        doc.extend([String::new(), format!("On the wire: {}.", docs::code(&example.rule))]);
    }
    doc.extend(kind.page.iter().flat_map(|page| [String::new(), facts::page_link(page)]));
    doc.extend(params_of(&kind.head));
    let parts: String = kind.parts.iter().map(|part| self::part(part, service)).collect();
    let head = format!("{} {:?} [{}]", kind.rust_name, kind.head.form, list(&kind.head.params, service));
    items.text(format!("tencentcloud_runtime::rules! {{\n{}    {head} {{\n{parts}    }}\n}}\n", comments(&doc, 4)));
}

fn part(part: &RulePart, service: &Service) -> String {
    let mut doc = docs::lines(&part.doc);
    doc.extend(params_of(part));
    doc.extend([String::new(), format!("{} on the wire.", docs::code(&part.form))]);
    let line = format!("{} {:?} [{}],\n", part.rust_name, part.form, list(&part.params, service));
    format!("{}        {line}", comments(&doc, 8))
}

/// A list of the parameters with what they mean.
fn params_of(part: &RulePart) -> Vec<String> {
    let described = part.params.iter().filter(|param| !param.doc.is_empty());
    let lines = described.map(|param| format!("- `{}`: {}", param.rust_name, docs::line(&param.doc)));
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() { lines } else { [vec![String::new()], lines].concat() }
}

fn comments(lines: &[String], indent: usize) -> String {
    let line = |line: &String| format!("{:indent$}/// {line}", "").trim_end().to_owned() + "\n";
    lines.iter().map(line).collect()
}

fn list(params: &[RuleParam], service: &Service) -> String {
    let one = |param: &RuleParam| format!("{}: {}", param.rust_name, kind(&param.ty, service));
    params.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn kind(ty: &RuleType, service: &Service) -> String {
    match ty {
        RuleType::Integer(range) => format!("Integer({})", ends(range)),
        RuleType::Float(range) => format!("Float({})", ends(range)),
        RuleType::Word => "Word(String)".to_owned(),
        RuleType::Enum(name) => {
            let name = service.enums.get(name).map_or(name, |found| &found.rust_name);
            format!("Word(crate::{}::{name})", service.module)
        }
        RuleType::Base64(most) => format!("Base64({})", most.map_or("usize::MAX".to_owned(), |most| most.to_string())),
    }
}

fn ends(range: &Range) -> String {
    let end = |value: Option<i64>, open: &str| value.map_or(open.to_owned(), |value| value.to_string());
    format!("{}, {}", end(range.min, "i64::MIN"), end(range.max, "i64::MAX"))
}
