//! Checks the requests of examples of Cloud Infinite: request line, headers and body.

use super::{Report, causes, place};
use crate::diagnostic::did_you_mean;
use crate::model::{HttpBinding, Location, Member, Operation, Protocol, Service};
use crate::route::{self, RequestText, bindings, fixed_query};
use crate::source::{SourceText, Span};
use crate::syntax::json::{self, Node};
use crate::syntax::xml;
use crate::validate::{BODY, Body, Check, Flaw, Request, Violation};

/// Headers that requests have without a member: those of HTTP, and those that a client adds.
const KNOWN_HEADERS: [&str; 7] =
    ["Host", "Date", "Authorization", "Content-Type", "Content-Length", "Content-MD5", "x-cos-security-token"];

pub(super) fn check(operation: &Operation, service: &Service, report: &mut Report<'_>) {
    let text = &report.example.request;
    let Some(request) = RequestText::parse(text) else {
        let line = text.lines().next().unwrap_or_default();
        report.at(text.span_of(line), "missing request line `METHOD /path`");
        return;
    };
    let Some(binding) = binding(operation, &request, report) else { return };
    headers(operation, &request, report);
    let Some(document) = Document::of(operation, &request, text, report) else { return };
    let value = document.json().map(Node::to_json);
    let mut check = Check::new(service);
    check.parts(&Request {
        operation,
        binding: Some(binding),
        path: request.path,
        query: request.query.clone(),
        header: &|name| request.header(name).map(str::to_owned),
        body: value.as_ref().map_or(Body::Bytes(request.body.as_bytes()), Body::Json),
    });
    // An error may be about what the request lacks.
    let is_refused = report.example.status >= 400;
    let is_reported = |found: &Violation| !is_refused || !matches!(found.flaw, Flaw::Missing | Flaw::Value);
    for violation in causes(check.findings).into_iter().filter(is_reported) {
        let span = span(&violation, operation, binding, &request, &document, text);
        report.violation(span, &violation);
    }
}

/// Returns the HTTP binding that a request matches. Reports what keeps it from matching one.
fn binding<'o>(
    operation: &'o Operation,
    request: &RequestText<'_>,
    report: &mut Report<'_>,
) -> Option<&'o HttpBinding> {
    let RequestText { method, path, query, .. } = request;
    if let Some(found) = route::binding_of(operation, method, path, query) {
        return Some(found);
    }
    let text = &report.example.request;
    let of_path = || bindings(operation).iter().filter(|binding| route::labels(binding, path).is_some());
    let of_method = || of_path().filter(|binding| binding.method == *method);
    let has_fixed = |binding: &&HttpBinding| fixed_query(binding).iter().all(|pair| query.contains(pair));
    // What the query has too much is reported with the members.
    if let Some(found) = of_method().find(has_fixed) {
        return Some(found);
    }
    let (part, problem) = match (of_method().next(), of_path().next()) {
        (Some(binding), _) => (request.target, format!("expected the query `{}`", query_of(binding))),
        (None, Some(binding)) => (*method, format!("expected the method `{}`, found `{method}`", binding.method)),
        _ => (*path, format!("`{method} {path}` does not match an HTTP binding of `{}`", operation.name)),
    };
    report.at(text.span_of(part), problem);
    None
}

fn query_of(binding: &HttpBinding) -> &str {
    binding.path.split_once('?').map_or("", |(_, query)| query)
}

/// Reports headers that no member has.
fn headers(operation: &Operation, request: &RequestText<'_>, report: &mut Report<'_>) {
    let members = || {
        let is_header = |location| matches!(location, Location::Header | Location::JsonHeader);
        let members = operation.input.members.iter().filter(move |member| is_header(member.location));
        members.map(|member| member.name.as_str())
    };
    let text = &report.example.request;
    // The names of a map begin with its own.
    let maps = || operation.input.members.iter().filter(|member| member.map).map(|member| member.name.as_str());
    let is_of_map =
        |name: &str| maps().any(|map| name.get(..map.len()).is_some_and(|start| start.eq_ignore_ascii_case(map)));
    for (name, _) in &request.headers {
        let mut known = members().chain(KNOWN_HEADERS);
        let is_known = known.any(|known| known.eq_ignore_ascii_case(name)) || is_of_map(name);
        if !operation.input.incomplete && !is_known {
            let help = did_you_mean(name, members()).map(|similar| format!("did you mean `{similar}`?"));
            let report = report.at(text.span_of(name), format!("unknown header `{name}`"));
            help.into_iter().for_each(|help| _ = report.help(help));
        }
    }
}

