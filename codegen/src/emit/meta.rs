//! Where an operation lives, and how it travels, as a constant.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Answer, Host, Operation, Protocol, Service, Way};

/// The constant that says where the operation lives.
pub fn meta(operation: &Operation, service: &Service) -> TokenStream {
    let name = &operation.name;
    let meta = match &operation.protocol {
        Protocol::Action => {
            let (service, version) = (&service.name, service.version.as_deref().unwrap_or_default());
            quote!(Meta::action(#service, #version, #name))
        }
        Protocol::Rest { ways, root } => {
            let ways = ways.iter().map(way);
            let answer = answer(&operation.answer);
            quote!(Meta::rest(#name, &[#(#ways),*], #root, #answer))
        }
    };
    match operation.protocol {
        _ if !operation.repeatable() => meta,
        Protocol::Action => quote!(#meta.repeatable()),
        Protocol::Rest { .. } => quote!(Meta { repeatable: true, ..#meta }),
    }
}

fn way(way: &Way) -> TokenStream {
    let (method, path) = (&way.method, &way.path);
    let host = match way.host {
        Host::Cos => quote!(Host::Cos),
        Host::Ci => quote!(Host::Ci),
        Host::Pic => quote!(Host::Pic),
        Host::Region => quote!(Host::CiRegion),
    };
    let requires = way.requires.as_ref().map(|member| quote!(.requires(#member)));
    quote!(Way::new(#method, #host, #path)#requires)
}

fn answer(answer: &Answer) -> TokenStream {
    match answer {
        Answer::Stream => quote!(Answer::Stream),
        Answer::Shape { json: true, .. } | Answer::Object => quote!(Answer::Json),
        Answer::Shape { shape, root, .. } if root.is_empty() && shape.members.is_empty() => quote!(Answer::Empty),
        Answer::Shape { root, .. } => quote!(Answer::Xml(#root)),
    }
}
