//! Bodies that cannot be read or written.

use std::fmt;

use quick_xml::errors::IllFormedError;

/// A body cannot be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodecError {
    message: String,
    too_large: bool,
}

impl CodecError {
    pub(crate) fn new(message: impl fmt::Display) -> Self {
        Self { message: message.to_string(), too_large: false }
    }

    /// Returns the error for a document that takes more memory than is allowed.
    pub(super) fn too_large() -> Self {
        Self { too_large: true, ..Self::new("the values of the answer take more than four times the answer limit") }
    }

    /// Returns whether the document takes more memory than is allowed.
    pub(crate) fn is_too_large(&self) -> bool {
        self.too_large
    }

    /// Returns the error of the JSON parser, without the value that it quotes.
    pub(super) fn json(error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        match error.to_string().rsplit_once(", expected ") {
            Some((_, expected)) if error.is_data() => Self::new(format!("expected {expected}")),
            _ if error.is_data() => Self::new(format!("a value of another kind at line {line} column {column}")),
            _ => Self::new(error),
        }
    }

    /// Returns the error of the XML parser, without the names that it quotes: a damaged document has text in place of
    /// names.
    pub(super) fn xml(error: &quick_xml::Error) -> Self {
        Self::new(match error {
            quick_xml::Error::Syntax(error) => return Self::new(error),
            quick_xml::Error::IllFormed(IllFormedError::MissingEndTag(_)) => "the document ends inside an element",
            quick_xml::Error::IllFormed(IllFormedError::UnmatchedEndTag(_)) => "an end tag without a start tag",
            quick_xml::Error::IllFormed(IllFormedError::MismatchedEndTag { .. }) => {
                "an end tag that does not match its start tag"
            }
            quick_xml::Error::IllFormed(_) => "the document is not well-formed",
            _ => "the document is not XML",
        })
    }
}

impl fmt::Display for CodecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for CodecError {}
