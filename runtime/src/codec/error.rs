//! Bodies that cannot be read or written.

use std::fmt;

use quick_xml::errors::IllFormedError;

/// A body cannot be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodecError(String);

impl CodecError {
    pub(crate) fn new(message: impl fmt::Display) -> Self {
        Self(message.to_string())
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
        f.write_str(&self.0)
    }
}

impl std::error::Error for CodecError {}
