//! What a file or the environment says about credentials: how to get them, and the settings beside them.

use std::sync::Arc;

use super::assume_role::Role;
use super::check::Missing;
use super::context::Context;
use super::key::Credentials;
use super::metadata::Instance;
use super::process::Process;
use super::provider::ProvideCredentials;
use super::settings::ClientSettings;
use crate::{BoxFuture, Error};

/// What a source on this machine has.
pub(super) struct Found {
    pub(super) origin: Result<Origin, Missing>,
    pub(super) settings: Result<ClientSettings, Error>,
}

/// Where the credentials of a file or of the environment come from.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// A key that is written there.
    Key(Credentials),
    /// The temporary key of a login, and the message for when it has expired.
    Login(Credentials, String),
    Process(Process),
    Role(Box<Role>),
    Machine(Instance),
}

impl Found {
    pub(super) fn missing(missing: Missing) -> Self {
        Self { origin: Err(missing), settings: Ok(ClientSettings::default()) }
    }

    pub(super) fn is_absent(&self) -> bool {
        matches!(self.origin, Err(Missing::Absent(_)))
    }

    /// Returns the credentials. Whoever configured the source meant it to be used, so a failure is not `Absent`.
    pub(super) async fn provide(self, context: &Context) -> Result<Credentials, Missing> {
        self.origin?.provide(context).await.map_err(Missing::Wrong)
    }
}

impl From<Result<Origin, Missing>> for Found {
    fn from(origin: Result<Origin, Missing>) -> Self {
        Self { origin, settings: Ok(ClientSettings::default()) }
    }
}

impl Origin {
    /// Returns the role that is assumed with these credentials.
    pub(super) fn assume(self, arn: &str, session_name: Option<&str>) -> Role {
        let mut role = Role::new(Arc::new(self), arn.to_owned());
        role.session_name = session_name.map(str::to_owned);
        role
    }
}

impl ProvideCredentials for Origin {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        match self {
            Self::Key(key) => key.provide(context),
            Self::Login(key, expired) => Box::pin(async move {
                match key.expires_at() {
                    Some(expiry) if expiry <= context.now() => Err(Error::credentials(expired.clone())),
                    _ => Ok(key.clone()),
                }
            }),
            Self::Process(process) => process.provide(context),
            Self::Role(role) => role.provide(context),
            Self::Machine(machine) => machine.provide(context),
        }
    }
}
