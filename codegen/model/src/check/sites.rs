//! Checks that what a site has is part of something that this site has.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Service, Sites};
use crate::source::Span;

pub(super) fn check(service: &Service, diagnostics: &mut Diagnostics) {
    for operation in &service.operations {
        within(operation.sites, service.sites, &operation.name, operation.span, diagnostics);
        let output = operation.output().into_iter().flat_map(|output| &output.members);
        for member in operation.input.members.iter().chain(output) {
            within(member.sites, service.sites_of(operation), &member.name, member.span, diagnostics);
        }
    }
}

fn within(sites: Option<Sites>, outer: Option<Sites>, name: &str, span: Span, diagnostics: &mut Diagnostics) {
    let (Some(sites), Some(outer)) = (sites, outer) else { return };
    if !outer.include(sites) {
        let message =
            format!("`{name}` has the sites `{}`, but what it belongs to has only `{}`", sites.name(), outer.name());
        diagnostics.error(Code::INVALID_CONSTRAINT, span, message);
    }
}
