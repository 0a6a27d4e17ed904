//! Entries that bring something new: a named type, or a member.

use super::common::page;
use super::target;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::parameter::{self, MemberContext};
use crate::load::taken::is_taken;
use crate::load::{descriptor, names};
use crate::model::{Enum, EnumValue, Response, Service, Shape};
use crate::syntax::fields::{Fields, Spanned, one_of};
use crate::syntax::json::{Node, Value};

/// The keys of `define`.
pub const DEFINE_KEYS: &[&str] = &["description", "members", "enum", "type"];
/// The keys of a value of an enumeration.
pub const VALUE_KEYS: &[&str] = &["value", "name", "description"];

/// Defines the shape or enumeration that `target` names.
pub(super) fn define(
    entry: &Fields<'_>,
    target: &Spanned<String>,
    service: &mut Service,
    diagnostics: &mut Diagnostics,
) {
    let Some(node) = entry.get("define") else { return };
    let Some(fields) = Fields::open(node, DEFINE_KEYS, diagnostics) else { return };
    if !names::check_shape(target, diagnostics) || is_taken(target, service, diagnostics) {
        return;
    }
    match (fields.get("members"), fields.get("enum")) {
        (Some(_), None) => shape(&fields, target, service, diagnostics),
        (None, Some(_)) => enumeration(&fields, target, service, diagnostics),
        _ => {
            diagnostics.error(Code::MISSING_KEY, node.span, "a definition has either `members` or `enum`");
        }
    }
}

fn shape(fields: &Fields<'_>, name: &Spanned<String>, service: &mut Service, diagnostics: &mut Diagnostics) {
    let mut place = MemberContext { service, unit: 0, owner: name.value.clone(), depth: 0 };
    let members = parameter::members(fields.list("members", diagnostics), &mut place, diagnostics);
    let doc = fields.text("description", diagnostics);
    let shape = Shape { name: name.value.clone(), doc, members, span: name.span, ..Shape::default() };
    service.shapes.insert(name.value.clone(), shape);
}

fn enumeration(fields: &Fields<'_>, name: &Spanned<String>, service: &mut Service, diagnostics: &mut Diagnostics) {
    let kind = fields.string("type", diagnostics);
    let integer = kind.and_then(|word| one_of(&word, &[("string", false), ("integer", true)], diagnostics));
    let nodes = fields.list("enum", diagnostics);
    let found = Enum {
        name: name.value.clone(),
        doc: fields.text("description", diagnostics),
        integer: integer.unwrap_or(false),
        values: nodes.iter().filter_map(|node| value(node, integer.unwrap_or(false), diagnostics)).collect(),
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
            let wanted = if integer { "a number" } else { "a string" };
            let message = format!("a value of this enumeration is {wanted}, not {}", word.describe());
            let report = diagnostics.error(Code::WRONG_TYPE, word.span, message);
            report.help("values are strings, or numbers where the definition says `\"type\": \"integer\"`");
            return None;
        }
    };
    let name = fields.string("name", diagnostics).filter(|name| names::check_shape(name, diagnostics));
    let doc = fields.text("description", diagnostics);
    Some(EnumValue { value: text, doc, name: name.map(|name| name.value), span: word.span, ..EnumValue::default() })
}

/// Adds the member that `target` names.
pub(super) fn add(entry: &Fields<'_>, target: &Spanned<String>, service: &mut Service, diagnostics: &mut Diagnostics) {
    let Some((owner, name)) = target::find_place(target, service, diagnostics) else { return };
    let Some(shape) = owner.shape(service) else { return };
    if let Some(first) = shape.member(&name) {
        let message = format!("the entry changes nothing: `{}` is there already", target.value);
        diagnostics
            .error(Code::OVERLAY_WITHOUT_EFFECT, target.span, message)
            .label(first.span, "here")
            .help("upstream has caught up: remove the entry, or keep only the facts that upstream lacks");
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
    let mut place = MemberContext { service, unit: 0, owner: owner_name, depth: 0 };
    if let Some(member) = parameter::member(&fields, name, &mut place, diagnostics)
        && let Some(shape) = owner.shape_mut(service)
    {
        shape.members.push(member);
    }
}

/// Adds the action that `target` names, with JSON objects for what it takes and answers.
pub(super) fn opaque(
    entry: &Fields<'_>,
    target: &Spanned<String>,
    service: &mut Service,
    diagnostics: &mut Diagnostics,
) {
    if entry.boolean("opaque", diagnostics) == Some(false) {
        diagnostics.error(Code::OVERLAY_WITHOUT_EFFECT, target.span, "an action is opaque, or the entry leaves it out");
    }
    if !names::check_operation(target, diagnostics) {
        return;
    }
    if let Some(first) = service.operation(&target.value) {
        let message = format!("the parameters of `{}` are known", target.value);
        diagnostics
            .error(Code::OVERLAY_WITHOUT_EFFECT, target.span, message)
            .label(first.span, "here")
            .help("upstream has caught up: remove `opaque` from the entry");
        return;
    }
    let mut operation = descriptor::operation(target.clone(), Response::Object);
    operation.doc = entry.text("description", diagnostics);
    operation.idempotent = entry.boolean("idempotent", diagnostics);
    page(entry, &mut operation.page, diagnostics);
    service.operations.push(operation);
}
