//! What the service decided about an image.

use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What happens to an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// Everybody may see it.
    Accepted,
    /// A person must look at it first.
    Review,
    /// Nobody may see it.
    Rejected,
}

impl Decision {
    /// All decisions.
    pub const ALL: [Self; 3] = [Self::Accepted, Self::Review, Self::Rejected];

    /// Returns the name of the decision, as JSON and the database have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Review => "review",
            Self::Rejected => "rejected",
        }
    }
}

/// The decision about one image, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Sorts by time: later verdicts have greater ids.
    pub id: Uuid,
    /// What happens to the image.
    pub decision: Decision,
    /// The most severe finding, in the words of the cloud.
    pub label: Option<String>,
    /// Confidence in the label, 0 to 100.
    pub score: Option<i64>,
    /// Identifies the moderation when asking Tencent Cloud for support.
    pub request_id: String,
    /// When the decision was made, in Unix seconds.
    pub decided_at: i64,
}

impl Verdict {
    /// Returns the present time in Unix seconds.
    pub(crate) fn now() -> i64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs().cast_signed())
    }
}
