//! An edit: one difference between two outlines.

use crate::change::ChangeKind;
use crate::facet::{Facet, Flow, Kind};
use crate::outline::Node;
use crate::value::Value;
use codegen_model::source::Span;

/// One difference.
#[derive(Clone, Debug)]
pub struct Edit<'n, 'm> {
    /// How the item or the facet changed.
    pub change: ChangeKind,
    /// The facet; `None` if the item as a whole changed.
    pub facet: Option<Facet>,
    /// The path of the item, in the names of the base: `ims/2020-12-29/ImageModeration/request/FileUrl`.
    pub place: String,
    /// The item's ancestors, from the outermost, in the head if they exist there.
    pub ancestors: Vec<&'n Node<'m>>,
    /// The item in the base.
    pub base: Option<&'n Node<'m>>,
    /// The item in the head.
    pub head: Option<&'n Node<'m>>,
    /// The nearest ancestor that exists in both, in the base and in the head. Only the crate has none.
    pub parents: Option<(&'n Node<'m>, &'n Node<'m>)>,
    /// Where a removed item was in the head: at the sibling before it. `None` if there is none in the same file.
    pub was: Option<Span>,
    /// The other type of a move, a split or a merge, as part of a sentence.
    pub other: Option<String>,
    /// The directions in which the item travels on either side.
    pub flow: Flow,
    /// The index of the edit that explains this one.
    pub cause: Option<usize>,
    /// Whether the cause explains this edit completely: apart from new names, the values are equal.
    pub only_names: bool,
}

impl<'n, 'm> Edit<'n, 'm> {
    /// Returns the kind of the item.
    pub fn kind(&self) -> Kind {
        self.node().map_or(Kind::Crate, |node| node.kind)
    }

    /// Returns the item in the head, or in the base if it was removed.
    pub fn node(&self) -> Option<&'n Node<'m>> {
        self.head.or(self.base)
    }

    /// Returns the facet's value in the base.
    pub fn before(&self) -> Option<String> {
        self.base?.facet(self.facet?).map(ToString::to_string)
    }

    /// Returns the facet's value in the head.
    pub fn after(&self) -> Option<String> {
        self.head?.facet(self.facet?).map(ToString::to_string)
    }

    /// Returns the positions of the nearest ancestor that exists in both.
    pub fn near(&self) -> (Span, Span) {
        self.parents.map_or((Span::NOWHERE, Span::NOWHERE), |(base, head)| (base.span, head.span))
    }

    /// Returns the facet's values if both sides have one.
    pub fn facet_values(&self) -> Option<(&'n Value<'m>, &'n Value<'m>)> {
        let facet = self.facet?;
        self.base?.facet(facet).zip(self.head?.facet(facet))
    }

    /// Returns the item's names in the base and in the head.
    pub fn names(&self) -> (&'n str, &'n str) {
        let name = |node: Option<&'n Node<'m>>| node.map_or("", |node| &*node.key);
        (name(self.base), name(self.head))
    }

    /// Returns the item itself or its nearest ancestor of this kind.
    pub fn around(&self, kind: Kind) -> Option<&'n Node<'m>> {
        let own = self.node().filter(|node| node.kind == kind);
        own.or_else(|| self.ancestors.iter().rev().copied().find(|node| node.kind == kind))
    }
}
