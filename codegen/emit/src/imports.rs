//! What a module imports: just what its items mention.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::items::Items;
use super::types::ident;
use codegen_model::Service;

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
    "Empty",
    "Error",
    "EventStream",
    "Host",
    "HttpBinding",
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
    "WaitAll",
    "Waiter",
];

/// The `use` items for the operations and structures of a file. Enumerations mention nothing, and their variants may be
/// called like anything.
pub fn of(items: &Items, unit: usize, service: &Service) -> TokenStream {
    let runtime: Vec<_> = RUNTIME.iter().filter(|name| items.mentions(name)).map(|name| ident(name)).collect();
    let runtime = (!runtime.is_empty()).then(|| quote!(use tencentcloud_runtime::{#(#runtime),*};));
    let mut elsewhere = BTreeSet::new();
    let operations = service.operations.iter().filter(|operation| operation.unit != unit);
    elsewhere.extend(operations.map(|operation| operation.rust_name.as_str()));
    elsewhere.extend(service.shapes.values().filter(|shape| shape.unit != unit).map(|shape| shape.rust_name.as_str()));
    elsewhere.extend(service.enums.values().filter(|found| found.unit != unit).map(|found| found.rust_name.as_str()));
    let module = ident(&service.module);
    let used: Vec<_> = elsewhere.into_iter().filter(|name| items.mentions(name)).map(ident).collect();
    let used = (!used.is_empty()).then(|| quote!(use crate::#module::{#(#used),*};));
    quote!(#runtime #used)
}
