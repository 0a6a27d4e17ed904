//! Loads shared types in schemas of Cloud Infinite: containers, alternatives and enumerations.

use super::common::{doc, lost_members};
use super::groups;
use super::member;
use super::traits::expected;
use super::vocabulary as spec;
use crate::diagnostic::Diagnostics;
use crate::load::context::MemberContext;
use crate::load::duplicates::{add_value, is_duplicate_type, report_duplicate};
use crate::load::names;
use crate::model::{Enum, EnumValue, Location, Member, Service, Shape, Type};
use crate::syntax::fields::{Spanned, one_of};
use crate::syntax::xml::Element;

/// Loads a file of shared types.
pub(super) fn types(root: Element<'_, '_>, unit: usize, service: &mut Service, diagnostics: &mut Diagnostics) {
    for element in root.children() {
        let Some(name) = element.required("name", diagnostics) else { continue };
        if !names::check_shape(&name, diagnostics) || is_duplicate_type(&name, service, diagnostics) {
            continue;
        }
        match element.name() {
            "container" => container(element, name, unit, service, diagnostics),
            "alternatives" => alternatives(element, name, unit, service, diagnostics),
            "enum" => enumeration(element, name, unit, service, diagnostics),
            // An unknown element, which has been reported. It may be a misspelt type.
            _ => service.incomplete = true,
        }
    }
}

fn container(
    element: Element<'_, '_>,
    name: Spanned<String>,
    unit: usize,
    service: &mut Service,
    diagnostics: &mut Diagnostics,
) {
    let element = element.open(spec::CONTAINER, diagnostics);
    let mut members = Vec::new();
    let mut context = MemberContext::new(service, unit, name.value.clone());
    for child in element.all("member") {
        member::member(child, Location::Body, &mut members, &mut context, diagnostics);
    }
    let doc = doc(element, diagnostics);
    let callback = element.flag("callback", diagnostics);
    let expected = expected(element, diagnostics);
    let (span, wire_name) = (name.span, name.value.clone());
    let open = element.flag("open", diagnostics);
    let mut shape = Shape { name: wire_name, unit, doc, members, callback, expected, open, span, ..Shape::default() };
    shape.incomplete = lost_members(element, spec::CONTAINER, shape.members.len());
    groups::read(element, &mut shape, diagnostics);
    service.shapes.insert(name.value, shape);
}

/// Loads structures that a member tells apart. Each is a member, named by its value.
fn alternatives(
    element: Element<'_, '_>,
    name: Spanned<String>,
    unit: usize,
    service: &mut Service,
    diagnostics: &mut Diagnostics,
) {
    let element = element.open(spec::ALTERNATIVES, diagnostics);
    let by = element.required("by", diagnostics).filter(|by| names::check_member(by, diagnostics));
    let mut members: Vec<Member> = Vec::new();
    for child in element.all("alternative") {
        let child = child.open(spec::ALTERNATIVE, diagnostics);
        let (Some(value), Some(shape)) = (child.required("value", diagnostics), child.required("shape", diagnostics))
        else {
            continue;
        };
        if let Some(first) = members.iter().find(|member| member.name == value.value) {
            report_duplicate("alternative", &value.value, value.span, first.span, diagnostics);
            continue;
        }
        let rust = child.attribute("rust").filter(|name| names::check_shape(name, diagnostics)).map(|name| name.value);
        let (ty, doc, span) = (Type::Shape(shape.value), child.text(), value.span);
        members.push(Member { name: value.value, rust, ty, doc, span, ..Member::default() });
    }
    // Without the member, the alternatives would be a structure of their own.
    service.incomplete |= by.is_none();
    let (doc, by, span) = (doc(element, diagnostics), by.map(|by| by.value), name.span);
    service
        .shapes
        .insert(name.value.clone(), Shape { name: name.value, unit, doc, members, by, span, ..Shape::default() });
}

fn enumeration(
    element: Element<'_, '_>,
    name: Spanned<String>,
    unit: usize,
    service: &mut Service,
    diagnostics: &mut Diagnostics,
) {
    let element = element.open(spec::ENUM, diagnostics);
    let integer =
        element.attribute("type").and_then(|word| one_of(&word, &[("String", false), ("Integer", true)], diagnostics));
    let mut values: Vec<EnumValue> = Vec::new();
    for value in element.all("value") {
        let value = value.open(spec::VALUE, diagnostics);
        let Some(word) = value.required("name", diagnostics) else { continue };
        let rust = value.attribute("rust").filter(|name| names::check_shape(name, diagnostics)).map(|name| name.value);
        let (doc, span) = (value.text(), word.span);
        let value = EnumValue { value: word.value, doc, name: rust, rust_name: String::new(), span };
        add_value(&mut values, value, diagnostics);
    }
    let doc = doc(element, diagnostics);
    let found = Enum {
        name: name.value.clone(),
        unit,
        doc,
        integer: integer.unwrap_or(false),
        values,
        rust_name: String::new(),
        span: name.span,
    };
    service.enums.insert(name.value, found);
}
