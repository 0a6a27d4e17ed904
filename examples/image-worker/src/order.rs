//! What an order file contains.

use serde::{Deserialize, Serialize};

/// An order: photos of people, whose faces are put into a template picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Address of the template picture.
    pub template: String,
    /// For each person, the addresses of one to six photos.
    pub people: Vec<Vec<String>>,
    /// How many pictures to make, 1 to 4.
    #[serde(default = "one")]
    pub pictures: i64,
    /// How far the order is. The worker writes it; a new order has none.
    #[serde(default)]
    pub state: State,
}

/// How far an order is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum State {
    /// Nothing was submitted.
    #[default]
    New,
    /// A job is being submitted. A worker that finds this state was interrupted, and the job may exist.
    Submitting,
    /// The job with this id makes the pictures.
    Submitted {
        /// The id of the job.
        job: String,
    },
    /// The pictures are in the bucket.
    Done {
        /// Their keys.
        keys: Vec<String>,
    },
    /// There will be no pictures.
    Failed {
        /// Why.
        reason: String,
    },
}

impl State {
    /// Returns whether nothing is left to do.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Done { .. } | Self::Failed { .. })
    }
}

fn one() -> i64 {
    1
}
