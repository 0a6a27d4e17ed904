//! The default chain of sources.

use std::sync::{Arc, OnceLock};

use super::cached::CachedCredentials;
use super::check::Missing;
use super::context::Context;
use super::environment::Environment;
use super::found::Found;
use super::key::Credentials;
use super::metadata::Instance;
use super::profile::ProfileLocation;
use super::provider::ProvideCredentials;
use super::settings::ClientSettings;
use super::tccli::TccliLocation;
use super::variables;
use super::web_identity::Identity;
use crate::{BoxFuture, Error};

/// The default source of credentials of a client. Searches in the order of the official SDKs, and the files of the
/// command line tool after theirs:
///
/// 1. the environment: see [`Credentials::from_env`]. If `TENCENTCLOUD_ROLE_ARN` is set, the key assumes this role, with the
///    session name in `TENCENTCLOUD_ROLE_SESSION_NAME`;
/// 2. a profile file: see [`Profile`](super::Profile);
/// 3. a profile of the command line tool: see [`TccliProfile`](super::TccliProfile);
/// 4. the role of the machine: see [`CvmRole`](super::CvmRole);
/// 5. the role of the pod: see [`WebIdentity::tke`](super::WebIdentity::tke).
///
/// The first source that has credentials is used from then on. A source that is configured incorrectly, such as an id
/// without a key or an unreadable profile file, ends the search with an error. If no source has credentials, the error
/// has one line for each source with the reason, also for sources that exist but were not reached.
#[derive(Debug)]
pub struct DefaultChain(CachedCredentials<Chain>);

#[derive(Clone, Debug, Default)]
struct Chain {
    profile: ProfileLocation,
    tool: TccliLocation,
    machine: Instance,
    pod: Identity,
    /// The source that had credentials. A later switch to another source could switch the identity.
    found: Arc<OnceLock<SourceKind>>,
}

#[derive(Clone, Copy, Debug)]
enum SourceKind {
    Environment,
    Profile,
    Tool,
    Machine,
    Pod,
}

/// The order of the search.
const ORDER: [SourceKind; 5] =
    [SourceKind::Environment, SourceKind::Profile, SourceKind::Tool, SourceKind::Machine, SourceKind::Pod];

impl Default for DefaultChain {
    fn default() -> Self {
        Self::new()
    }
}

impl DefaultChain {
    /// Returns the default chain.
    pub fn new() -> Self {
        Self(CachedCredentials::new(Chain::default()))
    }

    /// Sets the address of the metadata service. Default: `http://metadata.tencentyun.com`.
    pub fn metadata_endpoint(self, address: impl Into<String>) -> Self {
        Self(self.0.with(|chain| chain.machine.endpoint = address.into()))
    }
}

impl ProvideCredentials for DefaultChain {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        self.0.provide(context)
    }

    fn check_settings(&self) -> Result<(), Error> {
        self.0.check_settings()
    }

    fn settings(&self, environment: &Environment) -> Result<ClientSettings, Error> {
        self.0.settings(environment)
    }
}

impl ProvideCredentials for Chain {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async move {
            match self.found.get() {
                Some(source) => self.query(*source, context).await.map_err(|missing| source.explain(missing)),
                None => self.search(context).await,
            }
        })
    }

    fn check_settings(&self) -> Result<(), Error> {
        self.machine.check_settings()
    }

    /// Returns the settings of the source that the search will find, if it is on this machine. Fails if variables are set
    /// incorrectly, so that building a client reports it; the call that needs credentials reports a file.
    fn settings(&self, environment: &Environment) -> Result<ClientSettings, Error> {
        for source in ORDER {
            match self.find(source, environment) {
                Some(Found { origin: Err(Missing::Wrong(error)), .. }) if matches!(source, SourceKind::Environment) => {
                    let others = self.unreached(source, environment);
                    return Err(Error::credentials(format!("{error}{others}")));
                }
                Some(found) if !found.is_absent() => return found.settings,
                _ => {}
            }
        }
        Ok(ClientSettings::default())
    }
}

impl Chain {
    async fn search(&self, context: &Context) -> Result<Credentials, Error> {
        let mut tried = String::from("no credentials found:");
        for source in ORDER {
            match self.query(source, context).await {
                Ok(found) => return Ok(self.remember(source, found)),
                Err(Missing::Absent(error)) => tried += &source.line(&error.to_string()),
                Err(Missing::Wrong(error)) => {
                    tried += &source.line(&error.to_string());
                    tried += &self.unreached(source, &context.environment);
                    break;
                }
            }
        }
        Err(Error::credentials(tried))
    }

    fn remember(&self, source: SourceKind, found: Credentials) -> Credentials {
        // The cache runs one search at a time.
        let _ = self.found.set(source);
        found
    }

    async fn query(&self, source: SourceKind, context: &Context) -> Result<Credentials, Missing> {
        match (self.find(source, &context.environment), source) {
            (Some(found), _) => found.provide(context).await,
            (None, SourceKind::Pod) => self.pod.provide(context).await.map_err(Missing::Absent),
            (None, _) => self.machine.provide(context).await.map_err(Missing::Absent),
        }
    }

    /// Returns what a source on this machine has, or `None` for a source that a request must be sent to.
    fn find(&self, source: SourceKind, environment: &Environment) -> Option<Found> {
        match source {
            SourceKind::Environment => Some(variables::find(environment)),
            SourceKind::Profile => Some(self.profile.find(environment)),
            SourceKind::Tool => Some(self.tool.find(environment)),
            SourceKind::Machine | SourceKind::Pod => None,
        }
    }

    /// Describes the sources that exist behind the one that ended the search.
    fn unreached(&self, end: SourceKind, environment: &Environment) -> String {
        let behind = ORDER.into_iter().skip_while(|source| source.name() != end.name()).skip(1);
        let lines = behind.filter_map(|source| {
            let exists = match self.find(source, environment) {
                Some(found) => !found.is_absent(),
                None => matches!(source, SourceKind::Pod) && Identity::is_configured(environment),
            };
            exists.then(|| source.line(&format!("not used, because of the error of the {}", end.name())))
        });
        lines.collect()
    }
}

impl SourceKind {
    fn name(self) -> &'static str {
        match self {
            Self::Environment => "environment",
            Self::Profile => "profile file",
            Self::Tool => "profile of tccli",
            Self::Machine => "role of the machine",
            Self::Pod => "role of the pod",
        }
    }

    fn line(self, reason: &str) -> String {
        format!("\n  {}: {}", self.name(), reason.replace('\n', " "))
    }

    fn explain(self, missing: Missing) -> Error {
        Error::credentials(format!("{}: {}", self.name(), missing.into_error()))
    }
}
