//! Operations of the generated crate, by their service and name.

use codegen_model::{Operation, Service};
use tencentcloud_image::registry;
use tencentcloud_image::runtime::Protocol;
use tencentcloud_image::runtime::replay::Entry;

/// Returns an operation of the generated crate.
///
/// Entries of operations that are not of API 3.0 do not state their service. Where two services have an operation of one
/// name, its members tell which one it is.
pub fn entry(service: &Service, operation: &Operation) -> Entry {
    let mut found: Vec<_> =
        registry::entries().into_iter().filter(|entry| is_named(entry, service, operation)).collect();
    if found.len() > 1 {
        found.retain(|entry| has_members(entry, operation));
    }
    match found.len() {
        1 => found.remove(0),
        0 => panic!("`{}` is not in the generated crate: run `cargo xtask regenerate`", operation.name),
        count => panic!("{count} operations of the generated crate are `{}`", operation.name),
    }
}

fn is_named(entry: &Entry, service: &Service, operation: &Operation) -> bool {
    let same_service = match &entry.meta.protocol {
        Protocol::Action { service: name, version } => {
            *name == service.name && Some(&**version) == service.version.as_deref()
        }
        Protocol::Rest { .. } => service.version.is_none(),
    };
    same_service && entry.meta.name == operation.name
}

fn has_members(entry: &Entry, operation: &Operation) -> bool {
    let mut input = (entry.input)();
    operation.input.members.iter().all(|member| input.member(&member.name).is_some())
}
