//! How the cloud behaves, and where the server listens.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::cloud::{Clock, Watch};
use crate::log::LoggedRequest;
use crate::record::Recording;

/// What is done about a request that is not as it should be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// It is refused, as the cloud refuses it.
    #[default]
    Strict,
    /// It is answered, and the log says what is wrong.
    Warn,
    /// It is answered; nothing is looked at.
    Off,
}

impl Mode {
    /// All of them, by name.
    pub const NAMES: &'static [(&'static str, Self)] =
        &[("strict", Self::Strict), ("warn", Self::Warn), ("off", Self::Off)];

    /// The mode of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, mode)| *mode)
    }
}

/// How the cloud behaves, and where the server listens.
#[must_use]
pub struct Options {
    pub(crate) address: SocketAddr,
    pub(crate) clock: Clock,
    pub(crate) watch: Option<Watch>,
    pub(crate) signature: Mode,
    pub(crate) validate: Mode,
    pub(crate) seed: u64,
    pub(crate) strict_jobs: bool,
    pub(crate) tape: Option<Recording>,
}

impl Options {
    /// The address to listen on; a free port of 127.0.0.1 if not set. Without a server it means nothing.
    pub fn address(self, address: SocketAddr) -> Self {
        Self { address, ..self }
    }

    /// Reads the time, in Unix seconds, from here rather than from the system.
    pub fn clock(self, now: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self { clock: Box::new(now), ..self }
    }

    /// Is told of every request when it is answered.
    pub fn watch(self, watch: impl Fn(&LoggedRequest) + Send + Sync + 'static) -> Self {
        Self { watch: Some(Box::new(watch)), ..self }
    }

    /// What is done about wrong signatures; they are refused if not set.
    pub fn signature(self, mode: Mode) -> Self {
        Self { signature: mode, ..self }
    }

    /// What is done about requests that do not fit the schema; they are refused if not set.
    pub fn validate(self, mode: Mode) -> Self {
        Self { validate: mode, ..self }
    }

    /// What made values and the ids of jobs are made from. The same seed gives the same answers.
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Whether a job that was never submitted is refused; otherwise an example answers for it.
    pub fn strict_jobs(self, strict: bool) -> Self {
        Self { strict_jobs: strict, ..self }
    }

    /// Answers from what was recorded first, and in the usual way what was not.
    pub fn replay(self, tape: Recording) -> Self {
        Self { tape: Some(tape), ..self }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            address: (Ipv4Addr::LOCALHOST, 0).into(),
            clock: Box::new(unix_seconds),
            watch: None,
            signature: Mode::Strict,
            validate: Mode::Strict,
            seed: 0,
            strict_jobs: false,
            tape: None,
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("address", &self.address)
            .field("signature", &self.signature)
            .field("validate", &self.validate)
            .field("seed", &self.seed)
            .field("strict_jobs", &self.strict_jobs)
            .finish_non_exhaustive()
    }
}

fn unix_seconds() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
