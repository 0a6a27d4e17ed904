//! Checks HTTP bindings of operations: paths match their labels, and every binding is reachable.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostics};
use crate::load::duplicates::report_duplicate;
use crate::model::{Format, HttpBinding, Location, Member, Operation, Protocol, Scalar, Service, Type};
use crate::route::{self, fixed_query, has_rule};

pub(super) fn check(operation: &Operation, diagnostics: &mut Diagnostics) {
    let Protocol::Rest { bindings, root, json } = &operation.protocol else { return };
    for binding in bindings {
        labels(binding, operation, diagnostics);
    }
    constructors(bindings, diagnostics);
    repeated_query(bindings, operation, diagnostics);
    unreachable(bindings, diagnostics);
    // A missing binding was reported before.
    if !operation.incomplete {
        unused_labels(operation, bindings, diagnostics);
    }
    body(operation, root, *json, diagnostics);
    if operation.rule
        && !operation.incomplete
        && !bindings.first().is_some_and(|binding| binding.path.contains("?ci-process="))
    {
        let message = "`<rule>` requires the fixed query `ci-process=…` in the first HTTP binding";
        diagnostics.error(Code::INVALID_CONSTRAINT, operation.span, message);
    }
}

/// Reports query members that the path of every binding sends already.
fn repeated_query(bindings: &[HttpBinding], operation: &Operation, diagnostics: &mut Diagnostics) {
    let is_query = |member: &&Member| matches!(member.location, Location::Query | Location::JsonQuery);
    for member in operation.input.members.iter().filter(is_query) {
        let has_key = |binding: &&HttpBinding| fixed_query(binding).iter().any(|(key, _)| *key == member.name);
        if let Some(binding) = bindings.iter().find(has_key) {
            let message = format!("the query `{}` is a part of the path already", member.name);
            diagnostics.error(Code::LABEL_MISMATCH, member.span, message).label(binding.span, "sent by this path");
        }
    }
}

/// Reports two operations with the same method, host, path, query and required headers. Their requests could not be told
/// apart.
pub(super) fn duplicates(service: &Service, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<_, (&Operation, &HttpBinding)> = BTreeMap::new();
    for operation in &service.operations {
        let headers: BTreeSet<_> = route::required_headers(operation).collect();
        for binding in route::bindings(operation) {
            let first = *seen.entry((identity(binding), headers.clone())).or_insert((operation, binding));
            if first.0.name != operation.name {
                let message =
                    format!("`{}` has the method, host, path and query of `{}`", operation.name, first.0.name);
                diagnostics
                    .error(Code::DUPLICATE_BINDING, binding.span, message)
                    .label(first.1.span, "first used here");
            }
        }
    }
}

/// The method, the host, the path, the fixed query and the required parameter of a binding.
type Identity<'b> = (&'b str, &'static str, String, Vec<(String, String)>, Option<&'b str>);

/// Returns what tells requests of two bindings apart: names of labels do not.
fn identity(binding: &HttpBinding) -> Identity<'_> {
    let path = binding.path.split('?').next().unwrap_or_default();
    let parts = path.split('{').map(|part| match part.split_once('}') {
        Some((label, rest)) => format!("{}{rest}", if label.ends_with('+') { "{+}" } else { "{}" }),
        None => part.to_owned(),
    });
    let mut query = fixed_query(binding);
    query.extend(has_rule(binding).then(|| ("{}".to_owned(), String::new())));
    query.sort();
    (&binding.method, binding.host.name(), parts.collect(), query, binding.requires.as_deref())
}

/// Checks that every binding except the first has a constructor name. The constructor of the first is `new`.
fn constructors(bindings: &[HttpBinding], diagnostics: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    for binding in bindings.iter().skip(1) {
        let Some(name) = &binding.constructor else {
            let message = "missing attribute `constructor` in an additional `<http>`";
            diagnostics.error(Code::MISSING_KEY, binding.span, message);
            continue;
        };
        if let Some(first) = seen.insert(name, binding.span) {
            report_duplicate("constructor", name, binding.span, first, diagnostics);
        }
    }
}

