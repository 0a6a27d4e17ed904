//! Loads responses of operations: `<response>`.

use super::common::wire_name;
use super::member;
use super::vocabulary as spec;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::context::MemberContext;
use crate::model::{Location, Response, Service, Shape};
use crate::syntax::fields::{Spanned, one_of};
use crate::syntax::xml::Element;

/// Loads the response of the operation `root`. Each operation has one.
pub(super) fn response(
    name: &Spanned<String>,
    root: Element<'_, '_>,
    unit: usize,
    service: &mut Service,
    diagnostics: &mut Diagnostics,
) -> Response {
    let owner = format!("{}Output", name.value);
    let mut shape = Shape { name: owner.clone(), unit, span: name.span, ..Shape::default() };
    let Some(response) = root.first("response").map(|response| response.open(spec::RESPONSE, diagnostics)) else {
        diagnostics
            .error(Code::MISSING_KEY, root.span(), "missing element `<response>` in an operation")
            .help("write `<response/>` for an empty response");
        return Response::Stream;
    };
    let body = response.attribute("body").and_then(|word| one_of(&word, spec::RESPONSE_BODIES, diagnostics));
    if body == Some(false) {
        return Response::Object;
    }
    let json =
        response.attribute("format").and_then(|word| one_of(&word, &[("json", true)], diagnostics)).unwrap_or(false);
    let mut context = MemberContext::new(service, unit, owner);
    for (name, location) in [("header", Location::Header), ("member", Location::Body)] {
        for child in response.all(name) {
            member::member(child, location, &mut shape.members, &mut context, diagnostics);
        }
    }
    if body == Some(true) {
        return if shape.members.is_empty() { Response::Stream } else { Response::Headed(shape) };
    }
    let root = wire_name(response, "root", diagnostics);
    let has_body = shape.members.iter().any(|member| member.location == Location::Body);
    if response.attribute("root").is_none() && !json && has_body {
        diagnostics
            .error(Code::MISSING_KEY, response.span(), "missing attribute `root` in `<response>`")
            .help("name the root element of the XML document");
    }
    Response::Shape { shape, root, json }
}
