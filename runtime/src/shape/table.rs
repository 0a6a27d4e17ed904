//! `shape!`: describes a structure, with one line per member.
//!
//! Generated code contains tables and no logic. This macro defines their expansion.

/// Describes a structure to the codecs: each member's name on the wire, its aliases in answers, its field, and its
/// traits. Rules that concern several members follow the members, then members that a feature compiles, and the field for
/// members that the schema does not describe.
///
/// ```
/// # use tencentcloud_runtime::shape;
/// #[derive(Default)]
/// struct Image {
///     url: Option<String>,
///     key: Option<String>,
///     scale: Option<i64>,
/// }
///
/// shape! {
///     Image {
///         "Url" => url,
///         "Key" | "ObjectKey" => key [Length(1, 128)],
///         "Scale" => scale [Range(1, 100), Required],
///         one_of ["Url", "Key"],
///     }
/// }
/// ```
#[macro_export]
macro_rules! shape {
    ($name:ident {
        $($wire:literal $(| $alias:literal)* => $field:ident $([$($trait:ident $(($($argument:expr),*))?),*])?,)*
        $(one_of [$($one:literal),*],)*
        $(some_of [$($some:literal),*],)*
        $(together [$($all:literal),*],)*
        $(when $told:literal $holder:ident is [$($value:literal),*] requires [$($needed:literal),*],)*
        $(with $feature:literal {
            $($wire_of:literal $(| $alias_of:literal)* => $field_of:ident $([$($trait_of:ident $(($($argument_of:expr),*))?),*])?,)*
        })*
        $(rest $rest:ident,)?
    }) => {
        #[allow(deprecated)]
        impl $crate::Shape for $name {
            #[inline]
            fn visit(&self, visitor: &mut dyn $crate::Visitor) {
                visitor.visit_all(
                    ::std::stringify!($name),
                    &[$(
                        $crate::Trait::Name($wire, ::std::stringify!($field)),
                        $($($crate::Trait::$trait $(($($argument),*))?,)*)?
                    )*],
                    &[$(&self.$field),*],
                );
                $(
                    #[cfg(feature = $feature)]
                    visitor.visit_all(
                        ::std::stringify!($name),
                        &[$(
                            $crate::Trait::Name($wire_of, ::std::stringify!($field_of)),
                            $($($crate::Trait::$trait_of $(($($argument_of),*))?,)*)?
                        )*],
                        &[$(&self.$field_of),*],
                    );
                )*
                $($crate::Shape::visit(&self.$rest, visitor);)?
                $(visitor.visit_one_of(&[$($one),*]);)*
                $(visitor.visit_some_of(&[$($some),*]);)*
                $(visitor.visit_together(&[$($all),*]);)*
                $(visitor.visit_when($told, &self.$holder, &[$($value),*], &[$($needed),*]);)*
            }

            #[inline]
            fn member(&mut self, name: &str) -> ::std::option::Option<&mut dyn $crate::Field> {
                $(
                    #[cfg(feature = $feature)]
                    match name {
                        $($wire_of $(| $alias_of)* => return ::std::option::Option::Some(&mut self.$field_of),)*
                        _ => {}
                    }
                )*
                #[allow(clippy::match_single_binding)]
                match name {
                    $($wire $(| $alias)* => ::std::option::Option::Some(&mut self.$field),)*
                    $(name if !name.is_empty() => $crate::Shape::member(&mut self.$rest, name),)?
                    _ => ::std::option::Option::None,
                }
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::debug(self, f)
            }
        }

        $crate::serde_impls!($name);
    };
}
