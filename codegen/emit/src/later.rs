//! What comes after the answer: waiting for a result, and what the service posts to the caller.

use proc_macro2::TokenStream;
use quote::quote;

use super::items::Items;
use super::operation::target;
use super::types::ident;
use super::{docs, layout};
use codegen_model::{Operation, Service, Shape, Waiter};

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
pub fn send_and_wait(operation: &Operation, items: &mut Items) -> Option<String> {
    let waiter = operation.waiter.as_ref()?;
    let (target, argument) = target(operation);
    let wait = if waiter.each { "WaitAll" } else { "Wait" };
    [argument.1.1, wait].into_iter().for_each(|name| items.mention(name));
    let mut text = String::new();
    let one = [
        "Sends the request, and asks for the result until it is there: awaiting gives the last answer, or the reason",
        "of the failure.",
    ];
    let all = [
        "Sends the request, and asks for each of its jobs until it is done: awaiting gives the answer of the",
        "submission, and of each job the last answer, or the reason of the failure.",
    ];
    let doc = if waiter.each { all } else { one };
    layout::comment(&mut text, &doc.map(str::to_owned), "    ");
    text.push_str(layout::INLINE);
    layout::head(&mut text, "send_and_wait", &[layout::SELF, argument], (&format!("{wait}<"), "Self", ">"));
    Some(format!("{text}        {wait}::new({target}, self)\n    }}\n"))
}

/// The function that reads what the service posts.
pub fn read_callback(operation: &Operation, service: &Service, items: &mut Items) -> Option<String> {
    let callback = operation.callback.as_ref()?;
    let output = service.operation(&callback.payload).and_then(Operation::output);
    let payload = output.or_else(|| service.shapes.get(&callback.payload))?;
    Some(reader(&callback.doc, &payload.rust_name, items))
}

/// The function that reads a body as a type.
fn reader(doc: &str, payload: &str, items: &mut Items) -> String {
    [payload, "Callback", "Error"].into_iter().for_each(|name| items.mention(name));
    let mut text = String::new();
    layout::comment(&mut text, &doc_of_callback(doc), "    ");
    text.push_str(layout::INLINE);
    let answer = ("Result<Callback<", payload, ">, Error>");
    layout::head(&mut text, "read_callback", &[("body: ", ("", "&[u8]", ""))], answer);
    text + "        tencentcloud_runtime::read_callback(body)\n    }\n"
}

/// The function that reads a structure that is posted to addresses that no operation takes.
pub fn posted(shape: &Shape, items: &mut Items) {
    if shape.callback {
        let reader = reader("Reads what is posted to an address that was set in the console.", "Self", items);
        items.text(layout::implementation(&shape.rust_name, &[reader]));
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
