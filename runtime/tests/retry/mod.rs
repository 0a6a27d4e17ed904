//! Retries, delays and timeouts, with tokio's paused time.

mod budget;
mod cancelled;
mod clock;
mod delays;
mod durations;
mod safety;
mod script;
mod timeouts;

use tencentcloud_runtime::{Bucket, Client, ClientBuilder, Credentials};

use crate::support::{CreateJob, EnhanceImage, Moderate, QueryJob};

pub(crate) use script::{Script, Step, busy, fails, no_response, ok, ok_action};

pub(crate) const SKEWED: &str = r#"{"Response":{"Error":{"Code":"AuthFailure.SignatureExpire","Message":"m"}}}"#;
pub(crate) const THROTTLED: &str = r#"{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"m"}}}"#;

pub(crate) fn builder(script: &Script) -> ClientBuilder {
    Client::builder().credentials(Credentials::new("AKIDEXAMPLE", "key")).transport(script.clone())
}

pub(crate) fn client(script: &Script) -> Client {
    builder(script).build().unwrap()
}

pub(crate) fn bucket(client: &Client) -> Bucket {
    client.bucket("examplebucket-1250000000", "ap-chengdu")
}

/// A repeatable operation.
pub(crate) fn query() -> QueryJob {
    QueryJob { job_id: Some("j".to_owned()) }
}

/// A repeatable operation with a streamed response.
pub(crate) fn enhance() -> EnhanceImage {
    EnhanceImage { object_key: Some("k".to_owned()), ..EnhanceImage::default() }
}

/// An operation that is not repeatable.
pub(crate) fn submit() -> CreateJob {
    CreateJob { text: Some("t".to_owned()), count: None }
}

/// An action of API 3.0 that is not repeatable.
pub(crate) fn moderate() -> Moderate {
    Moderate { file_url: Some("u".to_owned()), ..Moderate::default() }
}
