//! The Rust types of members, and what their setters take.

use syn::Ident;

use super::items::Items;
use super::layout::Ty;
use codegen_model::{Format, Member, Scalar, Service, Type};

/// An identifier of a name that resolve has made.
pub fn ident(name: &str) -> Ident {
    Ident::new(name, proc_macro2::Span::call_site())
}

/// A member as generated code sees it.
pub struct Typed<'m> {
    /// The type of one item.
    item: &'m str,
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

impl<'m> Typed<'m> {
    /// Looks up the type of `member`.
    pub fn of(member: &'m Member, service: &'m Service) -> Self {
        let (item, takes) = item(&member.ty, service);
        Self { item, takes, list: member.list, boxed: member.boxed }
    }

    /// Takes note of what the field mentions.
    pub fn mention(&self, items: &mut Items) {
        items.mention(self.item);
        if self.list {
            items.mention("List");
        }
    }

    /// The type of one item.
    pub fn item(&self) -> &'m str {
        self.item
    }

    /// The type of the field.
    pub fn field(&self) -> Ty<'m> {
        match (self.list, self.boxed) {
            (true, _) => ("List<", self.item, ">"),
            (false, true) => ("Option<Box<", self.item, ">>"),
            (false, false) => ("Option<", self.item, ">"),
        }
    }

    /// The type of the setter's argument.
    pub fn argument(&self) -> Ty<'m> {
        match (self.list, self.takes) {
            (true, Takes::Itself) => ("impl IntoIterator<Item = ", self.item, ">"),
            (true, Takes::Into) => ("impl IntoIterator<Item = impl Into<", self.item, ">>"),
            (false, Takes::Itself) => ("", self.item, ""),
            (false, Takes::Into) => ("impl Into<", self.item, ">"),
        }
    }

    /// What the field becomes when the setter is given `value`: the value, and the methods that it goes through.
    pub fn assigned(&self) -> (&'static str, &'static [&'static str]) {
        match (self.list, self.takes) {
            (true, Takes::Itself) => ("value", &[".into_iter()", ".collect()"]),
            (true, Takes::Into) => ("value", &[".into_iter()", ".map(Into::into)", ".collect()"]),
            (false, Takes::Into) => ("Some(value.into())", &[]),
            (false, Takes::Itself) if self.boxed => ("Some(Box::new(value))", &[]),
            (false, Takes::Itself) => ("Some(value)", &[]),
        }
    }
}

fn item<'m>(ty: &'m Type, service: &'m Service) -> (&'m str, Takes) {
    match ty {
        Type::Scalar(Scalar::String, format) => (text(*format), Takes::Into),
        Type::Scalar(Scalar::Integer, _) => ("i64", Takes::Itself),
        Type::Scalar(Scalar::Float, _) => ("f64", Takes::Itself),
        Type::Scalar(Scalar::Boolean, _) => ("bool", Takes::Itself),
        Type::Enum(name) => (service.enums.get(name).map_or(name, |found| &found.rust_name), Takes::Into),
        Type::Shape(name) => (service.shapes.get(name).map_or(name, |shape| &shape.rust_name), Takes::Itself),
        Type::Object => ("Object", Takes::Into),
    }
}

fn text(format: Format) -> &'static str {
    match format {
        Format::Base64 | Format::Binary => "Blob",
        Format::DateTime | Format::DateTimeIso | Format::Date => "Timestamp",
        Format::Rule => "Rule",
        _ => "String",
    }
}
