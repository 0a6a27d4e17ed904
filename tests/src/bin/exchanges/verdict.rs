//! The outcome for one side of an exchange.

use serde::Serialize;

/// The outcome for a request or an answer. The worst is last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It was written as recorded.
    Same,
    /// It was read without loss, but too little was recorded to compare what is written.
    Read,
    /// It is bytes, which have no structure to compare.
    Bytes,
    /// It was not recorded.
    None,
    /// Something was lost or changed.
    Differs,
    /// It violates a constraint of the schema.
    Refused,
}

impl Verdict {
    /// All verdicts, the worst last.
    pub const ALL: [Self; 6] = [Self::Same, Self::Read, Self::Bytes, Self::None, Self::Differs, Self::Refused];

    /// Returns the word for the text report.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Read => "read",
            Self::Bytes => "bytes",
            Self::None => "–",
            Self::Differs => "differs",
            Self::Refused => "refused",
        }
    }

    /// Whether the verdict is a failure.
    pub fn fails(self) -> bool {
        self >= Self::Differs
    }
}
