//! A role assumed with an OpenID Connect token.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::assume_role::session_name;
use super::cached::CachedCredentials;
use super::check::problem;
use super::context::Context;
use super::environment::Environment;
use super::file;
use super::key::Credentials;
use super::provider::ProvideCredentials;
use super::sts::{Answer, DURATION, Sts, action};
use crate::meta::Meta;
use crate::operation::Operation;
use crate::{BoxFuture, Endpoint, Error};

const REGION: &str = "TKE_REGION";
const PROVIDER: &str = "TKE_PROVIDER_ID";
const TOKEN_FILE: &str = "TKE_WEB_IDENTITY_TOKEN_FILE";
const ROLE: &str = "TKE_ROLE_ARN";
const VARIABLES: [&str; 4] = [REGION, PROVIDER, TOKEN_FILE, ROLE];

/// Temporary credentials of a role that is assumed with an OpenID Connect token, as in a pod of Tencent Kubernetes
/// Engine.
///
/// See [AssumeRoleWithWebIdentity](https://cloud.tencent.com/document/api/1312/73070).
#[derive(Debug)]
pub struct WebIdentity(CachedCredentials<Identity>);

/// The role and the settings of the request.
#[derive(Clone, Debug, Default)]
pub(super) struct Identity {
    /// The provider, role and token file; if absent, those in the environment variables of a pod.
    settings: Option<Settings>,
    session_name: Option<String>,
    duration: Option<i64>,
    endpoint: Option<Endpoint>,
    region: Option<String>,
}

#[derive(Clone, Debug)]
struct Settings {
    provider: String,
    role: String,
    token_file: PathBuf,
    region: Option<String>,
}

impl WebIdentity {
    /// Assumes the role `role_arn` with the token in `token_file`, which the identity provider `provider_id` issued.
    /// Every request reads the file again, because such tokens expire and are replaced.
    pub fn new(provider_id: impl Into<String>, role_arn: impl Into<String>, token_file: impl Into<PathBuf>) -> Self {
        let (provider, role, token_file) = (provider_id.into(), role_arn.into(), token_file.into());
        let settings = Some(Settings { provider, role, token_file, region: None });
        Self(CachedCredentials::new(Identity { settings, ..Identity::default() }))
    }

    /// Assumes the role of a pod of Tencent Kubernetes Engine, from the variables `TKE_REGION`, `TKE_PROVIDER_ID`,
    /// `TKE_WEB_IDENTITY_TOKEN_FILE` and `TKE_ROLE_ARN`.
    pub fn tke() -> Self {
        Self(CachedCredentials::new(Identity::default()))
    }

    /// Sets the name of the session, which appears in the audit log.
    pub fn session_name(self, name: impl Into<String>) -> Self {
        Self(self.0.with(|identity| identity.session_name = Some(name.into())))
    }

    /// Sets the validity of the credentials, at most twelve hours. Default: two hours.
    pub fn duration(self, duration: Duration) -> Self {
        let seconds = i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        Self(self.0.with(|identity| identity.duration = Some(seconds)))
    }

    /// Sets the region of the request. Default: that of the pod, or `ap-guangzhou`. The credentials are valid in every
    /// region.
    pub fn region(self, region: impl Into<String>) -> Self {
        Self(self.0.with(|identity| identity.region = Some(region.into())))
    }

    /// Sets the endpoint of the service. Default: `sts.tencentcloudapi.com`. The endpoint of the client does not apply.
    pub fn endpoint(self, endpoint: Endpoint) -> Self {
        Self(self.0.with(|identity| identity.endpoint = Some(endpoint)))
    }
}

impl ProvideCredentials for WebIdentity {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        self.0.provide(context)
    }
}

impl ProvideCredentials for Identity {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async move {
            let settings = self.settings.clone().map_or_else(|| Settings::of_pod(context), Ok)?;
            let token = read_token(&settings.token_file)?;
            let request = self.request(&settings, &token, context.now());
            let lifetime = self.duration.unwrap_or(DURATION);
            self.sts(settings).request_credentials(context, request, lifetime, None, &[&token]).await
        })
    }
}

impl Identity {
    /// Returns whether all variables of a pod are set.
    pub(super) fn is_configured(environment: &Environment) -> bool {
        VARIABLES.iter().all(|name| environment.variable(name).is_some())
    }

    fn sts(&self, settings: Settings) -> Sts {
        let default = Sts::default();
        let region = self.region.clone().or(settings.region).unwrap_or(default.region);
        Sts { endpoint: self.endpoint.clone().unwrap_or(default.endpoint), region }
    }

    fn request(&self, settings: &Settings, token: &str, now: i64) -> Request {
        Request {
            provider_id: Some(settings.provider.clone()),
            token: Some(token.to_owned()),
            role_arn: Some(settings.role.clone()),
            session_name: Some(session_name(self.session_name.as_deref(), now)),
            duration: Some(self.duration.unwrap_or(DURATION)),
        }
    }
}

impl Settings {
    fn of_pod(context: &Context) -> Result<Self, Error> {
        match VARIABLES.map(|name| context.variable(name)) {
            [Some(region), Some(provider), Some(token_file), Some(role)] => {
                Ok(Self { provider, role, token_file: token_file.into(), region: Some(region) })
            }
            found => {
                let missing =
                    VARIABLES.into_iter().zip(&found).filter(|(_, value)| value.is_none()).map(|(name, _)| name);
                Err(Error::credentials(format!("not set: {}", missing.collect::<Vec<_>>().join(", "))))
            }
        }
    }
}

/// Reads the token, without the line breaks around it.
fn read_token(path: &Path) -> Result<String, Error> {
    let failed = |problem: String| Error::credentials(format!("the token file {} {problem}", path.display()));
    let text = file::read(path).map_err(|error| failed(format!("cannot be read: {error}")))?;
    let token = text.trim();
    match problem(token) {
        None => Ok(token.to_owned()),
        Some(_) if token.is_empty() => Err(failed("is empty".to_owned())),
        Some(_) => Err(failed("does not contain a token".to_owned())),
    }
}

#[derive(Default)]
struct Request {
    provider_id: Option<String>,
    token: Option<String>,
    role_arn: Option<String>,
    session_name: Option<String>,
    duration: Option<i64>,
}

crate::shape! {
    Request {
        "ProviderId" => provider_id [Length(1, 1024)],
        "WebIdentityToken" => token,
        "RoleArn" => role_arn [Length(1, 1024)],
        "RoleSessionName" => session_name [Length(2, 128), Chars("A-Za-z0-9_+=,.@-")],
        "DurationSeconds" => duration [Range(1, 43_200)],
    }
}

impl Operation for Request {
    type Output = Answer;
    const META: Meta = action("AssumeRoleWithWebIdentity").unsigned();
}
