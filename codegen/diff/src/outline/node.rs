//! The node of an outline.

use std::borrow::Cow;

use crate::facet::{Facet, Flow, Kind};
use crate::value::Value;
use codegen_model::source::Span;

/// An item with its facets and children.
#[derive(Clone, Debug)]
pub struct Node<'m> {
    /// The item's kind.
    pub kind: Kind,
    /// The item's name among its siblings.
    pub key: Cow<'m, str>,
    /// The direction in which the item travels.
    pub flow: Flow,
    /// The item's position in a schema.
    pub span: Span,
    /// The facets that have a value.
    pub facets: Vec<(Facet, Value<'m>)>,
    /// The items that this one consists of.
    pub children: Vec<Node<'m>>,
}

impl<'m> Node<'m> {
    pub(super) fn new(kind: Kind, key: impl Into<Cow<'m, str>>, flow: Flow, span: Span) -> Self {
        Self { kind, key: key.into(), flow, span, facets: Vec::new(), children: Vec::new() }
    }

    /// Returns the value of a facet.
    pub fn facet(&self, facet: Facet) -> Option<&Value<'m>> {
        self.facets.iter().find(|(known, _)| *known == facet).map(|(_, value)| value)
    }

    /// Returns the text of a facet; empty if there is none.
    pub fn text(&self, facet: Facet) -> &str {
        match self.facet(facet) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// Adds a facet if there is a value.
    pub(super) fn add(&mut self, facet: Facet, value: Option<Value<'m>>) -> &mut Self {
        self.facets.extend(value.map(|value| (facet, value)));
        self
    }

    pub(super) fn add_flag(&mut self, facet: Facet, flag: bool) -> &mut Self {
        self.add(facet, flag.then_some(Value::Flag))
    }

    /// Adds a text unless it is empty.
    pub(super) fn add_text(&mut self, facet: Facet, text: impl Into<Cow<'m, str>>) -> &mut Self {
        let text = text.into();
        self.add(facet, (!text.is_empty()).then_some(Value::Text(text)))
    }

    /// Adds a text if there is one, even an empty one.
    pub(super) fn add_optional(&mut self, facet: Facet, text: Option<&'m str>) -> &mut Self {
        self.add(facet, text.map(|text| Value::Text(text.into())))
    }

    /// Adds texts whose order does not matter.
    pub(super) fn add_set(
        &mut self,
        facet: Facet,
        texts: impl IntoIterator<Item = impl Into<Cow<'m, str>>>,
    ) -> &mut Self {
        let mut texts: Vec<_> = texts.into_iter().map(Into::into).collect();
        texts.sort_unstable();
        self.add(facet, (!texts.is_empty()).then_some(Value::Set(texts)))
    }
}
