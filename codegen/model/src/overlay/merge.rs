//! Names inline structures. Structures with the same name must be equal, and are merged.

use std::collections::BTreeSet;
use std::ops::Bound;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Member, Service, Shape, Type};
use crate::syntax::fields::Spanned;

/// Names the inline structure `inline`, which only one member uses. Returns whether it has that name now.
pub(super) fn name_shape(
    inline: &str,
    name: &Spanned<String>,
    service: &mut Service,
    diagnostics: &mut Diagnostics,
) -> bool {
    let Some(new) = service.shapes.get(inline) else { return false };
    let known = service.shapes.get(&name.value);
    if let Some((known, difference)) = known.and_then(|known| Some((known, difference(new, known, service)?))) {
        let message = format!("`{inline}` differs from the shape `{}`: {difference}", name.value);
        diagnostics.error(Code::OVERLAY_SHAPES_DIFFER, name.span, message).label(known.span, "shape defined here");
        return false;
    }
    let is_new = known.is_none();
    for old in with_nested(inline, service) {
        let moved = service.shapes.remove(&old).filter(|_| is_new);
        let renamed = moved.map(|shape| renamed(shape, inline, &name.value));
        service.shapes.extend(renamed.map(|shape| (shape.name.clone(), shape)));
    }
    true
}

/// Returns the names of the structure and of the inline structures nested in it, which begin with its name.
fn with_nested(inline: &str, service: &Service) -> Vec<String> {
    let from = service.shapes.range::<str, _>((Bound::Included(inline), Bound::Unbounded));
    let names = from.map(|(name, _)| name).take_while(|name| name.starts_with(inline));
    names.filter(|name| is_or_is_nested_in(name, inline)).cloned().collect()
}

fn is_or_is_nested_in(name: &str, outer: &str) -> bool {
    name.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Renames a structure, and its references to nested structures, when the outer structure `old` is renamed to `new`.
fn renamed(mut shape: Shape, old: &str, new: &str) -> Shape {
    let rename = |name: &mut String| *name = format!("{new}{}", &name[old.len()..]);
    rename(&mut shape.name);
    for member in &mut shape.members {
        if let Type::Shape(name) = &mut member.ty
            && is_or_is_nested_in(name, old)
        {
            rename(name);
        }
    }
    shape
}

/// Returns the first difference of two structures, other than documentation and examples. Structures can contain
/// themselves, so each pair is compared once.
fn difference<'s>(a: &'s Shape, b: &'s Shape, service: &'s Service) -> Option<String> {
    let mut seen = BTreeSet::new();
    let mut pending = vec![(a, b)];
    while let Some((a, b)) = pending.pop() {
        if a.name == b.name || !seen.insert((&a.name, &b.name)) {
            continue;
        }
        if let Some(extra) = a.members.iter().find(|member| b.member(&member.name).is_none()) {
            return Some(format!("only the former has the member `{}`", extra.name));
        }
        if let Some(extra) = b.members.iter().find(|member| a.member(&member.name).is_none()) {
            return Some(format!("only the latter has the member `{}`", extra.name));
        }
        let pairs = || a.members.iter().filter_map(|member| Some((member, b.member(&member.name)?)));
        if let Some(found) = pairs().find_map(|(a, b)| member_difference(a, b, service)) {
            return Some(found);
        }
        pending.extend(pairs().filter_map(|(a, b)| Some((shape_of(a, service)?, shape_of(b, service)?))));
    }
    None
}

fn shape_of<'s>(member: &Member, service: &'s Service) -> Option<&'s Shape> {
    if let Type::Shape(name) = &member.ty { service.shapes.get(name) } else { None }
}

fn member_difference(a: &Member, b: &Member, service: &Service) -> Option<String> {
    // Compares what descriptors state: earlier entries may have added other facts to the named shape.
    if a.list != b.list || a.map != b.map {
        Some(format!("`{}` is a list in only one of them", a.name))
    } else if a.required != b.required {
        Some(format!("`{}` is required in only one of them", a.name))
    } else if kind(&a.ty, service) != kind(&b.ty, service) {
        Some(format!("`{}` has different types", a.name))
    } else {
        None
    }
}

fn kind(ty: &Type, service: &Service) -> String {
    match ty {
        Type::Scalar(scalar, _) => format!("{scalar:?}"),
        Type::Enum(name) if service.enums.get(name).is_some_and(|found| found.integer) => "Integer".to_owned(),
        Type::Enum(_) => "String".to_owned(),
        Type::Shape(_) => "Shape".to_owned(),
        Type::Object => "Object".to_owned(),
    }
}
