//! No serde traits, without the feature `serde`.

/// Expands to nothing without the feature `serde`.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_impls {
    ($name:ty) => {};
}
