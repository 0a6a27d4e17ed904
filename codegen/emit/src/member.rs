//! The members of a structure with their documentation and types, as fields, setters and constructors need them.

use std::fmt::{Display, Formatter, Result};

use codegen_model::rust_names::RuntimeItem;
use codegen_model::{Format, Member, Scalar, Type};

use crate::scope::{Scope, TypeName};

/// A member that is printed as a field, and as a setter if it is one of an input.
pub struct Described<'s> {
    /// The member.
    pub member: &'s Member,
    /// Its documentation.
    pub doc: Vec<String>,
    /// Its type.
    pub ty: MemberType<'s>,
}

impl<'s> Described<'s> {
    /// Describes members.
    pub fn all(members: &'s [Member], scope: &'s Scope<'s>) -> Vec<Self> {
        let describe = |member: &'s Member| {
            let doc = scope.docs(&member.doc);
            Self { member, doc, ty: MemberType::of(member, scope) }
        };
        members.iter().map(describe).collect()
    }
}

/// The type of a member. Printed, it is the type of the field.
pub struct MemberType<'s> {
    /// The type of one item.
    pub item: TypeName<'s>,
    /// `List`, if the member is a list.
    list: Option<TypeName<'s>>,
    boxed: bool,
    /// Whether a setter accepts anything that converts into an item.
    converts: bool,
}

impl<'s> MemberType<'s> {
    /// The type of `member`.
    pub fn of(member: &'s Member, scope: &'s Scope<'s>) -> Self {
        let (item, converts) = item(&member.ty, scope);
        let list = member.list.then(|| scope.runtime(RuntimeItem::List));
        Self { item, list, boxed: member.boxed, converts }
    }

    /// The type of a setter's or constructor's argument.
    pub fn argument(&self) -> Argument<'_> {
        Argument(self)
    }

    /// The expression that a setter assigns to the field.
    pub fn assigned(&self) -> &'static str {
        match (self.list.is_some(), self.converts) {
            (true, true) => "value.into_iter().map(Into::into).collect()",
            (true, false) => "value.into_iter().collect()",
            (false, true) => "Some(value.into())",
            (false, false) if self.boxed => "Some(Box::new(value))",
            (false, false) => "Some(value)",
        }
    }
}

impl Display for MemberType<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let item = self.item;
        match (self.list, self.boxed) {
            (Some(list), _) => write!(f, "{list}<{item}>"),
            (None, true) => write!(f, "Option<Box<{item}>>"),
            (None, false) => write!(f, "Option<{item}>"),
        }
    }
}

/// The type of an argument that sets a member.
pub struct Argument<'t>(&'t MemberType<'t>);

impl Display for Argument<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let item = self.0.item;
        match (self.0.list.is_some(), self.0.converts) {
            (true, true) => write!(f, "impl IntoIterator<Item = impl Into<{item}>>"),
            (true, false) => write!(f, "impl IntoIterator<Item = {item}>"),
            (false, true) => write!(f, "impl Into<{item}>"),
            (false, false) => write!(f, "{item}"),
        }
    }
}

/// The type of one item, and whether a setter accepts anything that converts into it.
fn item<'s>(ty: &'s Type, scope: &'s Scope<'s>) -> (TypeName<'s>, bool) {
    let service = scope.service();
    match ty {
        Type::Scalar(Scalar::String, format) => (text(*format, scope), true),
        Type::Scalar(Scalar::Integer, Format::Uint64) => (scope.builtin("u64"), false),
        Type::Scalar(Scalar::Integer, Format::Flag) => (scope.builtin("bool"), false),
        Type::Scalar(Scalar::Integer, _) => (scope.builtin("i64"), false),
        Type::Scalar(Scalar::Float, _) => (scope.builtin("f64"), false),
        Type::Scalar(Scalar::Boolean, _) => (scope.builtin("bool"), false),
        Type::Enum(name) => {
            (service.enums.get(name).map_or_else(|| scope.builtin(name), |found| scope.enumeration(found)), true)
        }
        Type::Shape(name) => {
            (service.shapes.get(name).map_or_else(|| scope.builtin(name), |shape| scope.shape(shape)), false)
        }
        Type::Object => (scope.runtime(RuntimeItem::Object), true),
    }
}

fn text<'s>(format: Format, scope: &'s Scope<'s>) -> TypeName<'s> {
    match format {
        Format::Base64 | Format::Binary => scope.runtime(RuntimeItem::Blob),
        Format::DateTime | Format::DateTimeIso | Format::Date => scope.runtime(RuntimeItem::Timestamp),
        Format::Rule => scope.runtime(RuntimeItem::Rule),
        Format::Url => scope.runtime(RuntimeItem::UrlText),
        _ => scope.builtin("String"),
    }
}