/// Reports unreachable bindings. A client uses the first binding whose labels and required member are set, so an earlier
/// binding must require a member that a later one does not.
fn unreachable(bindings: &[HttpBinding], diagnostics: &mut Diagnostics) {
    let required_members = |binding: &HttpBinding| -> BTreeSet<String> {
        let query = binding.requires.iter().map(|member| format!("?{member}"));
        binding.labels().map(str::to_owned).chain(query).collect()
    };
    for (index, binding) in bindings.iter().enumerate() {
        if let Some(first) =
            bindings[..index].iter().find(|first| required_members(first).is_subset(&required_members(binding)))
        {
            let message = "unreachable HTTP binding: an earlier one requires a subset of its members";
            diagnostics.error(Code::LABEL_MISMATCH, binding.span, message).label(first.span, "used instead");
        }
    }
}

fn labels(binding: &HttpBinding, operation: &Operation, diagnostics: &mut Diagnostics) {
    let is_label = |name: &str| operation.input.member(name).is_some_and(|member| member.location == Location::Label);
    for label in binding.labels().filter(|label| !is_label(label) && !operation.input.incomplete) {
        let message = format!("missing `<label>` for the label `{label}` of the path");
        let known = operation.input.members.iter().filter(|member| member.location == Location::Label);
        let report = diagnostics.error(Code::LABEL_MISMATCH, binding.span, message);
        report.suggest(label, known.map(|member| member.name.as_str()));
    }
    if binding.path.matches('{').count() != binding.labels().count()
        || binding.path.matches('}').count() != binding.labels().count()
    {
        diagnostics.error(Code::LABEL_MISMATCH, binding.span, "unmatched brace in the path");
    }
    let mut seen = BTreeSet::new();
    for label in binding.labels().filter(|label| !seen.insert(*label)) {
        diagnostics.error(Code::LABEL_MISMATCH, binding.span, format!("duplicate label `{label}` in the path"));
    }
    let required = binding.requires.as_ref().filter(|_| !operation.input.incomplete);
    if let Some(name) = required.filter(|name| !is_query_string(name, operation)) {
        let message = format!("the HTTP binding requires `{name}`, but there is no `<query>` string of that name");
        diagnostics.error(Code::LABEL_MISMATCH, binding.span, message);
    }
}

/// Returns whether a binding can require the member, which is a string argument of its constructor.
fn is_query_string(name: &str, operation: &Operation) -> bool {
    operation.input.member(name).is_some_and(|member| {
        let is_text = member.ty == Type::Scalar(Scalar::String, Format::Plain) && !member.list;
        member.location == Location::Query && is_text
    })
}

fn unused_labels(operation: &Operation, bindings: &[HttpBinding], diagnostics: &mut Diagnostics) {
    // A label of a path that no member has was reported before: one of the two is misspelt.
    if bindings.iter().flat_map(HttpBinding::labels).any(|label| operation.input.member(label).is_none()) {
        return;
    }
    for member in operation.input.members.iter().filter(|member| member.location == Location::Label) {
        if !bindings.iter().any(|binding| binding.labels().any(|label| label == member.name)) {
            let message = format!("label `{}` is not in a path", member.name);
            diagnostics.error(Code::LABEL_MISMATCH, member.span, message);
        }
    }
}

fn body(operation: &Operation, root: &str, json: bool, diagnostics: &mut Diagnostics) {
    let has_members = operation.input.members.iter().any(|member| member.location == Location::Body);
    let problem = match (has_members, root.is_empty(), operation.streams_body || json) {
        (true, true, _) if !json => "missing attribute `root` of a request with a body",
        (_, false, true) => "`root` is not allowed for a stream or a JSON body",
        _ if operation.max_body.is_some_and(|max| max < 1) => "`max-bytes` must be at least 1",
        _ if operation.max_body.is_some() && !operation.streams_body => "`max-bytes` is only allowed for a stream",
        _ => return,
    };
    diagnostics.error(Code::INVALID_CONSTRAINT, operation.span, problem);
}
