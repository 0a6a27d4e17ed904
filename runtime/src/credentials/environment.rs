//! Environment variables.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// The environment variables of a client: those of the process, or a substitute.
#[derive(Clone)]
pub struct Environment(Arc<Read>);

type Read = dyn Fn(&str) -> Option<String> + Send + Sync;

impl Environment {
    pub(crate) fn system() -> Self {
        Self::new(|name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()))
    }

    pub(crate) fn new(read: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    /// Returns a variable. An empty one counts as not set, because shells and build systems unset variables that way.
    pub fn variable(&self, name: &str) -> Option<String> {
        (self.0)(name).filter(|value| !value.is_empty())
    }

    /// Returns the home directory.
    pub(super) fn home(&self) -> Option<PathBuf> {
        self.variable(if cfg!(windows) { "USERPROFILE" } else { "HOME" }).map(PathBuf::from)
    }
}

/// Prints no variable, because some are secret.
impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Environment(..)")
    }
}
