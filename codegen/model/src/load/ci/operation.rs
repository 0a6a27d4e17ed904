//! Loads operations of hand-written XML schemas.

use super::common::{doc, lost_members, page, search_words, wire_name};
use super::http_binding::http_binding;
use super::response::response;
use super::traits::{callback, example, paginate, permission, waiter};
use super::vocabulary::{self as spec, RequestBody};
use super::{groups, member};
use crate::diagnostic::{Code, Diagnostics};
use crate::load::context::MemberContext;
use crate::load::duplicates::report_duplicate;
use crate::load::names;
use crate::model::{Access, HttpBinding, Location, Operation, Protocol, Response, Service, Shape};
use crate::syntax::fields::{Spanned, one_of};
use crate::syntax::xml::Element;

/// Loads an operation and adds it to `service`. Returns `None` if it has no usable name.
pub(super) fn operation(
    root: Element<'_, '_>,
    unit: usize,
    service: &mut Service,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    let name = root.required("name", diagnostics)?;
    if !names::check_operation(&name, diagnostics) {
        return None;
    }
    if let Some(first) = service.operation(&name.value) {
        report_duplicate("operation", &name.value, name.span, first.span, diagnostics);
        return None;
    }
    let bindings = bindings(root, diagnostics);
    let request = root.first("request");
    let body = request.and_then(|request| request.attribute("body"));
    let body = body.and_then(|word| one_of(&word, spec::REQUEST_BODIES, diagnostics));
    let response = response(&name, root, unit, service, diagnostics);
    let operation = Operation {
        unit,
        incomplete: bindings.len() < root.all("http").count() || response.is_none(),
        doc: doc(root, diagnostics),
        page: page(root, diagnostics),
        search_words: search_words(root, diagnostics),
        status: None,
        sites: None,
        deprecated: None,
        idempotent: root.attribute("repeatable").map(|_| root.flag("repeatable", diagnostics)),
        idempotency_token: None,
        callback: root.first("callback").and_then(|element| callback(element, diagnostics)),
        access: root.attribute("access").and_then(|word| one_of(&word, Access::NAMES, diagnostics)),
        permissions: root.all("permission").filter_map(|element| permission(element, diagnostics)).collect(),
        protocol: Protocol::Rest {
            bindings,
            root: request.map(|request| wire_name(request, "root", diagnostics)).unwrap_or_default(),
            json: body == Some(RequestBody::Json),
        },
        input: input(&name, request, unit, service, diagnostics),
        streams_body: body == Some(RequestBody::Stream),
        max_body: request.and_then(|request| request.integer("max-bytes", diagnostics)),
        content_md5: request.is_some_and(|request| request.flag("content-md5", diagnostics)),
        response: response.unwrap_or(Response::Stream),
        events: false,
        paginate: root.first("paginate").and_then(|element| paginate(element, diagnostics)),
        waiter: root.first("waiter").and_then(|element| waiter(element, diagnostics)),
        rule: root.first("rule").map(|rule| rule.open(spec::RULE, diagnostics)).is_some(),
        examples: root.all("example").filter_map(|element| example(element, diagnostics)).collect(),
        rust_name: String::new(),
        span: name.span,
        name: name.value,
    };
    service.operations.push(operation);
    Some(())
}

fn bindings(root: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Vec<HttpBinding> {
    if root.first("http").is_none() {
        diagnostics
            .error(Code::MISSING_KEY, root.span(), "missing element `<http>` in an operation")
            .help("add the method, host and path of the operation");
    }
    root.all("http").filter_map(|http| http_binding(http.open(spec::HTTP, diagnostics), diagnostics)).collect()
}

/// Loads the members of `<request>`, which may be missing.
fn input(
    name: &Spanned<String>,
    request: Option<Element<'_, '_>>,
    unit: usize,
    service: &mut Service,
    diagnostics: &mut Diagnostics,
) -> Shape {
    let mut shape = Shape { name: name.value.clone(), unit, span: name.span, ..Shape::default() };
    let Some(request) = request.map(|request| request.open(spec::REQUEST, diagnostics)) else { return shape };
    let mut context = MemberContext::new(service, unit, name.value.clone());
    for child in request.children() {
        let location = match child.name() {
            "label" => Location::Label,
            "query" => Location::Query,
            "header" => Location::Header,
            "member" => Location::Body,
            _ => continue,
        };
        member::member(child, location, &mut shape.members, &mut context, diagnostics);
    }
    shape.incomplete = lost_members(request, spec::REQUEST, shape.members.len());
    groups::read(request, &mut shape, diagnostics);
    shape
}
