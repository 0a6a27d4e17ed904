//! Sources of credentials, and how often they are fetched.

mod assume_role;
mod cache;
mod chain;
mod concurrent;
mod cvm_role;
#[cfg(feature = "transport")]
mod network;
mod order;
#[cfg(unix)]
mod process;
mod profile;
mod settings;
mod source;
mod tccli;
mod test_env;
mod types;
mod variables;
mod web_identity;

use tencentcloud_runtime::credentials::{Context, ProvideCredentials};
use tencentcloud_runtime::{Credentials, Error, ErrorKind};

pub(crate) const NOW: i64 = 1_551_113_065;
pub(crate) const ID: &str = "AKIDEXAMPLE";
pub(crate) const KEY: &str = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz";

/// Returns the message of a credentials error, and checks that it contains no secret.
pub(crate) fn message(outcome: Result<Credentials, Error>) -> String {
    let error = outcome.expect_err("an error");
    assert_eq!(error.kind(), ErrorKind::Credentials, "{error}");
    for secret in ["hush", KEY] {
        assert!(!format!("{error} {error:?}").contains(secret), "{error:?}");
    }
    error.to_string()
}

pub(crate) async fn provide(source: &impl ProvideCredentials, context: &Context) -> Result<Credentials, Error> {
    source.provide(context).await
}

/// Returns the secret id from a source.
pub(crate) async fn id(source: &impl ProvideCredentials, context: &Context) -> String {
    source.provide(context).await.expect("credentials").secret_id().to_owned()
}
