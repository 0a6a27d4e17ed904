//! The language of messages.

use std::fmt;

/// The language in which services of API 3.0 write messages. Buckets have no such setting.
///
/// Set it with [`ClientBuilder::language`](crate::ClientBuilder::language), or for one call with
/// [`Call::language`](crate::Call::language).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, `en-US`: the default, so that logs and searches have one language on both sites.
    #[default]
    English,
    /// Simplified Chinese, `zh-CN`.
    Chinese,
}

impl Language {
    /// Returns the tag on the wire: `en-US` or `zh-CN`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en-US",
            Self::Chinese => "zh-CN",
        }
    }
}

/// Prints the tag.
impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}
