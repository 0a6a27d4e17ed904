//! Structures: the type and its builder.

use proc_macro2::TokenStream;
use quote::quote;

use super::items::Items;
use super::types::{Typed, ident};
use super::{docs, facts, later, table};
use crate::model::{Location, Member, Service, Shape};

/// A structure that is no operation.
pub fn structure(shape: &Shape, service: &Service, items: &mut Items) {
    let mut doc = docs::lines(&shape.doc);
    if doc.is_empty() {
        doc.push(format!("`{}` of the service `{}`.", shape.name, service.name));
    }
    doc.extend(facts::groups(shape).flat_map(|group| [String::new(), group]));
    let definition = definition(shape, &doc, None, service);
    let builder = shape.in_input.then(|| {
        let name = ident(&shape.rust_name);
        let setters = setters(&shape.members, service);
        quote! {
            impl #name {
                /// Nothing set.
                pub fn new() -> Self {
                    Self::default()
                }
                #setters
            }
        }
    });
    items.code(definition);
    items.code(quote!(#builder));
    items.code(later::posted(shape));
    table::shape(shape, items);
}

/// The type itself. `body` is the field for the bytes of an object, where the structure has one.
pub fn definition(shape: &Shape, doc: &[String], body: Option<TokenStream>, service: &Service) -> TokenStream {
    let doc = docs::attributes(doc);
    let name = ident(&shape.rust_name);
    let fields = shape.members.iter().map(|member| field(member, service));
    let sensitive = shape.members.iter().any(|member| member.sensitive);
    let derive = if sensitive {
        quote!(#[derive(Clone, Default, PartialEq)])
    } else {
        quote!(#[derive(Clone, Debug, Default, PartialEq)])
    };
    quote! {
        #doc
        #derive
        #[non_exhaustive]
        pub struct #name { #(#fields)* #body }
    }
}

fn field(member: &Member, service: &Service) -> TokenStream {
    let mut lines = docs::lines(&member.doc);
    let facts = facts::of_member(member);
    // Without a text, the facts need no blank line above.
    lines.extend(facts.into_iter().skip(usize::from(lines.is_empty())));
    let doc = docs::attributes(&lines);
    let deprecated = deprecated(member);
    let name = ident(&member.rust_name);
    let ty = Typed::of(member, service).field();
    quote!(#doc #deprecated pub #name: #ty,)
}

fn deprecated(member: &Member) -> Option<TokenStream> {
    let note = docs::line(member.deprecated.as_ref()?);
    Some(quote!(#[deprecated(note = #note)]))
}

/// A setter for each member but labels, which constructors take.
pub fn setters(members: &[Member], service: &Service) -> TokenStream {
    let setters = members.iter().filter(|member| member.location != Location::Label).map(|member| {
        let mut doc = docs::summary(&member.doc);
        if doc.is_empty() {
            doc.push(format!("Sets `{}`.", member.name));
        }
        let doc = docs::attributes(&doc);
        let deprecated = deprecated(member);
        let (name, field) = (ident(&member.setter), ident(&member.rust_name));
        let typed = Typed::of(member, service);
        let (argument, assigned) = (typed.argument(), typed.assigned());
        let allow = deprecated.is_some().then(|| quote!(#[allow(deprecated)]));
        quote! {
            #doc
            #deprecated
            #allow
            pub fn #name(mut self, value: #argument) -> Self {
                self.#field = #assigned;
                self
            }
        }
    });
    quote!(#(#setters)*)
}
