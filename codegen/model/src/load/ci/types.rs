//! Loads shared types in schemas of Cloud Infinite: containers and enumerations.

use super::common::{doc, lost_members};
use super::groups;
use super::member;
use super::traits::expected;
use super::vocabulary as spec;
use crate::diagnostic::Diagnostics;
use crate::load::context::MemberContext;
use crate::load::duplicates::{add_value, is_duplicate_type};
use crate::load::names;
use crate::model::{Enum, EnumValue, Location, Service, Shape};
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
    let mut shape = Shape { name: wire_name, unit, doc, members, callback, expected, span, ..Shape::default() };
    shape.incomplete = lost_members(element, spec::CONTAINER, shape.members.len());
    groups::read(element, &mut shape, diagnostics);
    service.shapes.insert(name.value, shape);
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
