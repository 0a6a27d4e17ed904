//! What became of one side of an exchange.

use serde::Serialize;

/// What became of a request or an answer; the worst is last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It was written as it had been.
    Same,
    /// It was read without a loss, and not written: too little of it was recorded.
    Read,
    /// It is bytes, of which there is nothing to say.
    Bytes,
    /// It was not recorded.
    None,
    /// Something of it was lost or changed.
    Differs,
    /// One of our demands is not met.
    Refused,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Same, Self::Read, Self::Bytes, Self::None, Self::Differs, Self::Refused];

    /// In a word.
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

    /// Whether it is a failure.
    pub fn fails(self) -> bool {
        self >= Self::Differs
    }
}
