//! One version of a service, and what belongs to it as a whole.

use std::collections::BTreeMap;

use super::authorization::Grant;
use super::operation::Operation;
use super::rule::RuleKind;
use super::shape::{Enum, Shape};
use crate::source::Span;

/// One version of a service.
#[derive(Clone, Debug)]
pub struct Service {
    /// The module and feature of the crate: `ims`.
    pub module: String,
    /// The service's name in hosts, signatures and permissions: `ims`.
    pub name: String,
    /// The version, where the protocol has one: `2020-12-29`.
    pub version: Option<String>,
    /// What it does.
    pub doc: String,
    /// The documentation page.
    pub page: Option<String>,
    /// A guide to its use, in Markdown; the code in it is compiled.
    pub guide: String,
    /// Operations that are left out on purpose.
    pub left_out: Vec<LeftOut>,
    /// The schema files, each of which becomes one module.
    pub units: Vec<Unit>,
    /// The operations, in the schemas' order.
    pub operations: Vec<Operation>,
    /// The structures that are not the input or output of an operation, by name.
    pub shapes: BTreeMap<String, Shape>,
    /// The enumerations, by name.
    pub enums: BTreeMap<String, Enum>,
    /// The kinds of rules for processing, in the schemas' order.
    pub rules: Vec<RuleKind>,
    /// The error codes that it is documented to answer.
    pub errors: Vec<ErrorCode>,
    /// The published table of what a policy can allow, by action: `ims:ImageModeration`.
    pub authorization: BTreeMap<String, Grant>,
    /// Whether a file of it could not be read, so that what it describes is missing here.
    pub incomplete: bool,
    /// Where it is described.
    pub span: Span,
}

/// An operation that a service has and the schemas do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name.
    pub name: String,
    /// Why it is left out.
    pub why: String,
}

/// An error code of a service.
#[derive(Clone, Debug)]
pub struct ErrorCode {
    /// `ResourceUnavailable.ImageDownloadError`.
    pub code: String,
    /// The index of the schema file that it comes from in the service's units.
    pub unit: usize,
    /// What it means.
    pub doc: String,
    /// A name that the schema asks for.
    pub name: Option<String>,
    /// The constant in Rust. Filled by resolve.
    pub rust_name: String,
    /// Where it is described.
    pub span: Span,
}

/// A schema file and the module that it becomes.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The file, relative to the schemas' folder: `ci/moderation/query-image-moderation-job.xml`.
    pub source: String,
    /// The module below the service's, one part a folder. Filled by resolve.
    pub path: Vec<String>,
}

impl Service {
    /// An operation by its name.
    pub fn operation(&self, name: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.name == name)
    }

    /// Every structure: inputs, outputs and shared ones.
    pub fn all_shapes(&self) -> impl Iterator<Item = &Shape> {
        let bound =
            self.operations.iter().flat_map(|operation| std::iter::once(&operation.input).chain(operation.output()));
        bound.chain(self.shapes.values())
    }

    /// Every structure, to be changed.
    pub fn all_shapes_mut(&mut self) -> impl Iterator<Item = &mut Shape> {
        let bound = self.operations.iter_mut().flat_map(|operation| {
            let Operation { input, response, .. } = operation;
            std::iter::once(input).chain(response.shape_mut())
        });
        bound.chain(self.shapes.values_mut())
    }
}
