//! Shapes without serde's traits.

/// Nothing, without the feature `serde`.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_impls {
    ($name:ty) => {};
}
