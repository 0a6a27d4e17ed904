//! A role assumed with other credentials.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::cached::CachedCredentials;
use super::context::Context;
use super::environment::Environment;
use super::key::Credentials;
use super::provider::ProvideCredentials;
use super::settings::ClientSettings;
use super::sts::{Answer, DURATION, Sts, action};
use super::thread::in_thread;
use crate::meta::Meta;
use crate::operation::Operation;
use crate::sign::encode;
use crate::{BoxFuture, Endpoint, Error};

/// Temporary credentials of a role, from the Security Token Service.
///
/// See [AssumeRole](https://cloud.tencent.com/document/api/1312/48197).
#[doc(alias("sts", "role"))]
#[derive(Debug)]
pub struct AssumeRole(CachedCredentials<Role>);

/// The role and the source of the credentials that assume it.
#[derive(Clone)]
pub(super) struct Role {
    source: Arc<dyn ProvideCredentials>,
    arn: String,
    pub(super) session_name: Option<String>,
    duration: i64,
    pub(super) external_id: Option<String>,
    policy: Option<String>,
    mfa: Option<Mfa>,
    pub(super) sts: Sts,
}

/// A device that shows codes, and what returns its next code.
#[derive(Clone)]
struct Mfa {
    serial_number: String,
    code: Arc<dyn Fn() -> Result<String, Error> + Send + Sync>,
}

impl AssumeRole {
    /// Assumes the role `role_arn`, such as `qcs::cam::uin/100000000001:roleName/moderator`, with the credentials of
    /// `source`.
    pub fn new(source: impl ProvideCredentials, role_arn: impl Into<String>) -> Self {
        Self(CachedCredentials::new(Role::new(Arc::new(source), role_arn.into())))
    }

    /// Sets the name of the session, which appears in the audit log.
    pub fn session_name(self, name: impl Into<String>) -> Self {
        Self(self.0.with(|role| role.session_name = Some(name.into())))
    }

    /// Sets the validity of the credentials, at most twelve hours. Default: two hours.
    pub fn duration(self, duration: Duration) -> Self {
        Self(self.0.with(|role| role.duration = i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)))
    }

    /// Sets the external id that the role may require from other accounts.
    pub fn external_id(self, id: impl Into<String>) -> Self {
        Self(self.0.with(|role| role.external_id = Some(id.into())))
    }

    /// Sets the device for multi-factor authentication that the role may require, such as
    /// `qcs::cam:uin/100000000001::mfa/softToken`, and a function that returns its code.
    ///
    /// The service accepts a code once, so the function is called for each request: when the first call needs credentials,
    /// and again before they expire. It runs in a thread of its own, so it may wait for a person:
    ///
    /// ```no_run
    /// # use tencentcloud_runtime::{Error, credentials::{AssumeRole, DefaultChain}};
    /// let role = AssumeRole::new(DefaultChain::new(), "qcs::cam::uin/100000000001:roleName/moderator");
    /// let role = role.mfa("qcs::cam:uin/100000000001::mfa/softToken", || {
    ///     let mut code = String::new();
    ///     std::io::stdin().read_line(&mut code).map_err(|error| Error::credentials(error.to_string()))?;
    ///     Ok(code.trim().to_owned())
    /// });
    /// ```
    pub fn mfa(
        self,
        serial_number: impl Into<String>,
        token_code: impl Fn() -> Result<String, Error> + Send + Sync + 'static,
    ) -> Self {
        let mfa = Mfa { serial_number: serial_number.into(), code: Arc::new(token_code) };
        Self(self.0.with(|role| role.mfa = Some(mfa)))
    }

    /// Sets a policy, as JSON, that restricts the permissions of the credentials further.
    pub fn policy(self, json: impl Into<String>) -> Self {
        Self(self.0.with(|role| role.policy = Some(json.into())))
    }

    /// Sets the region of the request. Default: `ap-guangzhou`. The credentials are valid in every region.
    pub fn region(self, region: impl Into<String>) -> Self {
        Self(self.0.with(|role| role.sts.region = region.into()))
    }

    /// Sets the endpoint of the service. Default: `sts.tencentcloudapi.com`. The endpoint of the client does not apply.
    pub fn endpoint(self, endpoint: Endpoint) -> Self {
        Self(self.0.with(|role| role.sts.endpoint = endpoint))
    }
}

impl ProvideCredentials for AssumeRole {
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

impl ProvideCredentials for Role {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async move {
            let signer = self.source.provide(context).await?;
            signer.check()?;
            let code = match &self.mfa {
                Some(mfa) => mfa.next().await?,
                None => String::new(),
            };
            let secrets = [signer.secret_key(), signer.token().unwrap_or_default(), &code];
            let (request, signer) = (self.request(&code, context.now()), Some(signer.clone()));
            self.sts.request_credentials(context, request, self.duration, signer, &secrets).await
        })
    }

    fn check_settings(&self) -> Result<(), Error> {
        self.source.check_settings()
    }

    fn settings(&self, environment: &Environment) -> Result<ClientSettings, Error> {
        self.source.settings(environment)
    }
}

impl Mfa {
    async fn next(&self) -> Result<String, Error> {
        let code = Arc::clone(&self.code);
        in_thread(move || code()).await.map_err(|problem| Error::credentials(format!("MFA code: {problem}")))?
    }
}

impl Role {
    pub(super) fn new(source: Arc<dyn ProvideCredentials>, arn: String) -> Self {
        Self {
            source,
            arn,
            session_name: None,
            duration: DURATION,
            external_id: None,
            policy: None,
            mfa: None,
            sts: Sts::default(),
        }
    }

    fn request(&self, code: &str, now: i64) -> Request {
        Request {
            role_arn: Some(self.arn.clone()),
            session_name: Some(session_name(self.session_name.as_deref(), now)),
            duration: Some(self.duration),
            // The service decodes the policy twice.
            policy: self.policy.as_deref().map(|policy| encode(policy).into_owned()),
            external_id: self.external_id.clone(),
            serial_number: self.mfa.as_ref().map(|mfa| mfa.serial_number.clone()),
            token_code: self.mfa.is_some().then(|| code.to_owned()),
        }
    }
}

/// Returns the chosen name, or a unique one.
pub(super) fn session_name(chosen: Option<&str>, now: i64) -> String {
    chosen.map_or_else(|| format!("tencentcloud-rust-{now}"), str::to_owned)
}

#[derive(Default)]
struct Request {
    role_arn: Option<String>,
    session_name: Option<String>,
    duration: Option<i64>,
    policy: Option<String>,
    external_id: Option<String>,
    serial_number: Option<String>,
    token_code: Option<String>,
}

crate::shape! {
    Request {
        "RoleArn" => role_arn [Length(1, 1024)],
        "RoleSessionName" => session_name [Length(2, 128), Chars("A-Za-z0-9_+=,.@-")],
        "DurationSeconds" => duration [Range(1, 43_200)],
        "Policy" => policy,
        "ExternalId" => external_id [Length(2, 128), Chars("A-Za-z0-9_+=,.@:/-")],
        "SerialNumber" => serial_number [Length(1, 1024)],
        "TokenCode" => token_code [Length(1, 64), Sensitive],
    }
}

impl Operation for Request {
    type Output = Answer;
    const META: Meta = action("AssumeRole");
}

impl fmt::Debug for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Role")
            .field("arn", &self.arn)
            .field("session_name", &self.session_name)
            .field("duration", &self.duration)
            .field("sts", &self.sts)
            .finish_non_exhaustive()
    }
}
