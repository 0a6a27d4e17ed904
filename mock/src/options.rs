//! How the cloud behaves, and where the server listens.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::log::LoggedRequest;
use crate::record::replay::Recording;

/// Returns the time, in Unix seconds.
type Clock = Box<dyn Fn() -> i64 + Send + Sync>;

/// Observes every request.
type Watch = Box<dyn Fn(&LoggedRequest) + Send + Sync>;

/// How a check treats a request that fails it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Refuses the request, as the cloud does.
    #[default]
    Strict,
    /// Answers the request, and notes the problem in the log.
    Warn,
    /// Answers the request without the check.
    Off,
}

impl Mode {
    /// All modes, by name.
    pub const NAMES: &'static [(&'static str, Self)] =
        &[("strict", Self::Strict), ("warn", Self::Warn), ("off", Self::Off)];

    /// Parses the name of a mode.
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
    pub(crate) recording: Option<Recording>,
}

impl Options {
    /// Sets the address that a server listens on. Default: a free port of 127.0.0.1.
    pub fn address(self, address: SocketAddr) -> Self {
        Self { address, ..self }
    }

    /// Sets the clock, which returns Unix seconds. Default: the system's.
    pub fn clock(self, now: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self { clock: Box::new(now), ..self }
    }

    /// Calls a function with every request once it is answered.
    pub fn watch(self, watch: impl Fn(&LoggedRequest) + Send + Sync + 'static) -> Self {
        Self { watch: Some(Box::new(watch)), ..self }
    }

    /// Sets how wrong signatures are treated. Default: strict.
    pub fn signature(self, mode: Mode) -> Self {
        Self { signature: mode, ..self }
    }

    /// Sets how requests that violate the schema are treated. Default: strict.
    pub fn validate(self, mode: Mode) -> Self {
        Self { validate: mode, ..self }
    }

    /// Sets the seed of generated values and job ids. The same seed gives the same responses.
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Sets whether queries of unknown jobs are refused. Otherwise an example answers them.
    pub fn strict_jobs(self, strict: bool) -> Self {
        Self { strict_jobs: strict, ..self }
    }

    /// Answers requests from a recording where it contains them.
    pub fn replay(self, recording: Recording) -> Self {
        Self { recording: Some(recording), ..self }
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
            recording: None,
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
