//! Callbacks: parsing what a service posts to an address of the caller.

use codegen_model::rust_names::RuntimeItem;
use codegen_model::{Expected, Operation, Shape};

use crate::attributes::comment;
use crate::code::code;
use crate::docs;
use crate::scope::{Scope, TypeName};

/// Prints the function that parses what the service posts to the address in a request.
pub fn read_callback(operation: &Operation, scope: &Scope<'_>, out: &mut String) {
    let Some(callback) = &operation.callback else { return };
    let service = scope.service();
    let poster = service.operation(&callback.payload);
    let output = poster.and_then(|poster| Some(scope.of_service(&poster.output()?.rust_name, poster.unit)));
    let shape = service.shapes.get(&callback.payload);
    if let Some(payload) = output.or_else(|| shape.map(|shape| scope.shape(shape))) {
        let of_type = shape.map(|shape| shape.expected.as_slice()).unwrap_or_default();
        let expected: Vec<_> = of_type.iter().chain(&callback.expected).collect();
        reader(&callback.doc, payload, &expected, scope, out);
    }
}

/// Prints the function that parses a structure that is posted to an address outside of any request, or in a form beside that of
/// the operation.
pub fn posted(shape: &Shape, scope: &Scope<'_>, out: &mut String) {
    if shape.callback {
        code!(out, "\nimpl {} {{", shape.rust_name);
        let doc = "Parses a callback that the service posts in this form.";
        let expected: Vec<_> = shape.expected.iter().collect();
        reader(doc, scope.builtin("Self"), &expected, scope, out);
        out.push_str("}\n");
    }
}

fn reader(doc: &str, payload: TypeName<'_>, expected: &[&Expected], scope: &Scope<'_>, out: &mut String) {
    let (doc, call) = (documentation(doc, expected, scope), call(expected));
    let (callback, error) = (scope.runtime(RuntimeItem::Callback), scope.runtime(RuntimeItem::Error));
    code!(
        out,
        "
{}    #[inline]
    pub fn read_callback(body: &[u8]) -> Result<{callback}<{payload}>, {error}> {{
        {call}
    }}
",
        comment("    ", &doc)
    );
}

/// Returns the call of the runtime, with the values that the document must have.
fn call(expected: &[&Expected]) -> String {
    if expected.is_empty() {
        return "tencentcloud_runtime::read_callback(body)".to_owned();
    }
    let expected = expected.iter().map(|found| format!("({:?}, &{:?})", found.member, found.values));
    format!("tencentcloud_runtime::read_expected_callback(body, &[{}])", expected.collect::<Vec<_>>().join(", "))
}

fn documentation(text: &str, expected: &[&Expected], scope: &Scope<'_>) -> Vec<String> {
    let mut doc = scope.docs(text);
    if !doc.is_empty() {
        doc.push(String::new());
    }
    let rest = [
        "The body is not signed, and anyone who knows the address can post to it.",
        "Confirm its content before acting on it.",
        "",
        "# Errors",
        "",
        "Returns an error if the body is not a valid document, or if it reports a failure.",
    ];
    doc.extend(rest.map(str::to_owned));
    doc.extend(expected.iter().map(|found| expectation(found)));
    doc
}

/// Documents which values make a document another callback.
fn expectation(expected: &Expected) -> String {
    let values: Vec<_> = expected.values.iter().map(|value| docs::code(value)).collect();
    format!("Also if {} is not {}: the body is another callback.", docs::code(&expected.member), values.join(" or "))
}
