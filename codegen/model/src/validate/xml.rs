//! Checks XML against a structure.
//!
//! The functions recurse as types do: a structure has members, and a member may be a structure.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::check::{Check, join};
use super::json::{has_body_member, names};
use super::violation::Flaw;
use crate::model::{Location, Member, Shape, Type};

impl Check<'_> {
    /// Checks a structure, whose members are the children of `element`.
    pub fn xml(&mut self, place: &str, element: Node<'_, '_>, shape: &Shape) {
        // A kind that the schema does not describe has any members.
        let Some(shape) = shape.of_kind(kind_of(element, shape), self.service) else { return };
        let shape = &*shape;
        if let Some(text) = shape.member("#text") {
            return self.text_value(place, element.text().unwrap_or_default(), text);
        }
        let mut found: BTreeMap<&str, Vec<Node<'_, '_>>> = BTreeMap::new();
        for child in element.children().filter(Node::is_element) {
            found.entry(child.tag_name().name()).or_default().push(child);
        }
        let is_closed = !shape.open && !shape.incomplete;
        for name in found.keys().filter(|name| is_closed && !has_body_member(shape, name)) {
            self.unknown(place, name, names(shape));
        }
        for member in shape.members.iter().filter(|member| member.location == Location::Body) {
            let place = join(place, &member.name);
            let names = std::iter::once(&member.name).chain(&member.aliases);
            match names.map(String::as_str).find_map(|name| found.get(name)) {
                Some(elements) => self.xml_member(&place, elements, member),
                None if member.enforced => self.report(place, Flaw::Missing, "is required"),
                None => {}
            }
        }
        let text =
            |name: &str| found.get(name)?.first().map(|found| found.text().unwrap_or_default().trim().to_owned());
        self.conditions(place, shape, text);
        // The groups of an input may name members outside of the document: the caller checks them.
        if !place.is_empty() {
            self.groups(place, shape, |name| found.contains_key(name));
        }
    }

    fn xml_member(&mut self, place: &str, elements: &[Node<'_, '_>], member: &Member) {
        if !member.list && elements.len() > 1 {
            return self.report(place, Flaw::Type, format!("is not a list, but occurs {} times", elements.len()));
        }
        let items: Vec<_> = match &member.wrapped {
            Some(wrapped) => self.wrapped(place, elements, wrapped),
            None => elements.to_vec(),
        };
        if member.list {
            self.count(place, items.len(), member);
        }
        if member.map {
            let entries = items.iter().flat_map(|item| item.children().filter(Node::is_element));
            return entries.for_each(|entry| self.xml_value(&join(place, entry.tag_name().name()), entry, member));
        }
        for (index, item) in items.into_iter().enumerate() {
            let place = match &member.wrapped {
                Some(wrapped) => format!("{place}.{wrapped}[{index}]"),
                None if member.list => format!("{place}[{index}]"),
                None => place.to_owned(),
            };
            self.xml_value(&place, item, member);
        }
    }

    /// Returns the items of a list that an element wraps.
    fn wrapped<'a, 'i>(&mut self, place: &str, elements: &[Node<'a, 'i>], wrapped: &str) -> Vec<Node<'a, 'i>> {
        let children = elements.iter().flat_map(|element| element.children().filter(Node::is_element));
        let (items, others): (Vec<_>, Vec<_>) = children.partition(|child| child.has_tag_name(wrapped));
        for other in others {
            self.unknown(place, other.tag_name().name(), std::iter::once(wrapped));
        }
        if elements.iter().any(|element| has_text(*element)) {
            self.report(place, Flaw::Type, format!("must be elements {wrapped}, is a string"));
        }
        items
    }

    fn xml_value(&mut self, place: &str, element: Node<'_, '_>, member: &Member) {
        if let Type::Shape(name) = &member.ty {
            if let Some(shape) = self.service.shapes.get(name) {
                self.xml(place, element, shape);
            }
            return;
        }
        let text = element.text().unwrap_or_default();
        if member.ty == Type::Object {
            if !text.trim().is_empty() && !element.children().any(|child| child.is_element()) {
                self.report(place, Flaw::Type, "must be elements, is a string");
            }
            return;
        }
        if element.children().any(|child| child.is_element()) {
            return self.report(place, Flaw::Type, "must be a string without elements");
        }
        self.text_value(place, text, member);
    }
}

/// Returns the text of the member that tells which of its alternatives an element is.
pub fn kind_of<'d>(element: Node<'d, '_>, shape: &Shape) -> Option<&'d str> {
    let by = shape.by.as_ref()?;
    element.children().find(|child| child.has_tag_name(by.as_str()))?.text().map(str::trim)
}

/// Whether an element has text other than whitespace next to its children.
fn has_text(element: Node<'_, '_>) -> bool {
    element.children().filter(Node::is_text).any(|text| text.text().is_some_and(|text| !text.trim().is_empty()))
}
