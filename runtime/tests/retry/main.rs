//! When a call is sent again, when it is not, and how long all that takes. Time is tokio's, paused.

mod budget;
mod cancelled;
mod clock;
mod pauses;
mod safety;
mod script;
#[path = "../support/mod.rs"]
mod support;
mod timeouts;

use support::{CreateJob, EnhanceImage, Moderate, QueryJob};
use tencentcloud_runtime::{Bucket, Client, ClientBuilder, Credentials};

pub(crate) use script::{Script, Step, busy, done, fails, ok, silence};

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

/// Repeatable.
pub(crate) fn query() -> QueryJob {
    QueryJob { job_id: Some("j".to_owned()) }
}

/// Repeatable, and its answer is a stream.
pub(crate) fn enhance() -> EnhanceImage {
    EnhanceImage { object_key: Some("k".to_owned()), ..EnhanceImage::default() }
}

/// Not repeatable.
pub(crate) fn submit() -> CreateJob {
    CreateJob { text: Some("t".to_owned()), count: None }
}

/// Not repeatable, of API 3.0.
pub(crate) fn moderate() -> Moderate {
    Moderate { file_url: Some("u".to_owned()), ..Moderate::default() }
}
