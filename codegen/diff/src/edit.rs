//! Knows what an edit is: one thing or facet that is not the same in two outlines.

use super::facet::{Facet, Flow, Kind};
use super::how::ChangeKind;
use super::outline::Node;
use codegen_model::source::Span;

/// One difference.
#[derive(Clone, Debug)]
pub struct Edit<'n, 'm> {
    /// ChangeKind it changed.
    pub how: ChangeKind,
    /// The facet; `None` where the thing as a whole changed.
    pub facet: Option<Facet>,
    /// Where: `ims/2020-12-29/ImageModeration/request/FileUrl`, by the names of the base.
    pub place: String,
    /// The things on the way to it, from the outermost. In the head where they are there.
    pub way: Vec<&'n Node<'m>>,
    /// The thing as it was.
    pub base: Option<&'n Node<'m>>,
    /// The thing as it is.
    pub head: Option<&'n Node<'m>>,
    /// Where the nearest thing around it is that both have: in the base and in the head.
    pub near: (Span, Span),
    /// Which way it travels on either side.
    pub flow: Flow,
    /// The edit that this one is an echo of.
    pub claimed: Option<usize>,
    /// Whether it says nothing that the claim does not: with the new names in it, it is what it was.
    pub same: bool,
}

impl<'n, 'm> Edit<'n, 'm> {
    /// What changed.
    pub fn kind(&self) -> Kind {
        self.node().map_or(Kind::Crate, |node| node.kind)
    }

    /// The thing as it is or, where it is gone, was.
    pub fn node(&self) -> Option<&'n Node<'m>> {
        self.head.or(self.base)
    }

    /// The facet's value before.
    pub fn before(&self) -> Option<String> {
        self.base?.facet(self.facet?).map(ToString::to_string)
    }

    /// The facet's value after.
    pub fn after(&self) -> Option<String> {
        self.head?.facet(self.facet?).map(ToString::to_string)
    }

    /// What the thing was and is called.
    pub fn names(&self) -> (&'n str, &'n str) {
        let name = |node: Option<&'n Node<'m>>| node.map_or("", |node| &*node.key);
        (name(self.base), name(self.head))
    }

    /// The nearest thing of this kind around it, or itself.
    pub fn around(&self, kind: Kind) -> Option<&'n Node<'m>> {
        self.node()
            .filter(|node| node.kind == kind)
            .or_else(|| self.way.iter().rev().copied().find(|node| node.kind == kind))
    }
}
