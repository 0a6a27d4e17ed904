//! Structures: the type, its builder, and what it tells about itself.

use proc_macro2::TokenStream;
use quote::quote;

use super::types::{Typed, ident};
use super::{docs, facts};
use crate::model::{Location, Member, Range, Service, Shape};

/// A structure that is no operation.
pub fn structure(shape: &Shape, service: &Service) -> TokenStream {
    let mut doc = docs::lines(&shape.doc);
    if doc.is_empty() {
        doc.push(format!("`{}` of the service `{}`.", shape.name, service.name));
    }
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
    let description = description(shape);
    quote!(#definition #builder #description)
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
    let debug = sensitive.then(|| {
        let text = &shape.rust_name;
        quote! {
            impl std::fmt::Debug for #name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    tencentcloud_runtime::debug(#text, self, f)
                }
            }
        }
    });
    quote! {
        #doc
        #derive
        #[non_exhaustive]
        pub struct #name { #(#fields)* #body }
        #debug
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
    let note = member.deprecated.as_ref()?;
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

/// `impl Shape`: the members with their names and traits, and the way from a name to a member.
pub fn description(shape: &Shape) -> TokenStream {
    let name = ident(&shape.rust_name);
    let allow = shape.members.iter().any(|member| member.deprecated.is_some()).then(|| quote!(#[allow(deprecated)]));
    let visits = shape.members.iter().map(visit);
    let one_of = shape.one_of.iter().map(|group| quote!(to.one_of(&[#(#group),*]);));
    let together = shape.together.iter().map(|group| quote!(to.together(&[#(#group),*]);));
    let to = if shape.members.is_empty() { quote!(_to) } else { quote!(to) };
    let lookup = lookup(shape);
    quote! {
        #allow
        impl Shape for #name {
            fn visit(&self, #to: &mut dyn Visitor) {
                #(#visits)*
                #(#one_of)*
                #(#together)*
            }
            #lookup
        }
    }
}

fn lookup(shape: &Shape) -> TokenStream {
    if shape.members.is_empty() {
        return quote! {
            fn member(&mut self, _name: &str) -> Option<&mut dyn Field> {
                None
            }
        };
    }
    let arms = shape.members.iter().map(|member| {
        let names = std::iter::once(&member.name).chain(&member.aliases);
        let field = ident(&member.rust_name);
        quote!(#(#names)|* => &mut self.#field,)
    });
    quote! {
        fn member(&mut self, name: &str) -> Option<&mut dyn Field> {
            let field: &mut dyn Field = match name {
                #(#arms)*
                _ => return None,
            };
            Some(field)
        }
    }
}

fn visit(member: &Member) -> TokenStream {
    let (name, field) = (&member.name, ident(&member.rust_name));
    let traits = traits(member);
    if traits.is_empty() {
        quote!(to.member(#name, &self.#field);)
    } else {
        quote!(to.with(#name, &[#(#traits),*], &self.#field);)
    }
}

fn traits(member: &Member) -> Vec<TokenStream> {
    let mut traits = match member.location {
        Location::Body => Vec::new(),
        Location::Label => vec![quote!(Trait::Label)],
        Location::Query => vec![quote!(Trait::Query)],
        Location::Header => vec![quote!(Trait::Header)],
        Location::JsonHeader => vec![quote!(Trait::Header), quote!(Trait::Json)],
        Location::JsonQuery => vec![quote!(Trait::Query), quote!(Trait::Json)],
    };
    // A label is required by being one.
    traits.extend((member.required && member.location != Location::Label).then(|| quote!(Trait::Required)));
    traits.extend(member.range.map(range));
    traits.extend(member.length.map(length));
    traits.extend(member.chars.as_ref().map(|chars| quote!(Trait::Chars(#chars))));
    traits.extend(member.wrapped.as_ref().map(|item| quote!(Trait::Wrapped(#item))));
    traits.extend(member.sensitive.then(|| quote!(Trait::Sensitive)));
    traits
}

fn range(range: Range) -> TokenStream {
    let end = |value: Option<i64>, open: TokenStream| match value {
        Some(value) => {
            let literal = proc_macro2::Literal::i64_unsuffixed(value);
            quote!(#literal)
        }
        None => open,
    };
    let (min, max) = (end(range.min, quote!(i64::MIN)), end(range.max, quote!(i64::MAX)));
    quote!(Trait::Range(#min, #max))
}

fn length(length: Range) -> TokenStream {
    let literal = |value: i64| proc_macro2::Literal::u64_unsuffixed(value.unsigned_abs());
    let min = literal(length.min.unwrap_or(0));
    let max = length.max.map(literal).map_or(quote!(usize::MAX), |max| quote!(#max));
    quote!(Trait::Length(#min, #max))
}
