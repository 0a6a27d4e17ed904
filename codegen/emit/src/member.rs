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
    /// The feature that it needs besides that of its structure.
    pub feature: Option<String>,
}

impl<'s> Described<'s> {
    /// Describes members.
    pub fn all(members: &'s [Member], scope: &'s Scope<'s>) -> Vec<Self> {
        let describe = |member: &'s Member| {
            let doc = scope.docs(&member.doc);
            Self { member, doc, ty: MemberType::of(member, scope), feature: scope.feature_of_member(member) }
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
    /// `MemberMap`, if the member is a map.
    map: Option<TypeName<'s>>,
    boxed: bool,
    /// Whether the setter of a list adds one item.
    appends: bool,
    /// Whether a setter accepts anything that converts into an item.
    converts: bool,
}

impl<'s> MemberType<'s> {
    /// The type of `member`.
    pub fn of(member: &'s Member, scope: &'s Scope<'s>) -> Self {
        let (item, converts) = item(&member.ty, scope);
        let list = member.list.then(|| scope.runtime(RuntimeItem::List));
        let map = member.map.then(|| scope.runtime(RuntimeItem::MemberMap));
        Self { item, list, map, boxed: member.boxed, appends: member.appends, converts: converts || member.map }
    }

    /// The type of a setter's or constructor's argument.
    pub fn argument(&self) -> Argument<'_> {
        Argument(self)
    }

    /// The statement of a setter after the field: an assignment, or the call that adds an item.
    pub fn set(&self) -> String {
        match (self.appends, self.converts) {
            (true, true) => ".get_or_insert().push(value.into())".to_owned(),
            (true, false) => ".get_or_insert().push(value)".to_owned(),
            _ => format!(" = {}", self.assigned()),
        }
    }

    fn assigned(&self) -> &'static str {
        match (self.list.is_some(), self.converts) {
            (true, true) => "value.into_iter().map(Into::into).collect()",
            (true, false) => "value.into_iter().collect()",
            (false, true) if self.boxed => "Some(Box::new(value.into()))",
            (false, true) => "Some(value.into())",
            (false, false) if self.boxed => "Some(Box::new(value))",
            (false, false) => "Some(value)",
        }
    }
}

impl Display for MemberType<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let item = self.item;
        match (self.list, self.map, self.boxed) {
            (Some(list), ..) => write!(f, "{list}<{item}>"),
            (None, Some(map), _) => write!(f, "Option<{map}<{item}>>"),
            (None, None, true) => write!(f, "Option<Box<{item}>>"),
            (None, None, false) => write!(f, "Option<{item}>"),
        }
    }
}

/// The type of an argument that sets a member.
pub struct Argument<'t>(&'t MemberType<'t>);

impl Display for Argument<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let item = self.0.item;
        if let Some(map) = self.0.map {
            return write!(f, "impl Into<{map}<{item}>>");
        }
        match (self.0.list.is_some() && !self.0.appends, self.0.converts) {
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
            let shape = service.shapes.get(name);
            let converts = shape.is_some_and(|shape| shape.by.is_some());
            (shape.map_or_else(|| scope.builtin(name), |shape| scope.shape(shape)), converts)
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
        Format::Base64Url => scope.runtime(RuntimeItem::UrlBlob),
        Format::CommaList => scope.runtime(RuntimeItem::Joined).with("','"),
        Format::SlashList => scope.runtime(RuntimeItem::Joined).with("'/'"),
        _ => scope.builtin("String"),
    }
}
