//! The checked Model: what every view reads. It knows what the schemas say, and nothing of Rust until
//! [`resolve`](crate::resolve) has filled in the names.

mod authorization;
mod operation;
mod paginate;
mod rule;
mod service;
mod shape;

pub use authorization::{Access, Grant, Granularity, Permission};
pub use operation::{Callback, Example, Host, HttpBinding, Operation, Protocol, Response, Waiter};
pub use paginate::{Advance, Paginate};
pub use rule::{RuleExample, RuleKind, RuleParam, RulePart, RuleType};
pub use service::{ErrorCode, LeftOut, Service, Unit};
pub use shape::{Enum, EnumValue, Format, Length, Location, Member, Range, Scalar, Shape, Type};

use crate::source::Span;

/// Everything that goes into one crate.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The crate.
    pub package: Package,
    /// The services, in the manifest's order.
    pub services: Vec<Service>,
}

/// The crate to be made.
#[derive(Clone, Debug, Default)]
pub struct Package {
    /// Its name in the registry.
    pub name: String,
    /// Its version.
    pub version: String,
    /// One line on what it is.
    pub description: String,
    /// The address of its repository.
    pub repository: Option<String>,
    /// Where its version is.
    pub span: Span,
}
