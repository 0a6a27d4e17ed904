//! Loads responses of operations: `<response>`.

use super::common::{lost_members, wire_name};
use super::member;
use super::vocabulary as spec;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::context::MemberContext;
use crate::model::{Location, Response, Service, Shape};
use crate::syntax::fields::{Spanned, one_of};
use crate::syntax::xml::Element;

/// Loads the response of the operation `root`. Each operation has one. Returns `None` if it could not be read.
pub(super) fn response(
    name: &Spanned<String>,
    root: Element<'_, '_>,
    unit: usize,
    service: &mut Service,
    diagnostics: &mut Diagnostics,
) -> Option<Response> {
    let owner = format!("{}Output", name.value);
    let mut shape = Shape { name: owner.clone(), unit, span: name.span, ..Shape::default() };
    let Some(response) = root.first("response").map(|response| response.open(spec::RESPONSE, diagnostics)) else {
        diagnostics
            .error(Code::MISSING_KEY, root.span(), "missing element `<response>` in an operation")
            .help("write `<response/>` for an empty response");
        return None;
    };
    let body = response.attribute("body");
    let is_stream = match body.as_ref().and_then(|word| one_of(word, spec::RESPONSE_BODIES, diagnostics)) {
        None if body.is_some() => return None,
        None => false,
        Some(is_stream) => {
            without_members(response, is_stream, diagnostics);
            if !is_stream {
                return Some(Response::Object);
            }
            true
        }
    };
    let json =
        response.attribute("format").and_then(|word| one_of(&word, &[("json", true)], diagnostics)).unwrap_or(false);
    let mut context = MemberContext::new(service, unit, owner);
    for (name, location) in [("header", Location::Header), ("member", Location::Body)] {
        for child in response.all(name) {
            member::member(child, location, &mut shape.members, &mut context, diagnostics);
        }
    }
    shape.incomplete = lost_members(response, spec::RESPONSE, shape.members.len());
    if is_stream {
        shape.members.retain(|member| member.location == Location::Header);
        return Some(if shape.members.is_empty() { Response::Stream } else { Response::Headed(shape) });
    }
    let root = wire_name(response, "root", diagnostics);
    let has_body = shape.members.iter().any(|member| member.location == Location::Body);
    if response.attribute("root").is_none() && !json && has_body {
        diagnostics
            .error(Code::MISSING_KEY, response.span(), "missing attribute `root` in `<response>`")
            .help("name the root element of the XML document");
    }
    Some(Response::Shape { shape, root, json })
}

/// Reports members of a response that is not a document. A stream can have headers.
fn without_members(response: Element<'_, '_>, is_stream: bool, diagnostics: &mut Diagnostics) {
    let header = response.first("header").filter(|_| !is_stream);
    if let Some(member) = response.first("member").or(header) {
        diagnostics
            .error(
                Code::INVALID_CONSTRAINT,
                member.span(),
                "a response that is a stream or any object cannot have members",
            )
            .help("remove `body`, or the members");
    }
    for attribute in ["root", "format"].iter().filter_map(|name| response.attribute(name)) {
        let message = "`root` and `format` are not allowed in a response with a `body`";
        diagnostics.error(Code::INVALID_CONSTRAINT, attribute.span, message).help("remove it");
    }
}