/// The body of a request, parsed to find places in it.
enum Document<'t> {
    Json(Node<'t>),
    Xml(roxmltree::Document<'t>),
    /// Bytes, or nothing.
    Other,
}

impl<'t> Document<'t> {
    /// Parses a body as the operation takes it. Reports a syntax error, and a body where there is none.
    fn of(
        operation: &Operation,
        request: &RequestText<'t>,
        text: &SourceText,
        report: &mut Report<'_>,
    ) -> Option<Self> {
        let body = request.body;
        let is_json = matches!(operation.protocol, Protocol::Rest { json: true, .. });
        if operation.streams_body {
            return Some(Self::Other);
        }
        if is_json {
            let body = if body.trim().is_empty() { "{}" } else { body };
            return match json::parse_text(body) {
                Ok(node) => Some(Self::Json(node)),
                Err(error) => {
                    report.at(within(text, body, error.offset..error.offset), error.message);
                    None
                }
            };
        }
        let is_in_body = |member: &Member| member.location == Location::Body;
        match (route::request_root(operation).is_empty(), body.trim().is_empty()) {
            // The missing root has a finding of its own.
            (true, _) if operation.input.members.iter().any(is_in_body) => None,
            (_, true) => Some(Self::Other),
            (true, false) => {
                report.at(text.span_of(body.trim()), "the request has no body");
                None
            }
            (false, false) => match xml::document(body, u32::MAX) {
                Ok(document) => Some(Self::Xml(document)),
                Err(error) => {
                    let span = within(text, body, error.offset..error.offset);
                    report.at(span, format!("the body is not valid XML: {}", error.message));
                    None
                }
            },
        }
    }

    fn json(&self) -> Option<&Node<'t>> {
        if let Self::Json(node) = self { Some(node) } else { None }
    }

    /// Returns the place of a violation in the body.
    fn place(&self, violation: &Violation) -> Option<std::ops::Range<usize>> {
        match self {
            Self::Json(node) => Some(place::in_json(violation, node)),
            Self::Xml(document) if violation.place == BODY => Some(place::name(document.root_element())),
            Self::Xml(document) => Some(place::in_xml(violation, document.root_element())),
            Self::Other => None,
        }
    }
}

/// Returns the place of a violation: a part of the request line, a header, or a part of the body.
fn span(
    violation: &Violation,
    operation: &Operation,
    binding: &HttpBinding,
    request: &RequestText<'_>,
    document: &Document<'_>,
    text: &SourceText,
) -> Span {
    let first = violation.place.split(['.', '[']).next().unwrap_or_default();
    let member = operation.input.member(&violation.place).or_else(|| operation.input.member(first));
    let label = || Some(text.span_of(route::raw_label(binding, request.path, &member?.name)?));
    let of_query =
        || request.raw_query(&violation.place).or_else(|| request.raw_query(first)).map(|raw| text.span_of(raw));
    let found = match member.map(|member| member.location) {
        Some(Location::Body) => None,
        Some(Location::Label) => label(),
        Some(Location::Query | Location::JsonQuery) | None => of_query(),
        Some(Location::Header) => request.header(first).map(|value| text.span_of(value)),
        Some(Location::JsonHeader) => request.header(first).map(|value| in_header(violation, first, value, text)),
    };
    let body = || Some(within(text, request.body, document.place(violation)?));
    found.or_else(body).unwrap_or_else(|| text.span_of(text.lines().next().unwrap_or_default()))
}

/// Returns the place of a violation in a header that is JSON.
fn in_header(violation: &Violation, name: &str, value: &str, text: &SourceText) -> Span {
    let Ok(node) = json::parse_text(value) else { return text.span_of(value) };
    let place = violation.place.strip_prefix(name).unwrap_or_default().trim_start_matches('.');
    let inner = Violation { place: place.to_owned(), ..violation.clone() };
    within(text, value, place::in_json(&inner, &node))
}

/// Returns the span of a range of a slice of the text.
fn within(text: &SourceText, slice: &str, range: std::ops::Range<usize>) -> Span {
    slice.get(range.clone()).filter(|part| !part.is_empty()).map_or_else(
        || {
            let rest = slice.get(range.start.min(slice.len())..).unwrap_or_default();
            let span = text.span_of(rest);
            Span { end: span.start, ..span }
        },
        |part| text.span_of(part),
    )
}
