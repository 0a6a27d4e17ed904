//! Enumerations that services may extend.

use super::token::Token;
use super::traits::{Value, View};

/// An enumeration of a schema. Services may add values at any time: unknown values are kept and written back unchanged.
pub trait OpenEnum: Sized {
    /// Whether the values are numbers on the wire.
    const INTEGER: bool = false;

    /// Returns the value on the wire.
    fn wire(&self) -> &str;

    /// Converts a value on the wire.
    fn from_wire(text: &str) -> Self;
}

/// Describes an enumeration, with one line per value: the value on the wire and its variant. The variant
/// `UnknownValue(String)` holds other values. The keyword `integer` before the name means that the values are numbers
/// on the wire.
///
/// ```
/// # use tencentcloud_runtime::open_enum;
/// #[derive(Debug, PartialEq)]
/// enum Suggestion {
///     Pass,
///     Block,
///     UnknownValue(String),
/// }
///
/// open_enum! {
///     Suggestion {
///         "Pass" => Pass,
///         "Block" => Block,
///     }
/// }
///
/// assert_eq!(Suggestion::from("Block"), Suggestion::Block);
/// assert_eq!(Suggestion::from("Ask").as_str(), "Ask");
/// ```
#[macro_export]
macro_rules! open_enum {
    (integer $name:ident { $($wire:literal => $variant:ident,)* }) => {
        $crate::open_enum!(@ $name, true, Integer, $($wire => $variant,)*);
    };
    ($name:ident { $($wire:literal => $variant:ident,)* }) => {
        $crate::open_enum!(@ $name, false, Enumeration, $($wire => $variant,)*);
    };
    (@ $name:ident, $integer:literal, $kind:ident, $($wire:literal => $variant:ident,)*) => {
        impl $crate::OpenEnum for $name {
            const INTEGER: bool = $integer;

            #[inline]
            fn wire(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::UnknownValue(text) => text,
                }
            }

            #[inline]
            fn from_wire(text: &str) -> Self {
                match text {
                    $($wire => Self::$variant,)*
                    _ => Self::UnknownValue(::std::borrow::ToOwned::to_owned(text)),
                }
            }
        }

        impl $name {
            /// Returns the value on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                $crate::OpenEnum::wire(self)
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::std::convert::From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::OpenEnum::from_wire(text)
            }
        }

        impl $crate::shape::Value for $name {
            const KIND: $crate::shape::Kind = $crate::shape::Kind::$kind;

            #[inline]
            fn view(&self) -> $crate::shape::View<'_> {
                $crate::shape::enum_view(self)
            }

            #[inline]
            fn read(token: $crate::shape::Token<'_>) -> ::std::result::Result<Self, $crate::shape::Token<'_>> {
                $crate::shape::enum_read(token)
            }
        }

        $crate::serde_impls!($name);
    };
}

/// Returns the value of an enumeration for a writer.
#[doc(hidden)]
pub fn enum_view<E: OpenEnum>(value: &E) -> View<'_> {
    let text = value.wire();
    match text.parse() {
        Ok(number) if E::INTEGER => View::Integer(number),
        _ => View::Text(text),
    }
}

/// Reads the value of an enumeration from a scalar.
#[doc(hidden)]
pub fn enum_read<E: OpenEnum>(token: Token<'_>) -> Result<E, Token<'_>> {
    match token {
        Token::Text(text) => Ok(E::from_wire(text)),
        other => String::read(other).map(|text| E::from_wire(&text)),
    }
}
