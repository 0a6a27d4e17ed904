//! Ways to reach an operation: paths and labels agree.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Format, HttpBinding, Location, Operation, Protocol, Scalar, Type};

pub(super) fn check(operation: &Operation, diagnostics: &mut Diagnostics) {
    let Protocol::Rest { bindings, root, json } = &operation.protocol else { return };
    for way in bindings {
        labels(way, operation, diagnostics);
    }
    constructors(bindings, diagnostics);
    unreachable(bindings, diagnostics);
    // Without a way there is another finding already.
    if !bindings.is_empty() {
        unused_labels(operation, bindings, diagnostics);
    }
    body(operation, root, *json, diagnostics);
    if operation.rule && !bindings.first().is_some_and(|way| way.path.contains("?ci-process=")) {
        let message = "a rule is made of the fixed query `ci-process=…` of the first way, which has none";
        diagnostics.error(Code::INVALID_CONSTRAINT, operation.span, message);
    }
}

/// The first way has `new`; each other one has a name, by which a caller can choose it.
fn constructors(bindings: &[HttpBinding], diagnostics: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    for way in bindings.iter().skip(1) {
        let Some(name) = &way.constructor else {
            let message = "a further way needs a `constructor`, so that a caller can choose it";
            diagnostics.error(Code::MISSING_KEY, way.span, message);
            continue;
        };
        if let Some(first) = seen.insert(name, way.span) {
            let message = format!("there is a constructor `{name}` already");
            diagnostics.error(Code::DUPLICATE_NAME, way.span, message).label(first, "first here");
        }
    }
}

/// The first way whose labels and required member are set is taken, so an earlier one must need something that a later
/// one does not.
fn unreachable(bindings: &[HttpBinding], diagnostics: &mut Diagnostics) {
    let needs = |way: &HttpBinding| -> BTreeSet<String> {
        let query = way.requires.iter().map(|member| format!("?{member}"));
        way.labels().map(str::to_owned).chain(query).collect()
    };
    for (index, way) in bindings.iter().enumerate() {
        if let Some(first) = bindings[..index].iter().find(|first| needs(first).is_subset(&needs(way))) {
            let message = "the way is never taken: an earlier one needs nothing that this one does not need as well";
            diagnostics.error(Code::LABEL_MISMATCH, way.span, message).label(first.span, "taken instead");
        }
    }
}

fn labels(way: &HttpBinding, operation: &Operation, diagnostics: &mut Diagnostics) {
    let is_label = |name: &str| operation.input.member(name).is_some_and(|member| member.location == Location::Label);
    for label in way.labels().filter(|label| !is_label(label)) {
        let message = format!("the path has a label `{label}`, but the request has no <label> of that name");
        diagnostics.error(Code::LABEL_MISMATCH, way.span, message);
    }
    if way.path.matches('{').count() != way.labels().count() || way.path.matches('}').count() != way.labels().count() {
        diagnostics.error(Code::LABEL_MISMATCH, way.span, "a brace of the path has no partner");
    }
    let mut seen = BTreeSet::new();
    for label in way.labels().filter(|label| !seen.insert(*label)) {
        diagnostics.error(Code::LABEL_MISMATCH, way.span, format!("the label `{label}` is in the path twice"));
    }
    if let Some(name) = way.requires.as_ref().filter(|name| !is_required(name, operation)) {
        let message = format!("the way requires `{name}`, but the request has no <query> of that name that is a text");
        diagnostics.error(Code::LABEL_MISMATCH, way.span, message);
    }
}

/// Whether a way can require the member: its constructor takes a text.
fn is_required(name: &str, operation: &Operation) -> bool {
    operation.input.member(name).is_some_and(|member| {
        let is_text = member.ty == Type::Scalar(Scalar::String, Format::Plain) && !member.list;
        member.location == Location::Query && is_text
    })
}

fn unused_labels(operation: &Operation, bindings: &[HttpBinding], diagnostics: &mut Diagnostics) {
    for member in operation.input.members.iter().filter(|member| member.location == Location::Label) {
        if !bindings.iter().any(|way| way.labels().any(|label| label == member.name)) {
            let message = format!("no path has a place for the label `{}`", member.name);
            diagnostics.error(Code::LABEL_MISMATCH, member.span, message);
        }
    }
}

fn body(operation: &Operation, root: &str, json: bool, diagnostics: &mut Diagnostics) {
    let members = operation.input.members.iter().any(|member| member.location == Location::Body);
    let problem = match (members, root.is_empty(), operation.streams_body || json) {
        (true, true, _) if !json => "the request has a body, but no attribute `root`",
        (_, false, true) => "a request with a root is an XML document, neither a stream nor JSON",
        _ => return,
    };
    diagnostics.error(Code::INVALID_CONSTRAINT, operation.span, problem);
}
