//! Checks documents and requests against structures of the Model. All violations are reported at once, each with its place
//! and rule. Checks of examples and the mock server use it. It knows no positions in files and no error codes of the cloud.

mod check;
mod groups;
mod json;
mod parts;
mod rule;
mod value;
mod violation;
mod xml;

pub use check::Check;
pub use parts::{Body, Request};
pub use xml::kind_of;

pub use violation::{BODY, Findings, Flaw, Violation};
