//! `Serialize` and `Deserialize` for every structure and enumeration, behind the feature `serde`.

#[cfg(not(feature = "serde"))]
mod off;
#[cfg(feature = "serde")]
mod on;

#[cfg(feature = "serde")]
pub use on::{deserialize, serialize};
