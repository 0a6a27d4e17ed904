//! Applies entries that state facts about an existing target.

use super::common::{allow_facts, description, groups, page, set, sites};
use super::keys::{ENUM_FACTS, MEMBER_FACTS, OPERATION_FACTS, REQUIRED_KEYS, SERVICE_FACTS, SHAPE_FACTS};
use super::target::{self, Owner, Target};
use super::{errors, merge, operation};
use crate::diagnostic::{Code, Diagnostics};
use crate::load::constraints::{self, report_type_mismatch, type_mismatch};
use crate::load::names;
use crate::load::parameter::{self, Kind};
use crate::model::{Format, Member, Overlaid, Service, Type};
use crate::source::Span;
use crate::syntax::fields::{Fields, Spanned, one_of};
use crate::syntax::json::Node;

/// Applies the facts of an entry.
pub(super) fn apply(entry: &Fields<'_>, path: &Spanned<String>, service: &mut Service, diagnostics: &mut Diagnostics) {
    if entry.keys().all(|key| REQUIRED_KEYS.contains(&&*key.text)) {
        diagnostics.error(Code::OVERLAY_WITHOUT_EFFECT, path.span, "the entry has no effect: it states no facts");
    }
    let target = target::find(path, service, diagnostics);
    if let Some(target) = &target {
        record(entry, &target.spans(service), service);
    }
    match target {
        Some(Target::Service) => {
            allow_facts(entry, SERVICE_FACTS, "is about a service", diagnostics);
            description(entry, &mut service.doc, diagnostics);
            page(entry, &mut service.page, diagnostics);
            sites(entry, &mut service.sites, diagnostics);
            errors::apply(entry, service, diagnostics);
        }
        Some(Target::Operation(index)) => {
            allow_facts(entry, OPERATION_FACTS, "is about an action", diagnostics);
            operation::apply(entry, index, service, diagnostics);
        }
        Some(Target::Enum(name)) => {
            allow_facts(entry, ENUM_FACTS, "is about an enumeration", diagnostics);
            if let Some(found) = service.enums.get_mut(&name) {
                description(entry, &mut found.doc, diagnostics);
            }
        }
        Some(Target::Shape(owner)) => {
            allow_facts(entry, SHAPE_FACTS, "is about a shape", diagnostics);
            if let Some(shape) = owner.shape_mut(service) {
                description(entry, &mut shape.doc, diagnostics);
                groups(entry, shape, diagnostics);
            }
        }
        Some(Target::Member(owner, name)) => {
            allow_facts(entry, MEMBER_FACTS, "is about a member", diagnostics);
            member(entry, &owner, &name, service, diagnostics);
        }
        None => {}
    }
}

/// Records where the overlay states the facts of these items.
fn record(entry: &Fields<'_>, items: &[Span], service: &mut Service) {
    for key in entry.keys().filter(|key| !REQUIRED_KEYS.contains(&&*key.text)) {
        let span = entry.get(&key.text).map_or(key.span, |node| node.span);
        service.overlaid.extend(items.iter().map(|item| Overlaid { item: *item, fact: key.text.to_string(), span }));
    }
}

fn member(entry: &Fields<'_>, owner: &Owner, name: &str, service: &mut Service, diagnostics: &mut Diagnostics) {
    if let Some(shape) = entry.string("shape", diagnostics) {
        name_inline_shape(&shape, owner, name, service, diagnostics);
    } else if let Some(node) = entry.get("free").filter(|_| parameter::is_free(entry, diagnostics)) {
        free(node, owner, name, service, diagnostics);
    }
    let Some(member) = owner.shape_mut(service).and_then(|shape| shape.member_mut(name)) else { return };
    description(entry, &mut member.doc, diagnostics);
    if let Some(name) = entry.string("rust", diagnostics).filter(|name| names::check_field(name, diagnostics)) {
        set(&mut member.rust, Some(name.value), "Rust name", name.span, diagnostics);
    }
    sites(entry, &mut member.sites, diagnostics);
    ty(entry, member, diagnostics);
    constraints(entry, member, diagnostics);
    if let Some(required) = entry.boolean("required", diagnostics) {
        (member.enforced, member.output_required) = (required, None);
    }
    for (key, slot) in [("required", &mut member.required), ("sensitive", &mut member.sensitive)] {
        if let (Some(value), Some(node)) = (entry.boolean(key, diagnostics), entry.get(key)) {
            set(slot, value, key, node.span, diagnostics);
        }
    }
}

