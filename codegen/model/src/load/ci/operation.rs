//! Loads an operation of a hand-written XML schema.

use super::doc::{doc, page};
use super::groups;
use super::member::{self, MemberContext};
use super::vocabulary::{self as form, RequestBody};
use crate::diagnostic::{Code, Diagnostics};
use crate::load::allowed;
use crate::model::{
    Access, Callback, Example, Host, HttpBinding, Location, Operation, Permission, Protocol, Response, Service, Shape,
    Waiter,
};
use crate::syntax::fields::{Spanned, one_of};
use crate::syntax::xml::Element;

/// A path of more characters is none that a service has.
const LONGEST_PATH: usize = 1_000;

pub(super) fn operation(
    root: Element<'_, '_>,
    unit: usize,
    service: &mut Service,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    let name = root.required("name", diagnostics)?;
    if !allowed::operation(&name, diagnostics) {
        return None;
    }
    if let Some(first) = service.operation(&name.value) {
        let message = format!("there is an operation `{}` already", name.value);
        diagnostics.error(Code::DUPLICATE_NAME, name.span, message).label(first.span, "first here");
        return None;
    }
    if root.first("http").is_none() {
        let message = "the operation has no <http>: there is no way to reach it";
        diagnostics.error(Code::MISSING_KEY, root.span(), message);
    }
    let bindings: Vec<_> =
        root.all("http").filter_map(|http| way(http.open(form::HTTP, diagnostics), diagnostics)).collect();
    let request = root.first("request");
    let body = request.and_then(|request| request.attribute("body"));
    let body = body.and_then(|word| one_of(&word, form::REQUEST_BODIES, diagnostics));
    let response = response(&name, root, unit, service, diagnostics);
    let operation = Operation {
        unit,
        doc: doc(root, diagnostics),
        page: page(root, diagnostics),
        status: None,
        deprecated: None,
        idempotent: None,
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
        response,
        events: false,
        paginate: None,
        waiter: root.first("waiter").and_then(|element| waiter(element, diagnostics)),
        rule: root.first("rule").map(|rule| rule.open(form::RULE, diagnostics)).is_some(),
        examples: root.all("example").filter_map(|element| example(element, diagnostics)).collect(),
        rust_name: String::new(),
        span: name.span,
        name: name.value,
    };
    service.operations.push(operation);
    Some(())
}

/// The name that an attribute gives to an element; empty where there is no such attribute.
fn wire_name(element: Element<'_, '_>, attribute: &str, diagnostics: &mut Diagnostics) -> String {
    let name = element.attribute(attribute).filter(|name| allowed::member(name, diagnostics));
    name.map(|name| name.value).unwrap_or_default()
}

