//! Operations: constructors, `send`, and where they live.

use proc_macro2::TokenStream;
use quote::quote;

use super::items::Items;
use super::structure::Parts;
use super::types::{Typed, ident};
use super::{Place, docs, example, facts, later, meta, opaque, series, structure, table};
use crate::model::{Answer, Member, Operation, Protocol, Service, Way};

/// An operation and its output.
pub fn operation(operation: &Operation, place: &Place<'_>, items: &mut Items) {
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
    let body = operation.streams_body.then(|| {
        quote! {
            /// The bytes to send.
            pub body: Body,
        }
    });
    let deprecated = operation.deprecated().map(structure::deprecation);
    items.code(structure::definition(&operation.input, &doc, Parts { deprecated, body }, service));
    items.code(builder(operation, service));
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
        let mut shape = output.clone();
        if shape.doc.is_empty() {
            shape.doc = format!("What `{}` answers.", operation.name);
        }
        structure::structure(&shape, service, items);
    }
}

fn builder(operation: &Operation, service: &Service) -> TokenStream {
    let name = ident(&operation.rust_name);
    let constructors = constructors(operation, service);
    let rule = operation.rule.then(|| {
        quote! {
            /// Parameters only, to be used as a rule inside `Pic-Operations`.
            pub fn rule() -> Self {
                Self::default()
            }
        }
    });
    let setters = structure::setters(&operation.input.members, service);
    let (send, send_and_wait) = (send(operation), later::send_and_wait(operation));
    let (events, pages) = (series::events(operation), series::pages(operation));
    let read_callback = later::read_callback(operation, service);
    quote! {
        impl #name {
            #constructors
            #rule
            #setters
            #send
            #send_and_wait
            #events
            #pages
            #read_callback
        }
    }
}

fn constructors(operation: &Operation, service: &Service) -> TokenStream {
    let Protocol::Rest { ways, .. } = &operation.protocol else {
        return constructor("new", &["A request with nothing set.".to_owned()], &[], service, false);
    };
    let constructors = ways.iter().enumerate().map(|(index, way)| {
        let name = if index == 0 { "new" } else { way.constructor.as_deref().unwrap_or("new") };
        let mut doc = docs::lines(&way.doc);
        if doc.is_empty() {
            doc.push("A request with nothing else set.".to_owned());
        }
        constructor(name, &doc, &arguments(way, operation), service, operation.streams_body)
    });
    quote!(#(#constructors)*)
}

/// The members that a way's labels and required member stand for.
fn arguments<'o>(way: &'o Way, operation: &'o Operation) -> Vec<&'o Member> {
    let names = way.labels().chain(way.requires.as_deref());
    names.filter_map(|name| operation.input.member(name)).collect()
}

fn constructor(name: &str, doc: &[String], members: &[&Member], service: &Service, body: bool) -> TokenStream {
    let doc = docs::attributes(doc);
    let name = ident(name);
    let fields: Vec<_> = members.iter().map(|member| ident(&member.rust_name)).collect();
    let types = members.iter().map(|member| Typed::of(member, service).argument());
    if fields.is_empty() && !body {
        return quote! {
            #doc
            pub fn #name() -> Self {
                Self::default()
            }
        };
    }
    let body_argument = body.then(|| quote!(body: impl Into<Body>,));
    let body_value = body.then(|| quote!(body: body.into(),));
    quote! {
        #doc
        pub fn #name(#(#fields: #types,)* #body_argument) -> Self {
            Self { #(#fields: Some(#fields.into()),)* #body_value ..Self::default() }
        }
    }
}

fn send(operation: &Operation) -> TokenStream {
    let output = output_type(operation);
    match operation.protocol {
        Protocol::Action => quote! {
            /// Checks the request and sends it when the call is awaited.
            pub fn send(self, client: &Client) -> Call<#output> {
                client.call(self)
            }
        },
        Protocol::Rest { .. } => quote! {
            /// Checks the request and sends it when the call is awaited.
            pub fn send(self, bucket: &Bucket) -> Call<#output> {
                bucket.call(self)
            }
        },
    }
}

fn output_type(operation: &Operation) -> TokenStream {
    match operation.output() {
        Some(shape) => {
            let name = ident(&shape.rust_name);
            quote!(#name)
        }
        None if matches!(operation.answer, Answer::Object) => quote!(Object),
        None => quote!(ByteStream),
    }
}

fn binding(operation: &Operation, service: &Service, items: &mut Items) {
    let (name, output) = (&operation.rust_name, output_type(operation));
    let body = "\n    fn body_mut(&mut self) -> Option<&mut Body> {\n        Some(&mut self.body)\n    }\n";
    let body = if operation.streams_body { body } else { "" };
    let meta = meta::meta(operation, service);
    let text = format!("impl Operation for {name} {{\n    type Output = {output};\n{meta}{body}}}\n");
    let of_rest = matches!(operation.protocol, Protocol::Rest { .. }).then(|| quote!(Answer Host Way));
    items.laid_out(quote!(Operation Meta #output #of_rest), text);
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
