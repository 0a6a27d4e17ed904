//! Operations: constructors, `send`, and where they live.

use proc_macro2::TokenStream;
use quote::quote;

use super::items::Items;
use super::member::Described;
use super::structure::Parts;
use super::types::{Typed, ident};
use super::{ServiceContext, docs, example, facts, later, layout, meta, opaque, series, structure, table};
use codegen_model::{HttpBinding, Member, Operation, Protocol, Response, Service, Shape};

/// An operation and its output.
pub fn operation(operation: &Operation, place: &ServiceContext<'_>, items: &mut Items) {
    let service = place.service;
    let mut doc = docs::lines(&operation.doc);
    if doc.is_empty() {
        doc.push(format!("The operation `{}`.", operation.name));
    }
    doc.extend(facts::of_operation(operation, service));
    doc.extend(example::of_operation(operation, place));
    if operation.opaque() {
        opaque::opaque(operation, &doc, service, items);
        return;
    }
    let members = Described::all(&operation.input.members, service);
    let parts = Parts { deprecated: operation.deprecated(), body: operation.streams_body };
    structure::definition(&operation.input, &doc, &members, &parts, items);
    builder(operation, &members, service, items);
    table::shape(&operation.input, items);
    table::permissions(operation, service, items);
    binding(operation, service, items);
    if operation.rule {
        items.code(rule(operation));
    }
    if let Some(waiter) = &operation.waiter {
        items.code(later::submission(operation, waiter, service));
    }
    series::paginated(operation, service, items);
    if let Some(output) = operation.output() {
        answer(operation, output, service, items);
    }
}

/// The type of the answer. Most operations that change something answer nothing, and all of these share a type: compilers
/// take as long over a structure without members as over a small one.
fn answer(operation: &Operation, output: &Shape, service: &Service, items: &mut Items) {
    let mut shape = output.clone();
    if shape.doc.is_empty() {
        shape.doc = format!("What `{}` answers.", operation.name);
    }
    if shape.members.is_empty() && !shape.callback {
        let mut text = String::new();
        layout::comment(&mut text, &docs::lines(&shape.doc), "");
        items.text(text + "pub type " + &shape.rust_name + " = Empty;\n");
        return items.mention("Empty");
    }
    structure::structure(&shape, service, items);
}

fn builder(operation: &Operation, members: &[Described<'_>], service: &Service, items: &mut Items) {
    let mut methods = constructors(operation, service);
    if operation.rule {
        let doc = ["Parameters only, to be used as a rule inside `Pic-Operations`.".to_owned()];
        methods.push(constructor("rule", &doc, &[], service, false));
    }
    methods.extend(structure::setters(members));
    methods.push(send(operation, items));
    methods.extend(later::send_and_wait(operation, items));
    methods.extend(series::events(operation, items));
    methods.extend(series::pages(operation, items));
    methods.extend(later::read_callback(operation, service, items));
    items.text(layout::implementation(&operation.rust_name, &methods));
}

fn constructors(operation: &Operation, service: &Service) -> Vec<String> {
    let Protocol::Rest { bindings, .. } = &operation.protocol else {
        return vec![constructor("new", &["A request with nothing set.".to_owned()], &[], service, false)];
    };
    let constructors = bindings.iter().enumerate().map(|(index, way)| {
        let name = if index == 0 { "new" } else { way.constructor.as_deref().unwrap_or("new") };
        let mut doc = docs::lines(&way.doc);
        if doc.is_empty() {
            doc.push("A request with nothing else set.".to_owned());
        }
        constructor(name, &doc, &arguments(way, operation), service, operation.streams_body)
    });
    constructors.collect()
}

/// The members that a way's labels and required member stand for.
fn arguments<'o>(way: &'o HttpBinding, operation: &'o Operation) -> Vec<&'o Member> {
    let names = way.labels().chain(way.requires.as_deref());
    names.filter_map(|name| operation.input.member(name)).collect()
}

fn constructor(name: &str, doc: &[String], members: &[&Member], service: &Service, body: bool) -> String {
    let names: Vec<_> = members.iter().map(|member| format!("{}: ", member.rust_name)).collect();
    let typed = members.iter().zip(&names);
    let typed = typed.map(|(member, name)| (name.as_str(), Typed::of(member, service).argument()));
    let arguments: Vec<_> = typed.chain(body.then_some(("body: ", ("impl Into<", "Body", ">")))).collect();
    let mut text = String::new();
    layout::comment(&mut text, doc, "    ");
    text.push_str(layout::INLINE);
    layout::head(&mut text, name, &arguments, ("", "Self", ""));
    if arguments.is_empty() {
        return text + "        Self::default()\n    }\n";
    }
    let fields = members.iter().map(|member| format!("{0}: Some({0}.into())", member.rust_name));
    let fields = fields.chain(body.then(|| "body: body.into()".to_owned()));
    let fields: String = fields.map(|field| format!("            {field},\n")).collect();
    text + "        Self {\n" + &fields + "            ..Self::default()\n        }\n    }\n"
}

fn send(operation: &Operation, items: &mut Items) -> String {
    let (target, argument) = target(operation);
    let output = output_type(operation);
    [argument.1.1, "Call", output].into_iter().for_each(|name| items.mention(name));
    let mut text = "    /// Checks the request and sends it when the call is awaited.\n".to_owned() + layout::INLINE;
    layout::head(&mut text, "send", &[layout::SELF, argument], ("Call<", output, ">"));
    text + "        " + target + ".call(self)\n    }\n"
}

/// What an operation is sent to: its name, and the argument of a method.
pub fn target(operation: &Operation) -> (&'static str, layout::Argument<'static>) {
    match operation.protocol {
        Protocol::Action => ("client", ("client: ", ("&", "Client", ""))),
        Protocol::Rest { .. } => ("bucket", ("bucket: ", ("&", "Bucket", ""))),
    }
}

fn output_type(operation: &Operation) -> &str {
    match operation.output() {
        Some(shape) => &shape.rust_name,
        None if matches!(operation.response, Response::Object) => "Object",
        None => "ByteStream",
    }
}

fn binding(operation: &Operation, service: &Service, items: &mut Items) {
    let (name, output) = (&operation.rust_name, output_type(operation));
    let body =
        "\n    #[inline]\n    fn body_mut(&mut self) -> Option<&mut Body> {\n        Some(&mut self.body)\n    }\n";
    let body = if operation.streams_body { body } else { "" };
    let meta = meta::meta(operation, service);
    items.text(format!("impl Operation for {name} {{\n    type Output = {output};\n{meta}{body}}}\n"));
    let of_rest: &[_] =
        if matches!(operation.protocol, Protocol::Rest { .. }) { &["Answer", "Host", "HttpBinding"] } else { &[] };
    ["Operation", "Meta", output].iter().chain(of_rest).for_each(|name| items.mention(name));
}

fn rule(operation: &Operation) -> TokenStream {
    let name = ident(&operation.rust_name);
    quote! {
        impl From<#name> for Rule {
            fn from(operation: #name) -> Self {
                tencentcloud_runtime::rule_of(&operation)
            }
        }
    }
}
