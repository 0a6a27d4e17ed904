//! One version of a service.

use std::collections::BTreeMap;

use super::authorization::Grant;
use super::operation::Operation;
use super::rule::RuleKind;
use super::shape::{Enum, Member, Shape, Type};
use super::sites::Sites;
use crate::source::Span;

/// One version of a service.
#[derive(Clone, Debug, Default)]
pub struct Service {
    /// The module of the crate: `ims`.
    pub module: String,
    /// The service's name in hosts, signatures and permissions: `ims`.
    pub name: String,
    /// The version, where the protocol has one: `2020-12-29`.
    pub version: Option<String>,
    /// The documentation.
    pub doc: String,
    /// The documentation page.
    pub page: Option<String>,
    /// A guide in Markdown. Its Rust code is compiled.
    pub guide: String,
    /// Whether applications enable its feature themselves. The features of other services are enabled by default.
    pub optional: bool,
    /// The families, each of which has a feature; empty if the service has a feature as a whole.
    pub families: Vec<Family>,
    /// The folders of its schemas, each with a task.
    pub groups: Vec<Group>,
    /// Operations that are deliberately left out.
    pub left_out: Vec<LeftOut>,
    /// The sites that have it. `None` if that is not known.
    pub sites: Option<Sites>,
    /// The schema files. Each becomes one module.
    pub units: Vec<Unit>,
    /// The operations, in the order of the schemas.
    pub operations: Vec<Operation>,
    /// The structures by name, except inputs and outputs of operations.
    pub shapes: BTreeMap<String, Shape>,
    /// The enumerations, by name.
    pub enums: BTreeMap<String, Enum>,
    /// The kinds of processing rules, in the order of the schemas.
    pub rules: Vec<RuleKind>,
    /// The documented error codes.
    pub errors: Vec<ErrorCode>,
    /// The published authorization table, by action: `ims:ImageModeration`.
    pub authorization: BTreeMap<String, Grant>,
    /// The facts that its overlay states, for messages that point at them.
    pub overlaid: Vec<Overlaid>,
    /// Whether a schema file could not be read, so that its content is missing.
    pub incomplete: bool,
    /// The span of the description.
    pub span: Span,
}

/// Schema files of a service that a feature of their own compiles.
#[derive(Clone, Debug)]
pub struct Family {
    /// The name that follows that of the service in the feature: `moderation` of `ci-moderation`.
    pub name: String,
    /// The documentation.
    pub doc: String,
    /// Its schema files and folders, relative to the schemas' folder. Empty for the family that has the other files, which
    /// every family needs.
    pub schemas: Vec<String>,
    /// The span of the name.
    pub span: Span,
}

impl Family {
    /// Returns whether the family has the files that no other family lists.
    pub fn is_base(&self) -> bool {
        self.schemas.is_empty()
    }

    /// Returns whether the family lists a schema file, or a folder around it.
    pub fn lists(&self, source: &str) -> bool {
        let is_around =
            |path: &String| source.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.schemas.iter().any(is_around)
    }
}

/// A fact that an overlay states about an item of a descriptor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlaid {
    /// The span of the item.
    pub item: Span,
    /// The key of the fact: `default`.
    pub fact: String,
    /// The span of the fact's value in the overlay.
    pub span: Span,
}

/// A folder of schemas whose operations serve one task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The folder, relative to the schemas' folder: `ci/moderation`.
    pub folder: String,
    /// The task.
    pub doc: String,
    /// The span of the folder.
    pub span: Span,
}

impl Group {
    /// Whether a schema file is in the folder.
    pub fn contains(&self, unit: &Unit) -> bool {
        unit.source.strip_prefix(&self.folder).is_some_and(|rest| rest.starts_with('/'))
    }
}

/// An operation of the service that the schemas leave out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The name.
    pub name: String,
    /// The reason.
    pub why: String,
}

/// An error code of a service.
#[derive(Clone, Debug)]
pub struct ErrorCode {
    /// `ResourceUnavailable.ImageDownloadError`.
    pub code: String,
    /// The index of its schema file in the units of the service.
    pub unit: usize,
    /// The meaning.
    pub doc: String,
    /// The name that the schema sets.
    pub name: Option<String>,
    /// The name of the Rust constant. Set by `resolve`.
    pub rust_name: String,
    /// The span of the description.
    pub span: Span,
}

/// A schema file and the module that it becomes.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The file, relative to the schemas' folder: `ci/moderation/query-image-moderation-job.xml`.
    pub source: String,
    /// The path of the module below that of the service. Set by `resolve`.
    pub path: Vec<String>,
}

impl Service {
    /// Returns an operation by name.
    pub fn operation(&self, name: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.name == name)
    }

    /// Returns the family of the schema file at index `unit`, if the service has families.
    pub fn family_of(&self, unit: usize) -> Option<&Family> {
        let source = &self.units.get(unit)?.source;
        let listed = self.families.iter().find(|family| family.lists(source));
        listed.or_else(|| self.families.iter().find(|family| family.is_base()))
    }

    /// Returns the family whose types a member of a structure in the schema file at index `unit` needs, if an application
    /// can compile the structure without it.
    pub fn family_of_member(&self, member: &Member, unit: usize) -> Option<&Family> {
        let to = match &member.ty {
            Type::Shape(name) => self.shapes.get(name)?.unit,
            Type::Enum(name) => self.enums.get(name)?.unit,
            Type::Scalar(..) | Type::Object => return None,
        };
        self.foreign_family(to, unit)
    }

    /// Returns the family of the schema file at index `to`, if an application can compile that at index `from` without it.
    pub fn foreign_family(&self, to: usize, from: usize) -> Option<&Family> {
        let (to, from) = (self.family_of(to)?, self.family_of(from)?);
        (!to.is_base() && to.name != from.name).then_some(to)
    }

    /// Returns the sites that have an operation, if they are known.
    pub fn sites_of(&self, operation: &Operation) -> Option<Sites> {
        operation.sites.or(self.sites)
    }

    /// Returns all structures: inputs, outputs and shared ones.
    pub fn all_shapes(&self) -> impl Iterator<Item = &Shape> {
        let bound =
            self.operations.iter().flat_map(|operation| std::iter::once(&operation.input).chain(operation.output()));
        bound.chain(self.shapes.values())
    }

    /// Returns all structures for modification.
    pub fn all_shapes_mut(&mut self) -> impl Iterator<Item = &mut Shape> {
        let bound = self.operations.iter_mut().flat_map(|operation| {
            let Operation { input, response, .. } = operation;
            std::iter::once(input).chain(response.shape_mut())
        });
        bound.chain(self.shapes.values_mut())
    }
}
