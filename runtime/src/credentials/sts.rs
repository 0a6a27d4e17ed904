//! Requests to the Security Token Service for temporary credentials of a role.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use super::check;
use super::context::Context;
use super::fetch::with_causes;
use super::key::Credentials;
use super::provider::Source;
use crate::meta::Meta;
use crate::operation::Operation;
use crate::prepared::Prepared;
use crate::redact::without;
use crate::request::encode;
use crate::shared::Shared;
use crate::timeouts::Timeouts;
use crate::transport::TransportError;
use crate::{Call, Endpoint, Error, ErrorKind, Timestamp};

/// The default validity in seconds, as in the official SDKs.
pub(super) const DURATION: i64 = 7200;

const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(8);
const TIMEOUT: Duration = Duration::from_secs(20);
const ANSWER_LIMIT: usize = 64 << 10;

/// The endpoint and region of the service. The region does not affect the credentials.
#[derive(Clone, Debug)]
pub(super) struct Sts {
    pub(super) endpoint: Endpoint,
    pub(super) region: String,
}

impl Default for Sts {
    fn default() -> Self {
        Self { endpoint: Endpoint::standard(), region: "ap-guangzhou".to_owned() }
    }
}

/// Returns an action of the service, which is idempotent: it only issues a key.
pub(super) const fn action(name: &'static str) -> Meta {
    Meta::action("sts", "2018-08-13", name).repeatable()
}

impl Sts {
    /// Requests credentials that are valid for `lifetime` seconds, signed by `signer` if there is one. The `secrets` of
    /// the request never appear in an error.
    pub(super) async fn request_credentials<O: Operation<Output = Answer>>(
        &self,
        context: &Context,
        request: O,
        lifetime: i64,
        signer: Option<Credentials>,
        secrets: &[&str],
    ) -> Result<Credentials, Error> {
        let failed = |problem: String| Error::credentials(format!("{}: {}", O::META.name, without(&problem, secrets)));
        let signer = signer.unwrap_or_else(|| Credentials::new("", ""));
        let shared = Arc::new(self.shared(context, signer));
        let prepared = encode(request).map(|encoded| Prepared::new(&shared, O::META, encoded));
        let answer = Call::<Answer>::new(prepared).await.map_err(|error| failed(explain(&error)))?;
        let found = read(answer.into_inner()).map_err(failed)?;
        let until = expiry(found.expires_at(), context.now(), lifetime);
        Ok(found.with_expiry(until))
    }

    /// Returns the settings of the request: the transport, clock and gateway are those of the client that needs the
    /// credentials.
    fn shared(&self, context: &Context, signer: Credentials) -> Shared {
        let (transport, clock) = (Arc::clone(&context.transport), Arc::clone(&context.clock));
        let credentials = Source::new(Box::new(signer), context.clone());
        Shared {
            region: Some(self.region.clone()).filter(|region| !region.is_empty()),
            endpoint: Some(self.endpoint.clone()),
            gateway: context.gateway.clone(),
            timeouts: Timeouts { call: Some(TIMEOUT), attempt: Some(ATTEMPT_TIMEOUT), ..Timeouts::default() },
            answer_limit: ANSWER_LIMIT,
            ..Shared::new(credentials, transport, clock)
        }
    }
}

/// Describes an error without quoting the answer, which may contain secrets.
fn explain(error: &Error) -> String {
    match (error.kind(), error.code(), error.status()) {
        (ErrorKind::Decode, ..) => "the answer cannot be read".to_owned(),
        (_, Some(code), _) if !check::is_code(code.as_str()) => "the service rejected the request".to_owned(),
        (_, Some(code), Some(status)) if quotes(error) => format!("{code} (HTTP {status})"),
        (_, Some(_), _) => error.to_string(),
        (ErrorKind::TooLarge, ..) => error.message().to_owned(),
        (_, None, Some(status)) => format!("HTTP {status}"),
        (_, None, None) => match error.source().and_then(|source| source.downcast_ref::<TransportError>()) {
            Some(source) => with_causes(source),
            None => error.message().to_owned(),
        },
    }
}

/// Returns whether the message quotes the answer, as it does for an answer without a message of its own.
fn quotes(error: &Error) -> bool {
    error.message().starts_with("HTTP ")
}

#[derive(Default)]
pub(super) struct Answer {
    credentials: Option<Keys>,
    expired_time: Option<i64>,
    expiration: Option<Timestamp>,
}

crate::shape! {
    Answer {
        "Credentials" => credentials,
        "ExpiredTime" => expired_time,
        "Expiration" => expiration,
    }
}

/// A key. Commands that print one also use the short names.
#[derive(Default)]
pub(super) struct Keys {
    pub(super) secret_id: Option<String>,
    pub(super) secret_key: Option<String>,
    pub(super) token: Option<String>,
}

crate::shape! {
    Keys {
        "TmpSecretId" | "SecretId" => secret_id,
        "TmpSecretKey" | "SecretKey" => secret_key,
        "Token" => token,
    }
}

fn read(answer: Answer) -> Result<Credentials, String> {
    let keys = answer.credentials.unwrap_or_default();
    let expiry = answer.expired_time.or_else(|| answer.expiration.as_ref()?.unix_seconds());
    check::temporary(keys.secret_id, keys.secret_key, keys.token, expiry)
}

/// Returns the stated expiry, or else the end of the lifetime from now if the clock of this machine is so wrong that the
/// new credentials seem to be expired, or valid for longer than requested.
fn expiry(stated: Option<i64>, now: i64, lifetime: i64) -> i64 {
    let latest = now.saturating_add(lifetime);
    stated.filter(|stated| (now.saturating_add(1)..=latest).contains(stated)).unwrap_or(latest)
}