fn permission(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Option<Permission> {
    let element = element.open(form::PERMISSION, diagnostics);
    let action = element.required("action", diagnostics)?;
    allowed::permission(&action, diagnostics);
    Some(Permission { action: action.value, when: element.text(), span: action.span })
}

fn way(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Option<HttpBinding> {
    let method = element.required("method", diagnostics);
    let host = element.required("host", diagnostics);
    let path = element.required("path", diagnostics);
    let (method, host, path) = (method?, host?, path?);
    one_of(&method, form::METHODS, diagnostics)?;
    let host = one_of(&host, Host::NAMES, diagnostics)?;
    if !path.value.starts_with('/') || path.value.contains(char::is_whitespace) || path.value.len() > LONGEST_PATH {
        let message = format!("a path starts with `/`, has no blanks, and at most {LONGEST_PATH} characters");
        diagnostics.error(Code::INVALID_CONSTRAINT, path.span, message);
    }
    let constructor = element.attribute("constructor");
    if let Some(name) = &constructor {
        allowed::constructor(name, diagnostics);
    }
    Some(HttpBinding {
        method: method.value,
        host,
        path: path.value,
        constructor: constructor.map(|name| name.value),
        requires: element.attribute("requires").map(|name| name.value),
        doc: element.text(),
        span: path.span,
    })
}

fn waiter(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Option<Waiter> {
    let element = element.open(form::WAITER, diagnostics);
    let text = |name: &str| element.attribute(name).map(|text| text.value);
    let each = element.flag("each", diagnostics);
    let mut required = |name: &str| element.required(name, diagnostics).map(|text| text.value);
    let (query, from, to) = (required("query"), required("from"), required("to"));
    let (status, done, failed) = (required("status"), required("done"), required("failed"));
    let words = |text: String| text.split_whitespace().map(str::to_owned).collect();
    Some(Waiter {
        query: query?,
        from: from?,
        each,
        to: to?,
        status: status?,
        done: words(done?),
        failed: words(failed?),
        code: text("code"),
        message: text("message"),
        span: element.span(),
    })
}

fn callback(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Option<Callback> {
    let element = element.open(form::CALLBACK, diagnostics);
    let payload = element.required("payload", diagnostics)?;
    allowed::shape(&payload, diagnostics).then_some(Callback {
        payload: payload.value,
        doc: element.text(),
        span: payload.span,
    })
}

fn input(
    name: &Spanned<String>,
    request: Option<Element<'_, '_>>,
    unit: usize,
    service: &mut Service,
    diagnostics: &mut Diagnostics,
) -> Shape {
    let mut shape = Shape { name: name.value.clone(), unit, span: name.span, ..Shape::default() };
    let Some(request) = request.map(|request| request.open(form::REQUEST, diagnostics)) else { return shape };
    let mut context = MemberContext { service, unit, owner: name.value.clone(), depth: 0 };
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
    groups::read(request, &mut shape, diagnostics);
    shape
}

fn response(
    name: &Spanned<String>,
    root: Element<'_, '_>,
    unit: usize,
    service: &mut Service,
    diagnostics: &mut Diagnostics,
) -> Response {
    let owner = format!("{}Output", name.value);
    let mut shape = Shape { name: owner.clone(), unit, span: name.span, ..Shape::default() };
    let Some(response) = root.first("response").map(|response| response.open(form::RESPONSE, diagnostics)) else {
        diagnostics
            .error(Code::MISSING_KEY, root.span(), "the operation has no <response>")
            .help("an empty answer is `<response/>`");
        return Response::Stream;
    };
    match response.attribute("body").and_then(|word| one_of(&word, form::ANSWER_BODIES, diagnostics)) {
        Some(true) => return Response::Stream,
        Some(false) => return Response::Object,
        None => {}
    }
    let json =
        response.attribute("format").and_then(|word| one_of(&word, &[("json", true)], diagnostics)).unwrap_or(false);
    let mut context = MemberContext { service, unit, owner, depth: 0 };
    for child in response.all("member") {
        member::member(child, Location::Body, &mut shape.members, &mut context, diagnostics);
    }
    let root = wire_name(response, "root", diagnostics);
    if response.attribute("root").is_none() && !json && !shape.members.is_empty() {
        diagnostics.error(Code::MISSING_KEY, response.span(), "an XML answer needs the attribute `root`");
    }
    Response::Shape { shape, root, json }
}

fn example(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Option<Example> {
    let element = element.open(form::EXAMPLE, diagnostics);
    let title = element.required("title", diagnostics);
    let (Some(sent), Some(answered)) = (element.first("sent"), element.first("answered")) else {
        diagnostics.error(Code::MISSING_KEY, element.span(), "an example needs <sent> and <answered>");
        return None;
    };
    let answered = answered.open(form::ANSWERED, diagnostics);
    Some(Example {
        title: title?.value,
        via: element.attribute("via").map(|via| via.value),
        request: sent.open(form::SENT, diagnostics).text(),
        status: answered.integer("status", diagnostics).and_then(|status| u16::try_from(status).ok()).unwrap_or(200),
        content_type: answered.attribute("content-type").map(|word| word.value).unwrap_or_default(),
        response: answered.raw_text().trim().to_owned(),
        span: element.span(),
    })
}
