//! Operations: constructors, `send`, and where they live.

use proc_macro2::TokenStream;
use quote::quote;

use super::items::Items;
use super::types::ident;
use super::{Place, docs, example, facts, structure, table};
use crate::model::{Answer, Host, Operation, Protocol, Service, Waiter, Way};

/// An operation and its output.
pub fn operation(operation: &Operation, place: &Place<'_>, items: &mut Items) {
    let service = place.service;
    let mut doc = docs::lines(&operation.doc);
    if doc.is_empty() {
        doc.push(format!("The operation `{}`.", operation.name));
    }
    doc.extend(facts::of_operation(operation, service));
    doc.extend(example::of_operation(operation, place));
    let body = operation.streams_body.then(|| {
        quote! {
            /// The bytes to send.
            pub body: Body,
        }
    });
    items.code(structure::definition(&operation.input, &doc, body, service));
    items.code(builder(operation, service));
    table::shape(&operation.input, items);
    items.code(binding(operation, service));
    if operation.rule {
        items.code(rule(operation));
    }
    if let Some(waiter) = &operation.waiter {
        items.code(submission(operation, waiter, service));
    }
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
    let constructors = constructors(operation);
    let rule = operation.rule.then(|| {
        quote! {
            /// Parameters only, to be used as a rule inside `Pic-Operations`.
            pub fn rule() -> Self {
                Self::default()
            }
        }
    });
    let setters = structure::setters(&operation.input.members, service);
    let (send, send_and_wait) = (send(operation), send_and_wait(operation));
    quote! {
        impl #name {
            #constructors
            #rule
            #setters
            #send
            #send_and_wait
        }
    }
}

fn constructors(operation: &Operation) -> TokenStream {
    let Protocol::Rest { ways, .. } = &operation.protocol else {
        return constructor("new", &["A request with nothing set.".to_owned()], &[], false);
    };
    let constructors = ways.iter().enumerate().map(|(index, way)| {
        let name = if index == 0 { "new" } else { way.constructor.as_deref().unwrap_or("new") };
        let mut doc = docs::lines(&way.doc);
        if doc.is_empty() {
            doc.push("A request with nothing else set.".to_owned());
        }
        constructor(name, &doc, &arguments(way, operation), operation.streams_body)
    });
    quote!(#(#constructors)*)
}

/// The fields that a way's labels and required member stand for.
fn arguments(way: &Way, operation: &Operation) -> Vec<String> {
    let names = way.labels().chain(way.requires.as_deref());
    names.filter_map(|name| operation.input.member(name)).map(|member| member.rust_name.clone()).collect()
}

fn constructor(name: &str, doc: &[String], fields: &[String], body: bool) -> TokenStream {
    let doc = docs::attributes(doc);
    let name = ident(name);
    let fields: Vec<_> = fields.iter().map(|field| ident(field)).collect();
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
        pub fn #name(#(#fields: impl Into<String>,)* #body_argument) -> Self {
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
        None => quote!(ByteStream),
    }
}

fn binding(operation: &Operation, service: &Service) -> TokenStream {
    let (name, output, meta) = (ident(&operation.rust_name), output_type(operation), meta(operation, service));
    let take_body = operation.streams_body.then(|| {
        quote! {
            fn take_body(&mut self) -> Option<Body> {
                Some(std::mem::take(&mut self.body))
            }
        }
    });
    quote! {
        impl Operation for #name {
            type Output = #output;
            const META: Meta = #meta;
            #take_body
        }
    }
}

fn meta(operation: &Operation, service: &Service) -> TokenStream {
    let name = &operation.name;
    let meta = match &operation.protocol {
        Protocol::Action => {
            let (service, version) = (&service.name, service.version.as_deref().unwrap_or_default());
            quote!(Meta::action(#service, #version, #name))
        }
        Protocol::Rest { ways, root } => {
            let ways = ways.iter().map(way);
            let answer = answer(&operation.answer);
            quote!(Meta::rest(#name, &[#(#ways),*], #root, #answer))
        }
    };
    if operation.repeatable() { quote!(Meta { repeatable: true, ..#meta }) } else { meta }
}

fn way(way: &Way) -> TokenStream {
    let (method, path) = (&way.method, &way.path);
    let host = match way.host {
        Host::Cos => quote!(Host::Cos),
        Host::Ci => quote!(Host::Ci),
        Host::Pic => quote!(Host::Pic),
    };
    let requires = way.requires.as_ref().map(|member| quote!(.requires(#member)));
    quote!(Way::new(#method, #host, #path)#requires)
}

fn answer(answer: &Answer) -> TokenStream {
    match answer {
        Answer::Stream => quote!(Answer::Stream),
        Answer::Shape { json: true, .. } => quote!(Answer::Json),
        Answer::Shape { shape, root, .. } if root.is_empty() && shape.members.is_empty() => quote!(Answer::Empty),
        Answer::Shape { root, .. } => quote!(Answer::Xml(#root)),
    }
}

fn submission(operation: &Operation, waiter: &Waiter, service: &Service) -> TokenStream {
    let name = ident(&operation.rust_name);
    let query = ident(service.operation(&waiter.query).map_or(&waiter.query, |query| &query.rust_name));
    let Waiter { from, to, status, done, failed, .. } = waiter;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let (code, message) = (text(&waiter.code), text(&waiter.message));
    quote! {
        impl Submission for #name {
            type Query = #query;
            const WAITER: Waiter = Waiter {
                from: #from,
                to: #to,
                status: #status,
                done: &[#(#done),*],
                failed: &[#(#failed),*],
                code: #code,
                message: #message,
            };
        }
    }
}

fn send_and_wait(operation: &Operation) -> Option<TokenStream> {
    operation.waiter.as_ref()?;
    let (target, ty) = match operation.protocol {
        Protocol::Action => (ident("client"), ident("Client")),
        Protocol::Rest { .. } => (ident("bucket"), ident("Bucket")),
    };
    Some(quote! {
        /// Sends the request, and asks for the result until it is there: awaiting gives the last answer, or the reason
        /// of the failure.
        pub fn send_and_wait(self, #target: &#ty) -> Wait<Self> {
            Wait::new(#target, self)
        }
    })
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
