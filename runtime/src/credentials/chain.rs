//! Where to look when nothing was given.

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

/// Where a client looks that is given no credentials, in the order of the official SDKs:
///
/// 1. the environment: see [`Credentials::from_env`];
/// 2. a profile file: see [`Profile`](super::Profile);
/// 3. the role of the machine: see [`CvmRole`](super::CvmRole);
/// 4. the role of the pod: see [`WebIdentity::tke`](super::WebIdentity::tke).
///
/// The first one that has credentials is used from then on. One that has them and has them wrong, half a key or a profile
/// file that cannot be read, ends the search: what somebody meant to be used is not passed over in silence. If there are
/// none, the error says in a line for each place why.
#[derive(Debug)]
pub struct DefaultChain(CachedCredentials<Chain>);

#[derive(Clone, Debug, Default)]
struct Chain {
    profile: ProfileLocation,
    machine: Instance,
    pod: Identity,
    /// The place that had credentials: another one later on could mean another identity.
    found: Arc<OnceLock<Link>>,
}

#[derive(Clone, Copy, Debug)]
enum Link {
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
    /// The chain as it is described above.
    pub fn new() -> Self {
        Self(CachedCredentials::new(Chain::default()))
    }

    /// Asks the metadata service here rather than at `http://metadata.tencentyun.com`.
    pub fn metadata_endpoint(self, address: impl Into<String>) -> Self {
        Self(self.0.with(|chain| chain.machine.endpoint = address.into()))
    }
}

impl ProvideCredentials for DefaultChain {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        self.0.provide(context)
    }
}

impl ProvideCredentials for Chain {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async move {
            match self.found.get() {
                Some(link) => self.ask(*link, context).await.map_err(|missing| link.explain(missing)),
                None => self.search(context).await,
            }
        })
    }
}

impl Chain {
    async fn search(&self, context: &Context) -> Result<Credentials, Error> {
        let mut tried = String::from("no credentials were found:");
        for link in [Link::Environment, Link::Profile, Link::Machine, Link::Pod] {
            let (missing, ends) = match self.ask(link, context).await {
                Ok(found) => return Ok(self.remember(link, found)),
                Err(Missing::Absent(error)) => (error, false),
                Err(Missing::Wrong(error)) => (error, true),
            };
            tried.extend(["\n  ", link.name(), ": ", &missing.to_string().replace('\n', " ")]);
            if ends {
                break;
            }
        }
        Err(Error::credentials(tried))
    }

    fn remember(&self, link: Link, found: Credentials) -> Credentials {
        // Only one search is under way at a time.
        let _ = self.found.set(link);
        found
    }

    async fn ask(&self, link: Link, context: &Context) -> Result<Credentials, Missing> {
        match link {
            Link::Environment => variables::read(&context.environment),
            Link::Profile => self.profile.read(&context.environment),
            Link::Machine => self.machine.provide(context).await.map_err(Missing::Absent),
            Link::Pod => self.pod.provide(context).await.map_err(Missing::Absent),
        }
    }
}

impl Link {
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
