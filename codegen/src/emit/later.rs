//! What comes after the answer: waiting for a result, and what the service posts to the caller.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::types::ident;
use crate::model::{Operation, Protocol, Service, Shape, Waiter};

/// Which operation to ask, and what its answers mean.
pub fn submission(operation: &Operation, waiter: &Waiter, service: &Service) -> TokenStream {
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

/// The method that submits and waits.
pub fn send_and_wait(operation: &Operation) -> Option<TokenStream> {
    let waiter = operation.waiter.as_ref()?;
    let (target, ty) = match operation.protocol {
        Protocol::Action => (ident("client"), ident("Client")),
        Protocol::Rest { .. } => (ident("bucket"), ident("Bucket")),
    };
    if waiter.each {
        return Some(quote! {
            /// Sends the request, and asks for each of its jobs until it is done: awaiting gives the answer of the
            /// submission, and of each job the last answer, or the reason of the failure.
            pub fn send_and_wait(self, #target: &#ty) -> WaitAll<Self> {
                WaitAll::new(#target, self)
            }
        });
    }
    Some(quote! {
        /// Sends the request, and asks for the result until it is there: awaiting gives the last answer, or the reason
        /// of the failure.
        pub fn send_and_wait(self, #target: &#ty) -> Wait<Self> {
            Wait::new(#target, self)
        }
    })
}

/// The function that reads what the service posts.
pub fn read_callback(operation: &Operation, service: &Service) -> Option<TokenStream> {
    let callback = operation.callback.as_ref()?;
    let output = service.operation(&callback.payload).and_then(Operation::output);
    let payload = output.or_else(|| service.shapes.get(&callback.payload))?;
    let payload = ident(&payload.rust_name);
    let doc = docs::attributes(&doc_of_callback(&callback.doc));
    Some(quote! {
        #doc
        pub fn read_callback(body: &[u8]) -> Result<Callback<#payload>, Error> {
            tencentcloud_runtime::read_callback(body)
        }
    })
}

/// The function that reads a structure that is posted to addresses that no operation takes.
pub fn posted(shape: &Shape) -> TokenStream {
    if !shape.callback {
        return TokenStream::new();
    }
    let name = ident(&shape.rust_name);
    let doc = docs::attributes(&doc_of_callback("Reads what is posted to an address that was set in the console."));
    quote! {
        impl #name {
            #doc
            pub fn read_callback(body: &[u8]) -> Result<Callback<Self>, Error> {
                tencentcloud_runtime::read_callback(body)
            }
        }
    }
}

fn doc_of_callback(text: &str) -> Vec<String> {
    let mut doc = docs::lines(text);
    doc.extend(doc.first().map(|_| String::new()));
    let rest = [
        "The body is not signed: whoever knows the address can post there. Confirm what it says before acting on it.",
        "",
        "# Errors",
        "",
        "Fails where the body is no document, and where it says that the service failed.",
    ];
    doc.extend(rest.map(str::to_owned));
    doc
}
