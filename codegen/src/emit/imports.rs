//! What a module imports: just what its items mention.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::items::Items;
use super::types::ident;
use crate::model::Service;

/// What generated code takes from the runtime.
const RUNTIME: &[&str] = &[
    "Answer",
    "Blob",
    "Body",
    "Bucket",
    "ByteStream",
    "Call",
    "Callback",
    "Client",
    "Error",
    "EventStream",
    "Host",
    "ItemStream",
    "List",
    "Meta",
    "Object",
    "Operation",
    "PageStream",
    "Paginated",
    "Paginator",
    "Rule",
    "Submission",
    "Timestamp",
    "Wait",
    "Waiter",
    "Way",
];

/// The `use` items for the operations and structures of a file. Enumerations mention nothing, and their variants may be
/// called like anything.
pub fn of(items: &Items, unit: usize, service: &Service) -> TokenStream {
    let mut mentioned = BTreeSet::new();
    for tokens in items.tokens() {
        collect(tokens.clone(), &mut mentioned);
    }
    let runtime: Vec<_> = RUNTIME.iter().filter(|name| mentioned.contains(**name)).map(|name| ident(name)).collect();
    let runtime = (!runtime.is_empty()).then(|| quote!(use tencentcloud_runtime::{#(#runtime),*};));
    let mut elsewhere = BTreeSet::new();
    let operations = service.operations.iter().filter(|operation| operation.unit != unit);
    elsewhere.extend(operations.map(|operation| operation.rust_name.as_str()));
    elsewhere.extend(service.shapes.values().filter(|shape| shape.unit != unit).map(|shape| shape.rust_name.as_str()));
    elsewhere.extend(service.enums.values().filter(|found| found.unit != unit).map(|found| found.rust_name.as_str()));
    let module = ident(&service.module);
    let used: Vec<_> = elsewhere.into_iter().filter(|name| mentioned.contains(*name)).map(ident).collect();
    let used = (!used.is_empty()).then(|| quote!(use crate::#module::{#(#used),*};));
    quote!(#runtime #used)
}

/// Collects names, but for those behind `::`, which need no import.
fn collect(tokens: TokenStream, into: &mut BTreeSet<String>) {
    let mut colons = 0;
    for token in tokens {
        let in_path = colons == 2;
        colons = if matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ':') { colons + 1 } else { 0 };
        match token {
            TokenTree::Ident(name) if !in_path => {
                into.insert(name.to_string());
            }
            TokenTree::Group(group) => collect(group.stream(), into),
            _ => {}
        }
    }
}
