//! `opaque!`: an operation whose parameters are not published.

/// Defines an operation whose input and output are an [`Object`](crate::Object).
///
/// ```
/// # use tencentcloud_runtime::opaque;
/// opaque! {
///     /// Lists things.
///     ListThings = Meta::action("things", "2024-01-01", "ListThings").repeatable();
/// }
///
/// let operation = ListThings::new().set("Limit", 10);
/// assert_eq!(operation.parameters.to_string(), r#"{"Limit":10}"#);
/// ```
#[macro_export]
macro_rules! opaque {
    ($(#[$about:meta])* $name:ident = Meta::action($($argument:literal),*)$(.$fact:ident())*;) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            /// The parameters, by their names on the wire.
            pub parameters: $crate::Object,
        }

        impl $name {
            /// Returns a request without parameters.
            pub fn new() -> Self {
                Self::default()
            }

            /// Sets a parameter, by its name on the wire.
            pub fn set(
                mut self,
                name: impl ::std::convert::Into<::std::string::String>,
                value: impl ::std::convert::Into<$crate::Json>,
            ) -> Self {
                self.parameters.set(name, value);
                self
            }

            /// Checks the request. Awaiting the call sends it.
            pub fn send(self, client: &$crate::Client) -> $crate::Call<$crate::Object> {
                client.call(self)
            }
        }

        impl $crate::Operation for $name {
            type Output = $crate::Object;
            const META: $crate::Meta = $crate::Meta::action($($argument),*)$(.$fact())*;
        }

        impl $crate::Shape for $name {
            fn visit(&self, visitor: &mut dyn $crate::Visitor) {
                self.parameters.visit(visitor);
            }

            fn member(&mut self, name: &str) -> ::std::option::Option<&mut dyn $crate::Field> {
                self.parameters.member(name)
            }

            fn takes_any(&self) -> bool {
                true
            }
        }

        $crate::serde_impls!($name);
    };
}
