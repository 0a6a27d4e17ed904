//! Lays out a model as a tree of items with facets, so that two models can be compared without knowing their types.
//!
//! Each structure of the model is destructured here without `..`: a new field of the model does not compile until it
//! becomes a facet or is ignored explicitly.

mod node;
mod operation;
mod path;
mod rule;
mod service;
mod shape;
mod usage;

pub use node::Node;

use crate::facet::{Facet, Flow, Kind};
use codegen_model::{Package, Service};

/// Returns the package and some services of a model as a tree.
pub fn outline<'m>(package: &'m Package, services: &[&'m Service]) -> Node<'m> {
    // The version is compared with the verdict; the repository is not part of the API.
    let Package { name, version: _, description, repository: _, span } = package;
    let mut root = Node::new(Kind::Crate, "", Flow::Neither, *span);
    root.add_text(Facet::Name, name).add_text(Facet::Doc, description);
    root.children = service::services(services);
    root
}
