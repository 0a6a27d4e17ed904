//! The schemas for editors (`ci.xsd`, `*.schema.json`) say what the loader says: the same words, and the same verdict on
//! good and bad files, by validators that know nothing of the loader.

#[path = "../support/mod.rs"]
mod support;

mod json;
mod validators;
mod xsd;
