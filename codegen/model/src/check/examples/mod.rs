//! Checks that requests and responses of examples match the schema. Each finding is at its place inside of the example.

mod place;
mod request;
mod response;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Example, Operation, Protocol, Service};
use crate::source::{SourceText, Span};
use crate::syntax::json::{self, Node};
use crate::validate::{Check, Findings, Flaw, Violation};

pub(super) fn check(operation: &Operation, service: &Service, diagnostics: &mut Diagnostics) {
    for example in &operation.examples {
        let mut report = Report { example, operation, diagnostics };
        match operation.protocol {
            Protocol::Action => action(operation, service, &mut report),
            Protocol::Rest { .. } => rest(operation, service, &mut report),
        }
    }
}

fn action(operation: &Operation, service: &Service, report: &mut Report<'_>) {
    let example = report.example;
    if let Some((node, value)) = parsed(&example.request, report)
        && !operation.opaque()
    {
        let mut check = Check::new(service);
        check.json("", &value, &operation.input);
        report.json(&example.request, &node, check.findings);
    }
    response::of_action(operation, service, report);
}

fn rest(operation: &Operation, service: &Service, report: &mut Report<'_>) {
    let target = match &report.example.via {
        Some(via) => service.operation(via),
        None => Some(operation),
    };
    let Some(target) = target else {
        let via = report.example.via.clone().unwrap_or_default();
        let names = service.operations.iter().map(|found| found.name.as_str());
        let span = report.example.span;
        report.at(span, format!("unknown operation `{via}`")).suggest(&via, names);
        return;
    };
    // A part of the operation that could not be read has its own finding.
    if !target.incomplete {
        request::check(target, service, report);
        response::check(target, service, report);
    }
}

/// Parses a JSON text of an example. Reports a syntax error.
fn parsed<'t>(text: &'t SourceText, report: &mut Report<'_>) -> Option<(Node<'t>, Value)> {
    match json::parse_text(text) {
        Ok(node) => {
            let value = node.to_json();
            Some((node, value))
        }
        Err(error) => {
            report.at(text.span(error.offset..error.offset), error.message);
            None
        }
    }
}

/// Where findings of an example go.
struct Report<'a> {
    example: &'a Example,
    operation: &'a Operation,
    diagnostics: &'a mut Diagnostics,
}

impl Report<'_> {
    fn at(&mut self, span: Span, problem: impl std::fmt::Display) -> &mut Diagnostic {
        let message = format!("example `{}` of `{}`: {problem}", self.example.title, self.operation.name);
        self.diagnostics.error(Code::EXAMPLE_MISMATCH, span, message)
    }

    fn violation(&mut self, span: Span, violation: &Violation) {
        self.at(span, format!("`{}` {}", violation.place, violation.rule));
    }

    /// Reports the violations in a JSON text, which has the value `node`.
    fn json(&mut self, text: &SourceText, node: &Node<'_>, findings: Findings) {
        for violation in causes(findings) {
            self.violation(text.span(place::in_json(&violation, node)), &violation);
        }
    }
}

/// Returns the violations of an example. A member with a wrong name is missing as well: only its name is reported.
fn causes(findings: Findings) -> Vec<Violation> {
    let mut found = findings.violations;
    let is_misnamed = found.iter().any(|violation| violation.flaw == Flaw::Unknown);
    found.retain(|violation| !is_misnamed || violation.flaw != Flaw::Missing);
    // The service may have values that its documentation does not list, but an example shows what is documented.
    found.extend(findings.notes);
    found
}
