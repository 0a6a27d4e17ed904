//! The Rust types of members, and what their setters take.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use crate::model::{Format, Member, Scalar, Service, Type};

/// An identifier of a name that resolve has made.
pub fn ident(name: &str) -> Ident {
    Ident::new(name, proc_macro2::Span::call_site())
}

/// A member as generated code sees it.
pub struct Typed {
    /// The type of one item.
    item: TokenStream,
    /// What a setter does with its argument.
    takes: Takes,
    list: bool,
    boxed: bool,
}

/// What a setter takes.
#[derive(Clone, Copy)]
enum Takes {
    /// The type itself.
    Itself,
    /// Whatever becomes the type.
    Into,
}

impl Typed {
    /// Looks up the type of `member`.
    pub fn of(member: &Member, service: &Service) -> Self {
        let (item, takes) = item(&member.ty, service);
        Self { item, takes, list: member.list, boxed: member.boxed }
    }

    /// The type of the field.
    pub fn field(&self) -> TokenStream {
        let item = &self.item;
        match (self.list, self.boxed) {
            (true, _) => quote!(List<#item>),
            (false, true) => quote!(Option<Box<#item>>),
            (false, false) => quote!(Option<#item>),
        }
    }

    /// The type of the setter's argument.
    pub fn argument(&self) -> TokenStream {
        let item = &self.item;
        match (self.list, self.takes) {
            (true, Takes::Itself) => quote!(impl IntoIterator<Item = #item>),
            (true, Takes::Into) => quote!(impl IntoIterator<Item = impl Into<#item>>),
            (false, Takes::Itself) => quote!(#item),
            (false, Takes::Into) => quote!(impl Into<#item>),
        }
    }

    /// What the field becomes when the setter is given `value`.
    pub fn assigned(&self) -> TokenStream {
        match (self.list, self.takes) {
            (true, Takes::Itself) => quote!(value.into_iter().collect()),
            (true, Takes::Into) => quote!(value.into_iter().map(Into::into).collect()),
            (false, Takes::Into) => quote!(Some(value.into())),
            (false, Takes::Itself) if self.boxed => quote!(Some(Box::new(value))),
            (false, Takes::Itself) => quote!(Some(value)),
        }
    }
}

fn item(ty: &Type, service: &Service) -> (TokenStream, Takes) {
    match ty {
        Type::Scalar(Scalar::String, format) => (text(*format), Takes::Into),
        Type::Scalar(Scalar::Integer, _) => (quote!(i64), Takes::Itself),
        Type::Scalar(Scalar::Float, _) => (quote!(f64), Takes::Itself),
        Type::Scalar(Scalar::Boolean, _) => (quote!(bool), Takes::Itself),
        Type::Enum(name) => {
            let name = ident(service.enums.get(name).map_or(name, |found| &found.rust_name));
            (quote!(#name), Takes::Into)
        }
        Type::Shape(name) => {
            let name = ident(service.shapes.get(name).map_or(name, |shape| &shape.rust_name));
            (quote!(#name), Takes::Itself)
        }
    }
}

fn text(format: Format) -> TokenStream {
    match format {
        Format::Base64 | Format::Binary => quote!(Blob),
        Format::DateTime | Format::DateTimeIso | Format::Date => quote!(Timestamp),
        Format::Rule => quote!(Rule),
        _ => quote!(String),
    }
}
