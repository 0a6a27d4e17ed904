//! Applies entries that add a named type, a member or an opaque action.

use super::common::{page, search_words, sites};
use super::target;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::context::MemberContext;
use crate::load::duplicates::{add_value, is_duplicate_type};
use crate::load::{descriptor, names, parameter};
use crate::model::{Enum, EnumValue, Response, Service, Shape};
use crate::syntax::fields::{Fields, Spanned, one_of};
use crate::syntax::json::{Node, Value};

/// The keys of `define`.
pub const DEFINE_KEYS: &[&str] = &["description", "members", "enum", "type"];
/// The keys of an enumeration's value.
pub const VALUE_KEYS: &[&str] = &["value", "name", "description"];

/// Adds the shape or enumeration `target`.
pub(super) fn define(
    entry: &Fields<'_>,
    target: &Spanned<String>,
    service: &mut Service,
    diagnostics: &mut Diagnostics,
) {
    let Some(node) = entry.get("define") else { return };
    let Some(fields) = Fields::open(node, DEFINE_KEYS, diagnostics) else { return };
    if !names::check_shape(target, diagnostics) || is_duplicate_type(target, service, diagnostics) {
        return;
    }
    match (fields.get("members"), fields.get("enum")) {
        (Some(_), None) => shape(&fields, target, service, diagnostics),
        (None, Some(_)) => enumeration(&fields, target, service, diagnostics),
        _ => {
            diagnostics.error(Code::MISSING_KEY, node.span, "expected either `members` or `enum` in a definition");
        }
    }
}

fn shape(fields: &Fields<'_>, name: &Spanned<String>, service: &mut Service, diagnostics: &mut Diagnostics) {
    let mut context = MemberContext::new(service, 0, name.value.clone());
    let members = parameter::members(fields.list("members", diagnostics), &mut context, diagnostics);
    let doc = fields.text("description", diagnostics);
    let shape = Shape { name: name.value.clone(), doc, members, span: name.span, ..Shape::default() };
    service.shapes.insert(name.value.clone(), shape);
}

fn enumeration(fields: &Fields<'_>, name: &Spanned<String>, service: &mut Service, diagnostics: &mut Diagnostics) {
    let kind = fields.string("type", diagnostics);
    let integer = kind.and_then(|word| one_of(&word, &[("string", false), ("integer", true)], diagnostics));
    let mut values = Vec::new();
    for node in fields.list("enum", diagnostics) {
        if let Some(value) = value(node, integer.unwrap_or(false), diagnostics) {
            add_value(&mut values, value, diagnostics);
        }
    }
    let found = Enum {
        name: name.value.clone(),
        doc: fields.text("description", diagnostics),
        integer: integer.unwrap_or(false),
        values,
        span: name.span,
        ..Enum::default()
    };
    service.enums.insert(name.value.clone(), found);
}

fn value(node: &Node, integer: bool, diagnostics: &mut Diagnostics) -> Option<EnumValue> {
    let fields = Fields::open(node, VALUE_KEYS, diagnostics)?;
    let word = fields.required("value", diagnostics)?;
    let text = match &word.value {
        Value::String(text) if !integer => text.to_string(),
        Value::Number(text) if integer => (*text).to_owned(),
        _ => {
            let expected = if integer { "a number" } else { "a string" };
            let message = format!("expected {expected}, found {}", word.describe());
            let report = diagnostics.error(Code::WRONG_TYPE, word.span, message);
            report.help("write strings, or numbers if the definition has `\"type\": \"integer\"`");
            return None;
        }
    };
    let name = fields.string("name", diagnostics).filter(|name| names::check_shape(name, diagnostics));
    let doc = fields.text("description", diagnostics);
    Some(EnumValue { value: text, doc, name: name.map(|name| name.value), span: word.span, ..EnumValue::default() })
}

/// Adds the member `target`.
pub(super) fn add(entry: &Fields<'_>, target: &Spanned<String>, service: &mut Service, diagnostics: &mut Diagnostics) {
    let Some((owner, name)) = target::find_parent(target, service, diagnostics) else { return };
    let Some(shape) = owner.shape(service) else { return };
    if let Some(first) = shape.member(&name) {
        let message = format!("the entry has no effect: `{}` already exists", target.value);
        diagnostics
            .error(Code::OVERLAY_WITHOUT_EFFECT, target.span, message)
            .label(first.span, "defined here")
            .help("remove the entry, or keep only the facts that upstream lacks");
        return;
    }
    let owner_name = shape.name.clone();
    let Some(node) = entry.get("add") else { return };
    let keys: Vec<_> = parameter::KEYS.iter().copied().filter(|key| *key != "name").collect();
    let Some(fields) = Fields::open(node, &keys, diagnostics) else { return };
    let name = Spanned { value: name, span: target.span };
    if !names::check_member(&name, diagnostics) {
        return;
    }
    let mut context = MemberContext::new(service, 0, owner_name);
    if let Some(member) = parameter::member(&fields, name, &mut context, diagnostics)
        && let Some(shape) = owner.shape_mut(service)
    {
        shape.members.push(member);
    }
}

/// Adds the action `target`, whose parameters are not published: its input and output are JSON objects.
pub(super) fn opaque(
    entry: &Fields<'_>,
    target: &Spanned<String>,
    service: &mut Service,
    diagnostics: &mut Diagnostics,
) {
    if entry.boolean("opaque", diagnostics) == Some(false) {
        diagnostics
            .error(Code::OVERLAY_WITHOUT_EFFECT, target.span, "`opaque` cannot be `false`")
            .help("remove the key");
    }
    if !names::check_operation(target, diagnostics) {
        return;
    }
    if let Some(first) = service.operation(&target.value) {
        let message = format!("the entry has no effect: the parameters of `{}` are known", target.value);
        diagnostics
            .error(Code::OVERLAY_WITHOUT_EFFECT, target.span, message)
            .label(first.span, "defined here")
            .help("remove `opaque` from the entry");
        return;
    }
    let mut operation = descriptor::operation(target.clone(), Response::Object);
    operation.doc = entry.text("description", diagnostics);
    operation.idempotent = entry.boolean("idempotent", diagnostics);
    page(entry, &mut operation.page, diagnostics);
    search_words(entry, &mut operation.search_words, diagnostics);
    sites(entry, &mut operation.sites, diagnostics);
    service.operations.push(operation);
}
