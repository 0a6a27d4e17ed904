//! `shape!`: a structure described by one line a member.
//!
//! Generated code holds tables and no logic: what a table becomes is written here once, and read here once.

/// Describes a structure to the codecs: the wire name of each member, further names that answers use for it, its field,
/// and its traits. Rules that tie members together stand behind the members.
///
/// ```
/// use tencentcloud_runtime::shape;
///
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
    }) => {
        #[allow(deprecated)]
        impl $crate::Shape for $name {
            #[inline]
            fn visit(&self, to: &mut dyn $crate::Visitor) {
                to.visit_all(
                    ::std::stringify!($name),
                    &[$(
                        $crate::Trait::Name($wire),
                        $($($crate::Trait::$trait $(($($argument),*))?,)*)?
                    )*],
                    &[$(&self.$field),*],
                );
                $(to.visit_one_of(&[$($one),*]);)*
                $(to.visit_some_of(&[$($some),*]);)*
                $(to.visit_together(&[$($all),*]);)*
            }

            #[inline]
            fn member(&mut self, name: &str) -> ::std::option::Option<&mut dyn $crate::Field> {
                #[allow(clippy::match_single_binding)]
                match name {
                    $($wire $(| $alias)* => ::std::option::Option::Some(&mut self.$field),)*
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
