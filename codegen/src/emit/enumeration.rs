//! Enumerations: open, so that a value that the service adds tomorrow is no error.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::types::ident;
use crate::model::{Enum, Service};
use crate::resolve::CATCH_ALL;

/// An enumeration.
pub fn enumeration(found: &Enum, service: &Service) -> TokenStream {
    let mut doc = docs::lines(&found.doc);
    if doc.is_empty() {
        doc.push(format!("`{}` of the service `{}`.", found.name, service.name));
    }
    let doc = docs::attributes(&doc);
    let name = ident(&found.rust_name);
    let catch_all = ident(CATCH_ALL);
    let variants = found.values.iter().map(|value| {
        let doc = match docs::lines(&value.doc) {
            lines if lines.is_empty() => vec![format!("`{}`.", value.value)],
            lines => lines,
        };
        let (doc, variant) = (docs::attributes(&doc), ident(&value.rust_name));
        quote!(#doc #variant,)
    });
    let pairs: Vec<_> = found.values.iter().map(|value| (&value.value, ident(&value.rust_name))).collect();
    let to_wire = pairs.iter().map(|(value, variant)| quote!(Self::#variant => #value,));
    let from_wire = pairs.iter().map(|(value, variant)| quote!(#value => Self::#variant,));
    let integer = found.integer.then(|| {
        quote!(
            const INTEGER: bool = true;
        )
    });
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that this version of the crate does not know.
            #catch_all(String),
        }

        impl OpenEnum for #name {
            #integer
            fn wire(&self) -> &str {
                match self {
                    #(#to_wire)*
                    Self::#catch_all(value) => value,
                }
            }
            fn from_wire(text: &str) -> Self {
                match text {
                    #(#from_wire)*
                    _ => Self::#catch_all(text.to_owned()),
                }
            }
        }

        tencentcloud_runtime::open_enum!(#name);
    }
}
