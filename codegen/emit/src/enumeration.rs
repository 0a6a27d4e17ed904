//! Enumerations: open, so that a value that the service adds tomorrow is no error.

use quote::quote;

use super::items::Items;
use super::types::ident;
use super::{docs, table};
use codegen_model::resolve::CATCH_ALL;
use codegen_model::{Enum, Service};

/// An enumeration.
pub fn enumeration(found: &Enum, service: &Service, items: &mut Items) {
    let mut doc = docs::lines(&found.doc);
    if doc.is_empty() {
        doc.push(format!("`{}` of the service `{}`.", found.name, service.name));
    }
    let doc = docs::attributes(&doc);
    let name = ident(&found.rust_name);
    let catch_all = ident(CATCH_ALL);
    let variants = found.values.iter().map(|value| {
        let doc = match docs::lines(&value.doc) {
            lines if lines.is_empty() => vec![format!("{}.", docs::code(&value.value))],
            lines => lines,
        };
        let (doc, variant) = (docs::attributes(&doc), ident(&value.rust_name));
        quote!(#doc #variant,)
    });
    items.code(quote! {
        #doc
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that this version of the crate does not know.
            #catch_all(String),
        }
    });
    table::enumeration(found, items);
}
