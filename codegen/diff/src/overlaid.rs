//! Finds where an overlay states a fact, so that a change of the fact points at the overlay instead of the descriptor.

use std::collections::HashMap;

use crate::facet::Facet;
use crate::finding::Finding;
use codegen_model::source::Span;
use codegen_model::{Model, Overlaid};

/// The facts that a model's overlays state, by the span of the item.
pub struct Facts<'m>(HashMap<Span, Vec<&'m Overlaid>>);

impl<'m> Facts<'m> {
    /// Collects the facts of a model.
    pub fn of(model: &'m Model) -> Self {
        let mut facts: HashMap<Span, Vec<&Overlaid>> = HashMap::new();
        for fact in model.services.iter().flat_map(|service| &service.overlaid) {
            facts.entry(fact.item).or_default().push(fact);
        }
        Self(facts)
    }

    /// Returns the span of the overlay's fact about a facet of an item; the span of the item if there is none.
    fn span(&self, item: Span, facet: Facet) -> Span {
        let facts = self.0.get(&item).into_iter().flatten();
        let stated = facts.rev().find(|fact| keys(facet).contains(&fact.fact.as_str()));
        stated.map_or(item, |fact| fact.span)
    }
}

/// Lets a finding point at the overlays of both sides.
pub fn point(finding: &mut Finding, base: &Facts<'_>, head: &Facts<'_>) {
    if let Some(facet) = finding.facet {
        finding.base = base.span(finding.base, facet);
        finding.head = head.span(finding.head, facet);
    }
}

/// Returns the keys of an overlay that decide a facet.
fn keys(facet: Facet) -> &'static [&'static str] {
    match facet {
        Facet::Doc => &["description", "deprecated"],
        Facet::Page => &["page"],
        Facet::Sites => &["sites"],
        Facet::RustName | Facet::Setter => &["rust"],
        Facet::Type => &["type", "format", "enum", "shape", "free"],
        Facet::Required | Facet::Answered => &["required"],
        Facet::Range => &["range"],
        Facet::Length => &["length"],
        Facet::Characters => &["pattern"],
        Facet::Default => &["default"],
        Facet::Sensitive => &["sensitive"],
        Facet::Deprecated | Facet::Status => &["deprecated"],
        Facet::OneOf => &["one_of"],
        Facet::SomeOf => &["some_of"],
        Facet::Together => &["together"],
        Facet::Repeatable => &["idempotent"],
        Facet::Events => &["events"],
        Facet::Examples => &["examples"],
        Facet::Response => &["response"],
        _ => &[],
    }
}
