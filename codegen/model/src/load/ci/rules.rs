//! Loads rules of image processing in schemas of Cloud Infinite: `<rules>` with one `<rule-kind>` for each kind.

use super::common::{doc, page, search_words};
use super::vocabulary as spec;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::constraints::check_range;
use crate::load::duplicates::{is_duplicate_type, report_duplicate};
use crate::load::names;
use crate::model::{Range, RuleExample, RuleKind, RuleParam, RulePart, RuleType, Scalar, Service};
use crate::syntax::fields::{Spanned, one_of};
use crate::syntax::xml::Element;

/// Loads a file of rules.
pub(super) fn rules(root: Element<'_, '_>, unit: usize, service: &mut Service, diagnostics: &mut Diagnostics) {
    for element in root.all("rule-kind") {
        let element = element.open(spec::RULE_KIND, diagnostics);
        let Some(name) = element.required("name", diagnostics) else { continue };
        if !names::check_shape(&name, diagnostics) || is_duplicate(&name, service, diagnostics) {
            continue;
        }
        let kind = kind(element, name, unit, diagnostics);
        service.rules.push(kind);
    }
}

fn is_duplicate(name: &Spanned<String>, service: &Service, diagnostics: &mut Diagnostics) -> bool {
    let Some(first) = service.rules.iter().find(|kind| kind.name == name.value) else {
        return is_duplicate_type(name, service, diagnostics);
    };
    report_duplicate("rule kind", &name.value, name.span, first.span, diagnostics);
    true
}

fn kind(element: Element<'_, '_>, name: Spanned<String>, unit: usize, diagnostics: &mut Diagnostics) -> RuleKind {
    let head = Spanned { value: "new".to_owned(), span: name.span };
    let mut parts: Vec<RulePart> = Vec::new();
    for part in element.all("part") {
        let part = part.open(spec::PART, diagnostics);
        let Some(name) = part.required("name", diagnostics) else { continue };
        if let Some(first) = parts.iter().find(|first| first.name == name.value) {
            report_duplicate("part", &name.value, name.span, first.span, diagnostics);
        } else if names::check_member(&name, diagnostics) {
            parts.push(self::part(part, name, diagnostics));
        }
    }
    let example = |element: Element<'_, '_>| RuleExample { rule: element.text(), span: element.span() };
    RuleKind {
        unit,
        doc: doc(element, diagnostics),
        page: page(element, diagnostics),
        search_words: search_words(element, diagnostics),
        head: part(element, head, diagnostics),
        parts,
        examples: element.all("sample").map(example).collect(),
        rust_name: String::new(),
        span: name.span,
        name: name.value,
    }
}

fn part(element: Element<'_, '_>, name: Spanned<String>, diagnostics: &mut Diagnostics) -> RulePart {
    let form = element.required("form", diagnostics);
    let params: Vec<_> = element.all("param").filter_map(|element| param(element, diagnostics)).collect();
    let part = RulePart {
        doc: doc(element, diagnostics),
        form: form.as_ref().map(|form| form.value.clone()).unwrap_or_default(),
        params,
        span: name.span,
        name: name.value,
        ..RulePart::default()
    };
    if let Some(form) = form {
        check_form(&part, &form, diagnostics);
    }
    part
}

/// Checks that a form has each parameter once, in order, and separated by literal characters.
fn check_form(part: &RulePart, form: &Spanned<String>, diagnostics: &mut Diagnostics) {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "/{}!@<>_-.".contains(c);
    if form.value.is_empty() || !form.value.chars().all(is_allowed) || form.value.contains("}{") {
        diagnostics
            .error(Code::INVALID_CONSTRAINT, form.span, "invalid form of a rule")
            .help("use letters, digits, `/`, `!`, `@`, `<`, `>`, `_`, `-`, `.`, and separated parameters in braces");
    }
    let (placeholders, params): (Vec<_>, Vec<_>) =
        (part.placeholders().collect(), part.params.iter().map(|param| param.name.as_str()).collect());
    if placeholders != params {
        let message = format!("expected the parameters {} in the form, found {}", list(&params), list(&placeholders));
        diagnostics.error(Code::LABEL_MISMATCH, form.span, message);
    }
}

fn list(names: &[&str]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

fn param(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Option<RuleParam> {
    let element = element.open(spec::PARAM, diagnostics);
    let name = element.required("name", diagnostics)?;
    let word = element.required("type", diagnostics)?;
    names::check_member(&name, diagnostics);
    let range = Range { min: element.integer("min", diagnostics), max: element.integer("max", diagnostics) };
    if range != Range::default() {
        check_range(range, element.span(), diagnostics);
    }
    let max_length = element.integer("max-length", diagnostics);
    let scalar = one_of(&word, spec::PARAM_TYPES, diagnostics)?;
    let has_format = element.attribute("format").is_some_and(|word| is_format(&word, scalar, diagnostics));
    if let Some(bound) = element.attribute("min").or(element.attribute("max"))
        && has_format
    {
        diagnostics.error(Code::INVALID_CONSTRAINT, bound.span, "a parameter with a format cannot have a range");
    }
    let ty = match scalar {
        Scalar::Integer if has_format => RuleType::Flag,
        Scalar::Integer => RuleType::Integer(range),
        Scalar::Float => RuleType::Float(range),
        _ if has_format => RuleType::Base64(max_length),
        _ => element.attribute("enum").map_or(RuleType::Word, |name| RuleType::Enum(name.value)),
    };
    Some(RuleParam { name: name.value, ty, doc: element.text(), rust_name: String::new(), span: name.span })
}

/// Returns whether a parameter of the type `scalar` can have the format `word`. Reports any other format.
fn is_format(word: &Spanned<String>, scalar: Scalar, diagnostics: &mut Diagnostics) -> bool {
    let allowed: Vec<_> = spec::PARAM_FORMATS.iter().copied().filter(|(_, of)| *of == scalar).collect();
    one_of(word, &allowed, diagnostics).is_some()
}
