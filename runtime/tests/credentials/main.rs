//! Where credentials come from, and how often they are fetched.

mod cache;
mod chain;
mod machine;
#[cfg(feature = "reqwest")]
mod network;
mod pod;
mod profile;
mod role;
mod source;
mod types;
mod variables;
mod waiting;
mod world;

use tencentcloud_runtime::credentials::{Context, ProvideCredentials};
use tencentcloud_runtime::{Credentials, Error, ErrorKind};

pub(crate) const NOW: i64 = 1_551_113_065;
pub(crate) const ID: &str = "AKIDEXAMPLE";
pub(crate) const KEY: &str = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz";

/// The message of an error of the right kind.
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

/// The secret id that a source gives.
pub(crate) async fn id(source: &impl ProvideCredentials, context: &Context) -> String {
    source.provide(context).await.expect("credentials").secret_id().to_owned()
}
