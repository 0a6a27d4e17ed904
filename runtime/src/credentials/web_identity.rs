//! A role that the holder of an OpenID Connect token may take.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::assume_role::session_name;
use super::cached::CachedCredentials;
use super::check::problem;
use super::context::Context;
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

/// A role that the holder of an OpenID Connect token may take, such as a pod of Tencent Kubernetes Engine: temporary
/// credentials of the role, from the Security Token Service.
///
/// See [AssumeRoleWithWebIdentity](https://cloud.tencent.com/document/api/1312/73070).
#[derive(Debug)]
pub struct WebIdentity(CachedCredentials<Identity>);

/// The role, and the proof that one may take it.
#[derive(Clone, Debug, Default)]
pub(super) struct Identity {
    /// Provider, role and token file; without them, the variables of a pod.
    given: Option<Given>,
    session_name: Option<String>,
    duration: Option<i64>,
    endpoint: Option<Endpoint>,
    region: Option<String>,
}

#[derive(Clone, Debug)]
struct Given {
    provider: String,
    role: String,
    token_file: PathBuf,
    region: Option<String>,
}

impl WebIdentity {
    /// The role `role_arn`, taken with the token in `token_file`, which the identity provider `provider_id` issued. The
    /// file is read anew each time, since such tokens expire and are replaced.
    pub fn new(provider_id: impl Into<String>, role_arn: impl Into<String>, token_file: impl Into<PathBuf>) -> Self {
        let (provider, role, token_file) = (provider_id.into(), role_arn.into(), token_file.into());
        let given = Some(Given { provider, role, token_file, region: None });
        Self(CachedCredentials::new(Identity { given, ..Identity::default() }))
    }

    /// The role that Tencent Kubernetes Engine gives a pod: with the variables `TKE_REGION`, `TKE_PROVIDER_ID`,
    /// `TKE_WEB_IDENTITY_TOKEN_FILE` and `TKE_ROLE_ARN`.
    pub fn tke() -> Self {
        Self(CachedCredentials::new(Identity::default()))
    }

    /// The name of the session, which appears in the audit log.
    pub fn session_name(self, name: impl Into<String>) -> Self {
        Self(self.0.with(|identity| identity.session_name = Some(name.into())))
    }

    /// How long the credentials are to be valid, at most twelve hours; two hours if not set.
    pub fn duration(self, duration: Duration) -> Self {
        let seconds = i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        Self(self.0.with(|identity| identity.duration = Some(seconds)))
    }

    /// The region to ask in; that of the pod, or `ap-guangzhou`, if not set. The credentials are good for every region.
    pub fn region(self, region: impl Into<String>) -> Self {
        Self(self.0.with(|identity| identity.region = Some(region.into())))
    }

    /// Where to ask, if not at `sts.tencentcloudapi.com`. The endpoint of the client is for other services.
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
            let given = self.given.clone().map_or_else(|| Given::of_pod(context), Ok)?;
            let token = read_token(&given.token_file)?;
            let request = self.request(&given, &token, context.now());
            self.sts(given).ask(context, request, None, &[&token]).await
        })
    }
}

impl Identity {
    fn sts(&self, given: Given) -> Sts {
        let usual = Sts::default();
        let region = self.region.clone().or(given.region).unwrap_or(usual.region);
        Sts { endpoint: self.endpoint.clone().unwrap_or(usual.endpoint), region }
    }

    fn request(&self, given: &Given, token: &str, now: i64) -> Request {
        Request {
            provider_id: Some(given.provider.clone()),
            token: Some(token.to_owned()),
            role_arn: Some(given.role.clone()),
            session_name: Some(session_name(self.session_name.as_deref(), now)),
            duration: Some(self.duration.unwrap_or(DURATION)),
        }
    }
}

impl Given {
    fn of_pod(context: &Context) -> Result<Self, Error> {
        let names = [REGION, PROVIDER, TOKEN_FILE, ROLE];
        match names.map(|name| context.variable(name)) {
            [Some(region), Some(provider), Some(token_file), Some(role)] => {
                Ok(Self { provider, role, token_file: token_file.into(), region: Some(region) })
            }
            found => {
                let missing = names.into_iter().zip(&found).filter(|(_, value)| value.is_none()).map(|(name, _)| name);
                Err(Error::credentials(format!("not set: {}", missing.collect::<Vec<_>>().join(", "))))
            }
        }
    }
}

/// Line breaks around a token come from how the file was written.
fn read_token(path: &Path) -> Result<String, Error> {
    let failed = |problem: String| Error::credentials(format!("the token file {} {problem}", path.display()));
    let text = file::read(path).map_err(|error| failed(format!("cannot be read: {error}")))?;
    let token = text.trim();
    match problem(token) {
        None => Ok(token.to_owned()),
        Some(_) if token.is_empty() => Err(failed("is empty".to_owned())),
        Some(_) => Err(failed("holds something other than a token".to_owned())),
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
