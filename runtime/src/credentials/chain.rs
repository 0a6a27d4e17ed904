//! The default chain of sources.

use std::sync::{Arc, OnceLock};

use super::cached::CachedCredentials;
use super::check::Missing;
use super::context::Context;
use super::key::Credentials;
use super::metadata::Instance;
use super::profile::ProfileLocation;
use super::provider::ProvideCredentials;
use super::variables;
use super::web_identity::Identity;
use crate::{BoxFuture, Error};

/// The default source of credentials of a client. Searches in the order of the official SDKs:
///
/// 1. the environment: see [`Credentials::from_env`];
/// 2. a profile file: see [`Profile`](super::Profile);
/// 3. the role of the machine: see [`CvmRole`](super::CvmRole);
/// 4. the role of the pod: see [`WebIdentity::tke`](super::WebIdentity::tke).
///
/// The first source that has credentials is used from then on. A source that is configured incorrectly, such as an id
/// without a key or an unreadable profile file, ends the search with an error. If no source has credentials, the error
/// has one line for each source with the reason.
#[derive(Debug)]
pub struct DefaultChain(CachedCredentials<Chain>);

#[derive(Clone, Debug, Default)]
struct Chain {
    profile: ProfileLocation,
    machine: Instance,
    pod: Identity,
    /// The source that had credentials. A later switch to another source could switch the identity.
    found: Arc<OnceLock<SourceKind>>,
}

#[derive(Clone, Copy, Debug)]
enum SourceKind {
    Environment,
    Profile,
    Machine,
    Pod,
}

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
}

impl Chain {
    async fn search(&self, context: &Context) -> Result<Credentials, Error> {
        let mut tried = String::from("no credentials found:");
        for source in [SourceKind::Environment, SourceKind::Profile, SourceKind::Machine, SourceKind::Pod] {
            let (missing, ends) = match self.query(source, context).await {
                Ok(found) => return Ok(self.remember(source, found)),
                Err(Missing::Absent(error)) => (error, false),
                Err(Missing::Wrong(error)) => (error, true),
            };
            tried.extend(["\n  ", source.name(), ": ", &missing.to_string().replace('\n', " ")]);
            if ends {
                break;
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
        match source {
            SourceKind::Environment => variables::read(&context.environment),
            SourceKind::Profile => self.profile.read(&context.environment),
            SourceKind::Machine => self.machine.provide(context).await.map_err(Missing::Absent),
            SourceKind::Pod => self.pod.provide(context).await.map_err(Missing::Absent),
        }
    }
}

impl SourceKind {
    fn name(self) -> &'static str {
        match self {
            Self::Environment => "environment",
            Self::Profile => "profile file",
            Self::Machine => "role of the machine",
            Self::Pod => "role of the pod",
        }
    }

    fn explain(self, missing: Missing) -> Error {
        Error::credentials(format!("{}: {}", self.name(), missing.into_error()))
    }
}
