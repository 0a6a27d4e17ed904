//! What a module imports: just what its items mention.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

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
    "Client",
    "Field",
    "Host",
    "List",
    "Meta",
    "OpenEnum",
    "Operation",
    "Rule",
    "Shape",
    "Timestamp",
    "Trait",
    "Visitor",
    "Way",
];

/// The `use` items for `items`.
pub fn of(items: &TokenStream, unit: usize, service: &Service) -> TokenStream {
    let mut mentioned = BTreeSet::new();
    collect(items.clone(), &mut mentioned);
    let runtime: Vec<_> = RUNTIME.iter().filter(|name| mentioned.contains(**name)).map(|name| ident(name)).collect();
    let runtime = (!runtime.is_empty()).then(|| quote!(use tencentcloud_runtime::{#(#runtime),*};));
    let mut elsewhere = BTreeSet::new();
    elsewhere.extend(service.shapes.values().filter(|shape| shape.unit != unit).map(|shape| shape.rust_name.as_str()));
    elsewhere.extend(service.enums.values().filter(|found| found.unit != unit).map(|found| found.rust_name.as_str()));
    let module = ident(&service.module);
    let used: Vec<_> = elsewhere.into_iter().filter(|name| mentioned.contains(*name)).map(ident).collect();
    let used = (!used.is_empty()).then(|| quote!(use crate::#module::{#(#used),*};));
    quote!(#runtime #used)
}

fn collect(tokens: TokenStream, into: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => {
                into.insert(name.to_string());
            }
            TokenTree::Group(group) => collect(group.stream(), into),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