fn name_inline_shape(
    shape: &Spanned<String>,
    owner: &Owner,
    name: &str,
    service: &mut Service,
    diagnostics: &mut Diagnostics,
) {
    let ty = owner.shape(service).and_then(|shape| shape.member(name)).map(|member| member.ty.clone());
    match ty {
        Some(Type::Shape(inline)) if inline.contains('.') => {
            let is_named =
                names::check_shape(shape, diagnostics) && merge::name_shape(&inline, shape, service, diagnostics);
            let member = owner.shape_mut(service).and_then(|shape| shape.member_mut(name));
            if let Some(member) = member.filter(|_| is_named) {
                member.ty = Type::Shape(shape.value.clone());
            }
        }
        Some(Type::Shape(known)) => {
            let message = format!("the entry has no effect: the object already has the shape `{known}`");
            diagnostics.error(Code::OVERLAY_WITHOUT_EFFECT, shape.span, message);
        }
        _ => {
            diagnostics.error(Code::INVALID_CONSTRAINT, shape.span, format!("`{name}` is not an object"));
        }
    }
}

/// Makes an object free. Upstream must publish it without members.
fn free(node: &Node, owner: &Owner, name: &str, service: &mut Service, diagnostics: &mut Diagnostics) {
    let ty = owner.shape(service).and_then(|shape| shape.member(name)).map(|member| member.ty.clone());
    let shape = if let Some(Type::Shape(shape)) = &ty { service.shapes.get(shape) } else { None };
    match (ty, shape.map(|shape| shape.members.is_empty())) {
        (Some(Type::Shape(inline)), Some(true)) if inline.contains('.') => {
            service.shapes.remove(&inline);
            if let Some(member) = owner.shape_mut(service).and_then(|shape| shape.member_mut(name)) {
                member.ty = Type::Object;
            }
        }
        (Some(Type::Object), _) => {
            let message = format!("the entry has no effect: `{name}` is already free");
            diagnostics.error(Code::OVERLAY_WITHOUT_EFFECT, node.span, message);
        }
        (_, members) => {
            let reason = if members.is_some() { "its members are listed" } else { "it is not an object" };
            diagnostics.error(Code::INVALID_CONSTRAINT, node.span, format!("`{name}` cannot be free: {reason}"));
        }
    }
}

fn ty(entry: &Fields<'_>, member: &mut Member, diagnostics: &mut Diagnostics) {
    if let Some(word) = entry.string("type", diagnostics) {
        match one_of(&word, parameter::TYPES, diagnostics) {
            Some(Kind::Scalar(scalar)) => {
                set(&mut member.ty, Type::Scalar(scalar, Format::Plain), "type", word.span, diagnostics);
            }
            Some(_) => {
                diagnostics.error(Code::INVALID_CONSTRAINT, word.span, "only the type of a scalar can be corrected");
            }
            None => {}
        }
    }
    let Type::Scalar(scalar, _) = member.ty else { return };
    if let Some(word) = entry.string("format", diagnostics)
        && let Some(format) = parameter::format_of(&word, scalar, diagnostics)
    {
        set(&mut member.ty, Type::Scalar(scalar, format), "format", word.span, diagnostics);
    }
    if let Some(name) = entry.string("enum", diagnostics) {
        set(&mut member.ty, Type::Enum(name.value), "enumeration", name.span, diagnostics);
    }
}

fn constraints(entry: &Fields<'_>, member: &mut Member, diagnostics: &mut Diagnostics) {
    if let Some(node) = constraint(entry, "range", member, diagnostics) {
        set(&mut member.range, constraints::range(node, diagnostics), "range", node.span, diagnostics);
    }
    if let Some(node) = constraint(entry, "length", member, diagnostics) {
        set(&mut member.length, constraints::range(node, diagnostics), "length", node.span, diagnostics);
    }
    if constraint(entry, "pattern", member, diagnostics).is_some()
        && let Some(pattern) = entry.string("pattern", diagnostics)
    {
        set(&mut member.chars, constraints::pattern(&pattern, diagnostics), "pattern", pattern.span, diagnostics);
    }
    if let Some(node) = entry.get("default") {
        set(&mut member.default, Some(node.to_json().to_string()), "default", node.span, diagnostics);
    }
    if let Some(text) = entry.string("deprecated", diagnostics) {
        set(&mut member.deprecated, Some(text.value), "deprecation", text.span, diagnostics);
    }
}

/// Returns a constraint of an entry. Reports a constraint that the type of the member does not allow.
fn constraint<'a>(
    entry: &Fields<'a>,
    key: &str,
    member: &Member,
    diagnostics: &mut Diagnostics,
) -> Option<&'a Node<'a>> {
    let node = entry.get(key)?;
    let Some(expected) = type_mismatch(member, key) else { return Some(node) };
    report_type_mismatch(member, key, expected, node.span, diagnostics);
    None
}
