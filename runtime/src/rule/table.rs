//! `rules!`: defines a builder of rules, with one line per part.

/// Defines a builder of rules: its head, and one line for each part with its parameters. Parts become methods.
///
/// ```
/// # use tencentcloud_runtime::{Rule, rules};
/// rules! {
///     /// Scales and crops.
///     ImageMogr2 "imageMogr2" [] {
///         /// Scales to `percent` of the size.
///         thumbnail_percent "thumbnail/!{percent}p" [percent: Integer(1, 1000)],
///         /// Encodes in this format.
///         format "format/{format}" [format: Word(String)],
///     }
/// }
///
/// let rule = Rule::from(ImageMogr2::new().thumbnail_percent(50).format("webp"));
/// assert_eq!(rule.as_str(), "imageMogr2/thumbnail/!50p/format/webp");
/// assert_eq!("imageMogr2/thumbnail/!50p".parse(), Ok(ImageMogr2::new().thumbnail_percent(50)));
/// assert_eq!(Rule::from(ImageMogr2::new().thumbnail_percent(0)).problems().len(), 1);
/// ```
#[macro_export]
macro_rules! rules {
    (
        $(#[$about:meta])*
        $name:ident $head:literal [$($argument:ident: $kind:ident($($bound:tt)*)),*] {$(
            $(#[doc = $doc:literal])*
            $part:ident $template:literal [$($param:ident: $type:ident($($limit:tt)*)),*],
        )*}
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name($crate::rule::Chain);

        impl $name {
            const HEAD: $crate::rule::Part = $crate::rule::Part {
                name: "new",
                template: $head,
                params: &[$((::std::stringify!($argument), $crate::rules!(@param $kind($($bound)*)))),*],
            };
            const PARTS: &'static [$crate::rule::Part] = &[$($crate::rule::Part {
                name: ::std::stringify!($part),
                template: $template,
                params: &[$((::std::stringify!($param), $crate::rules!(@param $type($($limit)*)))),*],
            }),*];

            /// Returns the rule with its required arguments.
            #[allow(clippy::new_without_default)]
            pub fn new($($argument: $crate::rules!(@type $kind($($bound)*))),*) -> Self {
                Self($crate::rule::Chain::new(
                    ::std::stringify!($name),
                    &Self::HEAD,
                    ::std::vec![$($crate::rules!(@value $argument $kind($($bound)*))),*],
                ))
            }

            $(
                $(#[doc = $doc])*
                pub fn $part(self, $($param: $crate::rules!(@type $type($($limit)*))),*) -> Self {
                    const PART: $crate::rule::Part = $crate::rule::Part {
                        name: ::std::stringify!($part),
                        template: $template,
                        params: &[$((::std::stringify!($param), $crate::rules!(@param $type($($limit)*)))),*],
                    };
                    Self(self.0.with(&PART, ::std::vec![$($crate::rules!(@value $param $type($($limit)*))),*]))
                }
            )*

            /// Returns a pipeline: this rule, then `next` on its result.
            pub fn then(self, next: impl ::std::convert::Into<$crate::Rule>) -> $crate::Rule {
                $crate::Rule::from(self).then(next)
            }

            /// Returns the parts of the rule.
            pub fn chain(&self) -> &$crate::rule::Chain {
                &self.0
            }
        }

        impl ::std::convert::From<$name> for $crate::Rule {
            fn from(rule: $name) -> Self {
                rule.0.into()
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::rule::ParseRuleError;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                $crate::rule::Chain::parse(::std::stringify!($name), &Self::HEAD, Self::PARTS, text).map(Self)
            }
        }
    };
    (@param Integer($min:expr, $max:expr)) => { $crate::rule::Param::Integer($min, $max) };
    (@param Flag()) => { $crate::rule::Param::Flag };
    (@param Float($min:expr, $max:expr)) => { $crate::rule::Param::Float($min, $max) };
    (@param Word($type:ty)) => { $crate::rule::Param::Word };
    (@param Base64($max:expr)) => { $crate::rule::Param::Base64($max) };
    (@type Integer($($limit:tt)*)) => { i64 };
    (@type Flag()) => { bool };
    (@type Float($($limit:tt)*)) => { f64 };
    (@type Word($type:ty)) => { impl ::std::convert::Into<$type> };
    (@type Base64($max:expr)) => { impl ::std::convert::Into<::std::string::String> };
    (@value $name:ident Integer($($limit:tt)*)) => { $crate::rule::Argument::Integer($name) };
    (@value $name:ident Flag()) => { $crate::rule::Argument::from($name) };
    (@value $name:ident Float($($limit:tt)*)) => { $crate::rule::Argument::Float($name) };
    (@value $name:ident Word($type:ty)) => {{
        let word: $type = $name.into();
        $crate::rule::Argument::Text(::std::string::ToString::to_string(&word))
    }};
    (@value $name:ident Base64($max:expr)) => { $crate::rule::Argument::Text($name.into()) };
}
