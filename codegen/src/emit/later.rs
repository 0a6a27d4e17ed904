//! What comes after the answer: waiting for a result, and what the service posts to the caller.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::types::ident;
use crate::model::{Operation, Protocol, Service, Waiter};

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

/// The function that reads what the service posts.
pub fn read_callback(operation: &Operation, service: &Service) -> Option<TokenStream> {
    let callback = operation.callback.as_ref()?;
    let output = service.operation(&callback.payload).and_then(Operation::output);
    let payload = output.or_else(|| service.shapes.get(&callback.payload))?;
    let payload = ident(&payload.rust_name);
    let mut doc = docs::lines(&callback.doc);
    doc.extend(doc.first().map(|_| String::new()));
    doc.push(
        "The body is not signed: whoever knows the address can post there. Confirm what it says before acting on it."
            .to_owned(),
    );
    doc.extend(
        ["", "# Errors", "", "Fails where the body is no JSON object, and where it says that the service failed."]
            .map(str::to_owned),
    );
    let doc = docs::attributes(&doc);
    Some(quote! {
        #doc
        pub fn read_callback(body: &[u8]) -> Result<Callback<#payload>, Error> {
            tencentcloud_runtime::read_callback(body)
        }
    })
}
