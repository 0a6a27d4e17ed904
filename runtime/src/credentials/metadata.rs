//! The role of the machine, from its metadata service.

use std::fmt;
use std::time::Duration;

use http::Request;
use http::header::HOST;

use super::cached::CachedCredentials;
use super::check;
use super::context::Context;
use super::fetch::{Fetched, fetch};
use super::key::Credentials;
use super::provider::ProvideCredentials;
use crate::codec::read_json;
use crate::endpoint::Gateway;
use crate::sign::encode;
use crate::transport::Direct;
use crate::{Body, BoxFuture, Error, Timestamp, redact};

const ENDPOINT: &str = "http://metadata.tencentyun.com";
const PATH: &str = "/latest/meta-data/cam/security-credentials/";

/// The service runs on the same machine, so it answers immediately or does not exist.
const TIMEOUT: Duration = Duration::from_secs(2);

/// Temporary credentials of the role of this machine, from the metadata service of Cloud Virtual Machine. Proxies are
/// never used, because a proxy would answer with the credentials of its own machine.
#[derive(Debug)]
pub struct CvmRole(CachedCredentials<Instance>);

/// The settings of the metadata service.
#[derive(Clone)]
pub(super) struct Instance {
    pub(super) endpoint: String,
    role: Option<String>,
    timeout: Duration,
}

impl Default for CvmRole {
    fn default() -> Self {
        Self::new()
    }
}

impl CvmRole {
    /// Returns the role that is bound to the machine.
    pub fn new() -> Self {
        Self(CachedCredentials::new(Instance::default()))
    }

    /// Sets the name of the role, which saves a request.
    pub fn role_name(self, name: impl Into<String>) -> Self {
        Self(self.0.with(|instance| instance.role = Some(name.into())))
    }

    /// Sets the address of the service. Default: `http://metadata.tencentyun.com`. One that is not valid fails the
    /// client's [`build`](crate::ClientBuilder::build).
    pub fn endpoint(self, address: impl Into<String>) -> Self {
        Self(self.0.with(|instance| instance.endpoint = address.into()))
    }

    /// Sets the timeout of a request. Default: two seconds. With zero, nothing is sent.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self(self.0.with(|instance| instance.timeout = timeout))
    }
}

impl ProvideCredentials for CvmRole {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        self.0.provide(context)
    }

    fn check_settings(&self) -> Result<(), Error> {
        self.0.check_settings()
    }
}

impl Default for Instance {
    fn default() -> Self {
        Self { endpoint: ENDPOINT.to_owned(), role: None, timeout: TIMEOUT }
    }
}

impl fmt::Debug for Instance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Instance")
            .field("endpoint", &redact::address(&self.endpoint))
            .field("role", &self.role)
            .field("timeout", &self.timeout)
            .finish()
    }
}

impl ProvideCredentials for Instance {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async move {
            let failed = |problem: String| Error::credentials(format!("metadata service: {problem}"));
            self.fetch_credentials(context).await.map_err(failed)
        })
    }

    fn check_settings(&self) -> Result<(), Error> {
        let invalid = |error: Error| Error::new(error.kind(), format!("metadata service: {}", error.message()));
        Gateway::parse(&self.endpoint).map(drop).map_err(invalid)
    }
}

impl Instance {
    async fn fetch_credentials(&self, context: &Context) -> Result<Credentials, String> {
        let role = match &self.role {
            Some(role) => role.clone(),
            None => role_name(&self.get(context, "").await?)?,
        };
        read(self.get(context, &encode(&role)).await?.ok()?)
    }

    async fn get(&self, context: &Context, role: &str) -> Result<Fetched, String> {
        let endpoint = Gateway::parse(&self.endpoint).map_err(|error| error.message().to_owned())?;
        let request = Request::get(format!("{endpoint}{PATH}{role}")).header(HOST, endpoint.host()).extension(Direct);
        fetch(context, request.body(Body::empty()).map_err(|error| error.to_string())?, self.timeout).await
    }
}

/// Reads the name of the role. A machine without a role answers 404. Rejects anything that is not a name, such as the
/// page of a captive portal.
fn role_name(answer: &Fetched) -> Result<String, String> {
    if answer.status == http::StatusCode::NOT_FOUND {
        return Err("no role is bound to this machine".to_owned());
    }
    let text = std::str::from_utf8(answer.ok()?).unwrap_or_default().trim();
    let named = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
    match text {
        "" => Err("no role is bound to this machine".to_owned()),
        name if name.len() <= 128 && name.chars().all(named) => Ok(name.to_owned()),
        _ => Err("the answer is not the name of a role".to_owned()),
    }
}

#[derive(Default)]
struct Answer {
    code: Option<String>,
    secret_id: Option<String>,
    secret_key: Option<String>,
    token: Option<String>,
    expired_time: Option<i64>,
    expiration: Option<Timestamp>,
}

crate::shape! {
    Answer {
        "Code" => code,
        "TmpSecretId" => secret_id,
        "TmpSecretKey" => secret_key,
        "Token" => token,
        "ExpiredTime" => expired_time,
        "Expiration" => expiration,
    }
}

fn read(body: &[u8]) -> Result<Credentials, String> {
    let mut answer = Answer::default();
    // The parser's message may quote the answer.
    read_json(body, &mut answer).map_err(|_| "the answer is not valid JSON".to_owned())?;
    match answer.code.as_deref() {
        Some("Success") => {}
        Some(code) if check::is_code(code) => return Err(format!("the answer has the code {code}")),
        Some(_) | None => return Err("the answer does not have the code `Success`".to_owned()),
    }
    let expiry = answer.expired_time.or_else(|| answer.expiration.as_ref()?.unix_seconds());
    check::temporary(answer.secret_id, answer.secret_key, answer.token, expiry)
}
