//! Compares the schemas for editors (`ci.xsd`, `*.schema.json`) with the loader: the same words, and the same verdict on
//! good and bad files by independent validators.

mod json;
mod validators;
mod xsd;
