//! The checked Model, which every view reads. It contains the facts of the schemas, and no Rust names until
//! [`resolve`](crate::resolve) has filled them in.

mod authorization;
mod operation;
mod paginate;
mod rule;
mod service;
mod shape;
mod sites;

pub use authorization::{Access, Grant, Granularity, Permission};
pub use operation::{
    Callback, Example, Expected, Host, HttpBinding, IdempotencyToken, Operation, Protocol, Response, Waiter,
};
pub use paginate::{Advance, Paginate};
pub use rule::{RuleExample, RuleKind, RuleParam, RulePart, RuleType};
pub use service::{ErrorCode, Family, Group, LeftOut, Overlaid, Service, Unit};
pub use shape::{Condition, Enum, EnumValue, Format, Length, Location, Member, Range, Scalar, Shape, Type};
pub use sites::Sites;

use crate::source::Span;

/// The content of one crate.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The crate.
    pub package: Package,
    /// The services, in the manifest's order.
    pub services: Vec<Service>,
}

/// The crate to generate.
#[derive(Clone, Debug, Default)]
pub struct Package {
    /// The name in the registry.
    pub name: String,
    /// The version.
    pub version: String,
    /// The description, in one line.
    pub description: String,
    /// The URL of the repository.
    pub repository: Option<String>,
    /// The span of the version.
    pub span: Span,
}
