//! What became of every image.

use std::fmt;

use crate::{Image, Plan, Skipped};

/// What became of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It was not uploaded, because the run was stopped.
    NotStarted,
    /// It is not stored.
    UploadFailed(String),
    /// It may be stored: the upload ended without a response.
    Unknown(String),
    /// It is stored without its thumbnail, and was not moderated.
    NoThumbnail,
    /// It is stored and was not moderated.
    Stored,
    /// It is stored; the verdict was not there yet. The job with this id goes on.
    Moderating(String),
    /// It is stored, and there is no verdict.
    ModerationFailed(String),
    /// It is stored and harmless.
    Passed,
    /// It is stored, and a person must look at it.
    Review(String),
    /// It is stored and must not be shown.
    Blocked(String),
}

/// An image and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The image.
    pub image: Image,
    /// What became of it.
    pub state: State,
}

/// What became of every file of a folder.
#[derive(Clone, Debug)]
pub struct Report {
    /// Images, in the order of the plan.
    pub entries: Vec<Entry>,
    /// Files that were not to be uploaded.
    pub skipped: Vec<Skipped>,
    moderate: bool,
    /// Whether a stop was requested before the end.
    pub(crate) stopped: bool,
}

impl State {
    fn name(&self) -> &'static str {
        match self {
            Self::NotStarted => "not started",
            Self::UploadFailed(_) => "failed",
            Self::Unknown(_) => "unknown",
            Self::NoThumbnail => "no thumbnail",
            Self::Stored => "stored",
            Self::Moderating(_) => "moderating",
            Self::ModerationFailed(_) => "not moderated",
            Self::Passed => "passed",
            Self::Review(_) => "review",
            Self::Blocked(_) => "blocked",
        }
    }

    fn detail(&self) -> Option<&str> {
        match self {
            Self::NotStarted | Self::NoThumbnail | Self::Stored | Self::Passed => None,
            Self::UploadFailed(text) | Self::Unknown(text) | Self::Moderating(text) => Some(text),
            Self::ModerationFailed(text) | Self::Review(text) | Self::Blocked(text) => Some(text),
        }
    }
}

impl Report {
    pub(crate) fn new(plan: Plan, moderate: bool) -> Self {
        let entries = plan.images.into_iter().map(|image| Entry { image, state: State::NotStarted }).collect();
        Self { entries, skipped: plan.skipped, moderate, stopped: false }
    }

    /// Returns the exit code of the program: see `upload-folder --help`.
    pub fn exit_code(&self) -> u8 {
        use State::{
            Blocked, Moderating, ModerationFailed, NoThumbnail, NotStarted, Review, Stored, Unknown, UploadFailed,
        };
        let any = |matches: fn(&State) -> bool| self.entries.iter().any(|entry| matches(&entry.state));
        let is_failed = any(|state| matches!(state, UploadFailed(_) | NoThumbnail | ModerationFailed(_)));
        let is_open = any(|state| matches!(state, NotStarted | Unknown(_) | Moderating(_)))
            || self.moderate && any(|state| matches!(state, Stored));
        let is_flagged = any(|state| matches!(state, Review(_) | Blocked(_)));
        match (is_failed, is_open, is_flagged) {
            (true, ..) => 1,
            (_, true, _) if self.stopped => 130,
            (_, true, _) => 1,
            (.., true) => 3,
            (false, false, false) => 0,
        }
    }

    fn count(&self, matches: impl Fn(&State) -> bool) -> usize {
        self.entries.iter().filter(|entry| matches(&entry.state)).count()
    }
}

/// One line for every file, then the totals.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Entry { image, state } in &self.entries {
            write!(f, "{:<13} {}", state.name(), image.key)?;
            state.detail().map_or(Ok(()), |detail| write!(f, ": {detail}"))?;
            writeln!(f)?;
        }
        for Skipped { path, reason } in &self.skipped {
            writeln!(f, "{:<13} {}: {reason}", "skipped", path.display())?;
        }
        let not_stored =
            self.count(|state| matches!(state, State::NotStarted | State::UploadFailed(_) | State::Unknown(_)));
        let judged = self.count(|state| matches!(state, State::Passed | State::Review(_) | State::Blocked(_)));
        let total = self.entries.len();
        writeln!(
            f,
            "{} of {total} images stored, {judged} moderated, {} files skipped",
            total - not_stored,
            self.skipped.len()
        )
    }
}
