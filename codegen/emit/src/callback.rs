//! Callbacks: parsing what a service posts to an address of the caller.

use codegen_model::rust_names::RuntimeItem;
use codegen_model::{Operation, Shape};

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
    let payload = output.or_else(|| service.shapes.get(&callback.payload).map(|shape| scope.shape(shape)));
    if let Some(payload) = payload {
        reader(&callback.doc, payload, scope, out);
    }
}

/// Prints the function that parses a structure that is posted to an address set outside of any request.
pub fn posted(shape: &Shape, scope: &Scope<'_>, out: &mut String) {
    if shape.callback {
        code!(out, "\nimpl {} {{", shape.rust_name);
        let doc = "Parses a callback that the service posts to an address set in the console.";
        reader(doc, scope.builtin("Self"), scope, out);
        out.push_str("}\n");
    }
}

fn reader(doc: &str, payload: TypeName<'_>, scope: &Scope<'_>, out: &mut String) {
    let doc = documentation(doc);
    let (callback, error) = (scope.runtime(RuntimeItem::Callback), scope.runtime(RuntimeItem::Error));
    code!(
        out,
        "
{}    #[inline]
    pub fn read_callback(body: &[u8]) -> Result<{callback}<{payload}>, {error}> {{
        tencentcloud_runtime::read_callback(body)
    }}
",
        comment("    ", &doc)
    );
}

fn documentation(text: &str) -> Vec<String> {
    let mut doc = docs::lines(text);
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
    doc
}
