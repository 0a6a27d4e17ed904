//! Compares the schemas for editors (`ci.xsd`, `*.schema.json`) with the loader: the same words, and the same verdict on
//! good and bad files by independent validators.

#[path = "../support/mod.rs"]
mod support;

mod json;
mod validators;
mod xsd;
