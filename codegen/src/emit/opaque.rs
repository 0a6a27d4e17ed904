//! Operations that nobody has published the parameters of: JSON objects in and out.

use quote::quote;

use super::items::Items;
use super::types::ident;
use super::{docs, operation, table};
use crate::model::{Operation, Service};

/// An operation without a schema.
pub fn opaque(operation: &Operation, doc: &[String], service: &Service, items: &mut Items) {
    let (name, send) = (ident(&operation.rust_name), operation::send(operation));
    let doc = docs::attributes(doc);
    items.code(quote! {
        #doc
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            /// The parameters, by their names on the wire.
            pub parameters: Object,
        }
    });
    items.code(quote! {
        impl #name {
            /// A request with nothing set.
            pub fn new() -> Self {
                Self::default()
            }

            /// Sets a parameter, by its name on the wire.
            pub fn set(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
                self.parameters.set(name, value);
                self
            }

            #send
        }
    });
    items.table(format!("tencentcloud_runtime::opaque!({});\n", operation.rust_name));
    table::permissions(operation, service, items);
    items.code(operation::binding(operation, service));
}
