//! `alternatives!`: structures that a member tells apart, such as the nodes of a workflow by their type.

use super::member::Trait;
use super::token::{Kind, Token};
use super::traits::{Field, Shape, View, Visitor};

/// A structure that has one of several forms.
pub trait Alternatives {
    /// Returns the name of the member that tells the forms apart.
    fn by(&self) -> &'static str;

    /// Chooses the form for a value of that member, without any member set. An unknown value keeps all members.
    fn choose(&mut self, kind: &str);
}

/// Passes the member that tells the forms apart to `visitor`.
#[doc(hidden)]
pub fn visit_kind(name: &'static str, table: &'static [Trait], kind: &'static str, visitor: &mut dyn Visitor) {
    visitor.visit_all(name, table, &[&Constant(kind)]);
}

/// A text that cannot be changed.
struct Constant(&'static str);

impl Field for Constant {
    fn kind(&self) -> Kind {
        Kind::String
    }

    fn view(&self) -> View<'_> {
        View::Text(self.0)
    }

    fn put<'t>(&mut self, token: Token<'t>) -> Result<(), Token<'t>> {
        Err(token)
    }

    fn clear(&mut self) {}

    fn enter(&mut self) -> Option<&mut dyn Shape> {
        None
    }
}

/// Describes an enumeration of structures to the codecs: the member that tells them apart, and its value for each. The
/// variant `Unknown` has all members of a structure with another value.
///
/// ```
/// # use tencentcloud_runtime::{Object, alternatives, codec::read_xml, shape};
/// #[derive(Default)]
/// struct Circle {
///     radius: Option<i64>,
/// }
/// shape!(Circle { "Radius" => radius, });
///
/// enum Figure {
///     Circle(Circle),
///     Unknown(Object),
/// }
/// alternatives!(Figure by "Type" { "circle" => Circle });
///
/// let mut figure = Figure::default();
/// read_xml(b"<Figures><Radius>1</Radius><Type>circle</Type></Figures>", &mut figure)?;
/// # Ok::<(), tencentcloud_runtime::codec::CodecError>(())
/// ```
#[macro_export]
macro_rules! alternatives {
    ($name:ident by $by:literal { $($(#[$condition:meta])* $kind:literal => $variant:ident),* $(,)? }) => {
        impl ::std::default::Default for $name {
            fn default() -> Self {
                Self::Unknown($crate::Object::default())
            }
        }

        impl $crate::Shape for $name {
            fn visit(&self, visitor: &mut dyn $crate::Visitor) {
                const TABLE: &[$crate::Trait] = &[$crate::Trait::Name($by, $by)];
                match self {
                    $($(#[$condition])* Self::$variant(inner) => {
                        $crate::visit_kind(::std::stringify!($variant), TABLE, $kind, visitor);
                        inner.visit(visitor);
                    })*
                    Self::Unknown(members) => members.visit(visitor),
                }
            }

            fn member(&mut self, name: &str) -> ::std::option::Option<&mut dyn $crate::Field> {
                match self {
                    $($(#[$condition])* Self::$variant(inner) => inner.member(name),)*
                    Self::Unknown(members) => members.member(name),
                }
            }

            fn takes_any(&self) -> bool {
                ::std::matches!(self, Self::Unknown(_))
            }

            fn alternatives(&mut self) -> ::std::option::Option<&mut dyn $crate::Alternatives> {
                ::std::option::Option::Some(self)
            }
        }

        impl $crate::Alternatives for $name {
            fn by(&self) -> &'static str {
                $by
            }

            fn choose(&mut self, kind: &str) {
                *self = match kind {
                    $($(#[$condition])* $kind => Self::$variant(::std::default::Default::default()),)*
                    _ => Self::default(),
                };
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::debug(self, f)
            }
        }

        $crate::serde_impls!($name);
    };
}
