//! The registry: every operation and every kind of rule by name, for tools.

use proc_macro2::TokenStream;
use quote::quote;

use super::types::ident;
use super::{allow_deprecated, features};
use crate::model::{Model, Service};

/// The registry's items.
pub fn registry(model: &Model) -> TokenStream {
    let operations = model.services.iter().map(|service| {
        let names = service.operations.iter().map(|operation| ident(&operation.rust_name));
        of_service(service, model, quote!(#(entries.push(Entry::of::<service::#names>());)*))
    });
    let with_rules = model.services.iter().filter(|service| !service.rules.is_empty());
    let rules: Vec<_> = with_rules
        .map(|service| {
            let (names, texts): (Vec<_>, Vec<_>) =
                service.rules.iter().map(|kind| (ident(&kind.rust_name), &kind.rust_name)).unzip();
            of_service(service, model, quote!(#(entries.push(RuleEntry::of::<service::#names>(#texts));)*))
        })
        .collect();
    let imports = if rules.is_empty() { quote!(Entry) } else { quote!({Entry, RuleEntry}) };
    let rules = (!rules.is_empty()).then(|| {
        quote! {
            /// Every kind of rule of the services that are compiled in.
            pub fn rules() -> Vec<RuleEntry> {
                let mut entries = Vec::new();
                #(#rules)*
                entries
            }
        }
    });
    let used = model.services.iter().flat_map(|service| &service.operations).any(|found| found.deprecated().is_some());
    let allow = used.then(allow_deprecated);
    quote! {
        //! Every operation by name, for tools that replay recorded requests. An application has no use for it.

        // Without a service nothing is added.
        #![allow(unused_mut)]
        #allow

        use tencentcloud_runtime::replay::#imports;

        /// Every operation of the services that are compiled in.
        pub fn entries() -> Vec<Entry> {
            let mut entries = Vec::new();
            #(#operations)*
            entries
        }

        #rules
    }
}

/// Entries of a service, where its feature is on.
fn of_service(service: &Service, model: &Model, entries: TokenStream) -> TokenStream {
    let feature = features::of_service(service, model);
    let mut path = vec![ident(&service.module)];
    if let (Some(_), Some(unit)) = (&service.version, service.units.first()) {
        path.extend(unit.path.iter().map(|part| ident(part)));
    }
    quote! {
        #[cfg(feature = #feature)]
        {
            use crate::#(#path)::* as service;
            #entries
        }
    }
}
