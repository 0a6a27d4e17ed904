//! XML against a structure.

use std::collections::BTreeMap;

use codegen_model::{Location, Member, Shape, Type};
use roxmltree::Node;

use super::json::{has, names};
use super::{Check, Flaw, inside};

impl Check<'_> {
    /// A structure: the element around its members.
    pub(super) fn xml(&mut self, place: &str, element: Node<'_, '_>, shape: &Shape) {
        if let Some(text) = shape.member("#text") {
            return self.written(place, element.text().unwrap_or_default(), text);
        }
        let mut found: BTreeMap<&str, Vec<Node<'_, '_>>> = BTreeMap::new();
        for child in element.children().filter(Node::is_element) {
            found.entry(child.tag_name().name()).or_default().push(child);
        }
        for name in found.keys().filter(|name| !has(shape, name)) {
            self.unknown(place, name, names(shape));
        }
        for member in shape.members.iter().filter(|member| member.location == Location::Body) {
            let place = inside(place, &member.name);
            match found.get(member.name.as_str()) {
                Some(elements) => self.xml_member(&place, elements, member),
                None if member.required => self.report(place, Flaw::Missing, "is required"),
                None => {}
            }
        }
        // The groups of an input can name members beside the document, which its caller knows.
        if !place.is_empty() {
            self.groups(place, shape, |name| found.contains_key(name));
        }
    }

    fn xml_member(&mut self, place: &str, elements: &[Node<'_, '_>], member: &Member) {
        if !member.list && elements.len() > 1 {
            return self.report(place, Flaw::Type, format!("is no list, but is there {} times", elements.len()));
        }
        let items: Vec<_> = match &member.wrapped {
            Some(wrapped) => self.wrapped(place, elements, wrapped),
            None => elements.to_vec(),
        };
        if member.list {
            self.count(place, items.len(), member);
        }
        for (index, item) in items.into_iter().enumerate() {
            let place = if member.list { format!("{place}[{index}]") } else { place.to_owned() };
            self.xml_value(&place, item, member);
        }
    }

    /// The items of a list that has an element of its own.
    fn wrapped<'a, 'i>(&mut self, place: &str, elements: &[Node<'a, 'i>], wrapped: &str) -> Vec<Node<'a, 'i>> {
        let children = elements.iter().flat_map(|element| element.children().filter(Node::is_element));
        let (items, others): (Vec<_>, Vec<_>) = children.partition(|child| child.has_tag_name(wrapped));
        for other in others {
            self.unknown(place, other.tag_name().name(), std::iter::once(wrapped));
        }
        if elements.iter().any(|element| holds_text(*element)) {
            self.report(place, Flaw::Type, format!("must be elements {wrapped}, is text"));
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
                self.report(place, Flaw::Type, "must be elements, is a text");
            }
            return;
        }
        if element.children().any(|child| child.is_element()) {
            return self.report(place, Flaw::Type, "must be a text without elements");
        }
        self.written(place, text, member);
    }
}

/// Whether there is text beside the elements in an element, other than what indents them.
fn holds_text(element: Node<'_, '_>) -> bool {
    element.children().filter(Node::is_text).any(|text| text.text().is_some_and(|text| !text.trim().is_empty()))
}
