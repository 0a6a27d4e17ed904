//! Naming inline structures: two that get the same name must be the same, and become one.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::fields::At;
use crate::model::{Member, Service, Shape, Type};

/// Names the inline structure `inline`.
pub(super) fn name_shape(inline: &str, name: &At<String>, service: &mut Service, diagnostics: &mut Diagnostics) {
    match (service.shapes.get(inline), service.shapes.get(&name.value)) {
        (Some(new), Some(known)) => {
            if let Some(difference) = difference(new, known, service) {
                let message = format!("`{inline}` is not the same as the shape `{}`: {difference}", name.value);
                diagnostics.error(Code::OVERLAY_SHAPES_DIFFER, name.span, message).label(known.span, "the shape");
                return;
            }
            service.shapes.retain(|other, _| other != inline && !is_below(other, inline));
            rename_types(inline, &name.value, service);
        }
        (Some(_), None) => {
            let moved: Vec<_> =
                service.shapes.keys().filter(|other| *other == inline || is_below(other, inline)).cloned().collect();
            for old in moved {
                let new = format!("{}{}", name.value, &old[inline.len()..]);
                rename(&old, &new, service);
            }
        }
        (None, _) => {}
    }
}

fn is_below(name: &str, outer: &str) -> bool {
    name.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'))
}

fn rename(old: &str, new: &str, service: &mut Service) {
    if let Some(mut shape) = service.shapes.remove(old) {
        shape.name = new.to_owned();
        service.shapes.insert(new.to_owned(), shape);
    }
    rename_types(old, new, service);
}

fn rename_types(old: &str, new: &str, service: &mut Service) {
    let members = service.all_shapes_mut().flat_map(|shape| &mut shape.members);
    for member in members.filter(|member| member.ty == Type::Shape(old.to_owned())) {
        member.ty = Type::Shape(new.to_owned());
    }
}

/// The first thing in which two structures differ for a program; documentation and samples may. Structures may contain
/// themselves: each pair is compared once.
fn difference<'s>(a: &'s Shape, b: &'s Shape, service: &'s Service) -> Option<String> {
    let mut seen = BTreeSet::new();
    let mut open = vec![(a, b)];
    while let Some((a, b)) = open.pop() {
        if a.name == b.name || !seen.insert((&a.name, &b.name)) {
            continue;
        }
        if let Some(extra) = a.members.iter().find(|member| b.member(&member.name).is_none()) {
            return Some(format!("only the former has `{}`", extra.name));
        }
        if let Some(extra) = b.members.iter().find(|member| a.member(&member.name).is_none()) {
            return Some(format!("only the latter has `{}`", extra.name));
        }
        let pairs = || a.members.iter().filter_map(|member| Some((member, b.member(&member.name)?)));
        if let Some(found) = pairs().find_map(|(a, b)| member_difference(a, b, service)) {
            return Some(found);
        }
        open.extend(pairs().filter_map(|(a, b)| Some((shape_of(a, service)?, shape_of(b, service)?))));
    }
    None
}

fn shape_of<'s>(member: &Member, service: &'s Service) -> Option<&'s Shape> {
    if let Type::Shape(name) = &member.ty { service.shapes.get(name) } else { None }
}

fn member_difference(a: &Member, b: &Member, service: &Service) -> Option<String> {
    // The facts of the named one may have been refined by entries in between; what the descriptor can say counts.
    if a.list != b.list {
        Some(format!("`{}` is a list in one of them only", a.name))
    } else if a.required != b.required {
        Some(format!("`{}` is required in one of them only", a.name))
    } else if kind(&a.ty, service) != kind(&b.ty, service) {
        Some(format!("`{}` has another type", a.name))
    } else {
        None
    }
}

fn kind(ty: &Type, service: &Service) -> String {
    match ty {
        Type::Scalar(scalar, _) => format!("{scalar:?}"),
        Type::Enum(name) if service.enums.get(name).is_some_and(|e| e.integer) => "Integer".to_owned(),
        Type::Enum(_) => "String".to_owned(),
        Type::Shape(_) => "Shape".to_owned(),
    }
}
