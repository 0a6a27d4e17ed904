//! Knows every part of the model that can change, and lays it out as one tree of things with facets, so that two models
//! can be compared without knowing what they are of.
//!
//! Each structure of the model is taken apart here by name and without `..`: what the model gains does not compile until it
//! has a facet, or is left out on purpose.

mod operation;
mod rule;
mod service;
mod shape;
mod usage;

use std::borrow::Cow;

use super::facet::{Facet, Flow, Kind, Value};
use codegen_model::source::Span;
use codegen_model::{Model, Package};

/// A thing, what is said of it, and what it consists of.
#[derive(Clone, Debug)]
pub struct Node<'m> {
    /// What it is.
    pub kind: Kind,
    /// What it is called among its siblings.
    pub key: Cow<'m, str>,
    /// Which way it travels.
    pub flow: Flow,
    /// Where it is described.
    pub span: Span,
    /// What is said of it, by facet.
    pub facets: Vec<(Facet, Value<'m>)>,
    /// What it consists of.
    pub children: Vec<Node<'m>>,
}

impl<'m> Node<'m> {
    fn new(kind: Kind, key: impl Into<Cow<'m, str>>, flow: Flow, span: Span) -> Self {
        Self { kind, key: key.into(), flow, span, facets: Vec::new(), children: Vec::new() }
    }

    /// What is said of it in this respect.
    pub fn facet(&self, facet: Facet) -> Option<&Value<'m>> {
        self.facets.iter().find(|(known, _)| *known == facet).map(|(_, value)| value)
    }

    /// The text that is said of it in this respect; empty where there is none.
    pub fn text(&self, facet: Facet) -> &str {
        match self.facet(facet) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    fn yes(&mut self, facet: Facet, flag: bool) -> &mut Self {
        self.value(facet, flag.then_some(Value::Yes))
    }

    /// A text; an empty one says nothing.
    fn says(&mut self, facet: Facet, text: impl Into<Cow<'m, str>>) -> &mut Self {
        let text = text.into();
        self.value(facet, (!text.is_empty()).then_some(Value::Text(text)))
    }

    fn maybe(&mut self, facet: Facet, text: Option<&'m str>) -> &mut Self {
        self.value(facet, text.map(|text| Value::Text(text.into())))
    }

    /// Texts whose order means nothing.
    fn set(&mut self, facet: Facet, texts: impl IntoIterator<Item = impl Into<Cow<'m, str>>>) -> &mut Self {
        let mut texts: Vec<_> = texts.into_iter().map(Into::into).collect();
        texts.sort_unstable();
        self.value(facet, (!texts.is_empty()).then_some(Value::Set(texts)))
    }

    fn value(&mut self, facet: Facet, value: Option<Value<'m>>) -> &mut Self {
        self.facets.extend(value.map(|value| (facet, value)));
        self
    }
}

/// The whole model as a tree.
pub fn outline(model: &Model) -> Node<'_> {
    let Model { package, services } = model;
    // The verdict is compared with the version; the repository is not part of the API.
    let Package { name, version: _, description, repository: _, span } = package;
    let mut root = Node::new(Kind::Crate, "", Flow::Neither, *span);
    root.says(Facet::Name, name).says(Facet::Doc, description);
    root.children = service::services(services);
    root
}

/// A path or form without the names of what stands in its braces: these are only seen by who writes the schema.
fn without_names(path: &str) -> String {
    let mut parts = path.split('{');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (label, rest) = part.split_once('}').unwrap_or((part, ""));
        plain.push_str(if label.ends_with('+') { "{+}" } else { "{}" });
        plain.push_str(rest);
    }
    plain
}
