//! Operations: the input with its builder and `send`, the description for the runtime, and the output.

use codegen_model::rust_names::RuntimeItem;
use codegen_model::{Operation, Response, Shape};

use crate::attributes::comment;
use crate::code::code;
use crate::member::Described;
use crate::scope::{Scope, TypeName};
use crate::structure::{self, Definition};
use crate::target::target;
use crate::{callback, constructor, events, example, facts, http_binding, opaque, pagination, setter, table, waiters};

/// Prints an operation and its output.
pub fn operation(operation: &Operation, scope: &Scope<'_>, out: &mut String) {
    let doc = documentation(operation, scope);
    if operation.opaque() {
        return opaque::opaque(operation, &doc, scope.service(), out);
    }
    let (shape, members) = (&operation.input, Described::all(&operation.input.members, scope));
    let (deprecated, body) = (operation.deprecated(), operation.streams_body);
    Definition { shape, doc: &doc, members: &members, search_words: &operation.search_words, deprecated, body }
        .print(scope, out);
    builder(operation, &members, scope, out);
    table::shape(shape, scope, out);
    table::permissions(operation, scope.service(), out);
    implementation(operation, scope, out);
    if operation.rule {
        rule(operation, scope, out);
    }
    waiters::submission(operation, scope, out);
    pagination::paginated(operation, scope, out);
    if let Some(shape) = operation.output() {
        output(operation, shape, scope, out);
    }
}

fn documentation(operation: &Operation, scope: &Scope<'_>) -> Vec<String> {
    let mut doc = scope.docs(&operation.doc);
    if doc.is_empty() {
        doc.push(format!("The operation `{}`.", operation.name));
    }
    doc.extend(facts::of_operation(operation, scope.service()));
    doc.extend(example::of_operation(operation, scope.context));
    doc
}

fn builder(operation: &Operation, members: &[Described<'_>], scope: &Scope<'_>, out: &mut String) {
    code!(out, "\nimpl {} {{", operation.rust_name);
    constructor::constructors(operation, scope, out);
    setter::setters(members, out);
    send(operation, scope, out);
    waiters::send_and_wait(operation, scope, out);
    events::events(operation, scope, out);
    pagination::pages(operation, scope, out);
    callback::read_callback(operation, scope, out);
    out.push_str("}\n");
}

fn send(operation: &Operation, scope: &Scope<'_>, out: &mut String) {
    let (target, ty) = target(operation, scope);
    let (call, output) = (scope.runtime(RuntimeItem::Call), output_type(operation, scope));
    code!(
        out,
        "
    /// Validates and encodes the request. Awaiting the returned call sends it.
    #[inline]
    pub fn send(self, {target}: &{ty}) -> {call}<{output}> {{
        {target}.call(self)
    }}
"
    );
}

fn implementation(operation: &Operation, scope: &Scope<'_>, out: &mut String) {
    let (name, output) = (&operation.rust_name, output_type(operation, scope));
    code!(
        out,
        "
impl {} for {name} {{
    type Output = {output};
",
        scope.runtime(RuntimeItem::Operation)
    );
    http_binding::meta(operation, scope, out);
    if operation.streams_body {
        code!(
            out,
            "
    #[inline]
    fn body_mut(&mut self) -> Option<&mut {}> {{
        Some(&mut self.body)
    }}
",
            scope.runtime(RuntimeItem::Body)
        );
    }
    out.push_str("}\n");
}

fn rule(operation: &Operation, scope: &Scope<'_>, out: &mut String) {
    let (name, rule) = (&operation.rust_name, scope.runtime(RuntimeItem::Rule));
    code!(
        out,
        "
impl From<{name}> for {rule} {{
    fn from(operation: {name}) -> Self {{
        tencentcloud_runtime::rule_of(&operation)
    }}
}}
"
    );
}

fn output_type<'s>(operation: &'s Operation, scope: &'s Scope<'s>) -> TypeName<'s> {
    match operation.output() {
        Some(shape) if operation.answers_bytes() => scope.runtime(RuntimeItem::StreamOutput).with(&shape.rust_name),
        Some(shape) => scope.of_service(&shape.rust_name, operation.unit),
        None if matches!(operation.response, Response::Object) => scope.runtime(RuntimeItem::Object),
        None => scope.runtime(RuntimeItem::ByteStream),
    }
}

/// Prints the type of the output. All outputs without members are one type: a compiler takes nearly as long over an empty
/// structure as over a small one.
fn output(operation: &Operation, output: &Shape, scope: &Scope<'_>, out: &mut String) {
    let mut shape = output.clone();
    if shape.doc.is_empty() {
        shape.doc = format!("The output of `{}`.", operation.name);
    }
    if !shape.members.is_empty() || shape.callback {
        return structure::structure(&shape, scope, out);
    }
    let (name, doc, empty) = (&shape.rust_name, scope.docs(&shape.doc), scope.runtime(RuntimeItem::Empty));
    code!(
        out,
        "
{}pub type {name} = {empty};
",
        comment("", &doc)
    );
}
