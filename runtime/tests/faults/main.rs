//! Everything that can go wrong between here and the service, over real connections: what the caller sees of it, how
//! often the service is asked, and that a submission is never made twice.
#![cfg(feature = "reqwest")]

mod kept;
mod redirect;
mod rows;
mod server;
#[path = "../support/mod.rs"]
mod support;
mod table;

use std::sync::LazyLock;
use std::time::Duration;

use server::Server;
use support::{CreateJob, EnhanceImage, Moderate, QueryJob};
use tencentcloud_runtime::transport::ReqwestTransport;
use tencentcloud_runtime::{Bucket, Client, ClientBuilder, Credentials, RetryPolicy};

/// One for all, since reading the system's certificates takes its time.
static TRANSPORT: LazyLock<ReqwestTransport> = LazyLock::new(|| ReqwestTransport::direct().unwrap());

/// A client of a server on this machine. It is quick to lose patience.
pub(crate) fn builder(server: &str) -> ClientBuilder {
    own_builder(server).transport(TRANSPORT.clone())
}

/// The same with a transport of its own.
pub(crate) fn own_builder(server: &str) -> ClientBuilder {
    let quick = RetryPolicy::standard().backoff(Duration::from_millis(1), Duration::from_millis(20));
    let builder = Client::builder().credentials(Credentials::new("AKIDEXAMPLE", "hush").with_token("the-token"));
    builder.connect_to(format!("http://{server}")).retry(quick).attempt_timeout(Duration::from_millis(400))
}

pub(crate) fn bucket(client: &Client) -> Bucket {
    client.bucket("examplebucket-1250000000", "ap-chengdu")
}

/// Repeatable, of a bucket.
pub(crate) fn query() -> QueryJob {
    QueryJob { job_id: Some("j".to_owned()) }
}

/// Repeatable, of a bucket, and its answer is a stream.
pub(crate) fn enhance() -> EnhanceImage {
    EnhanceImage { object_key: Some("k".to_owned()), ..EnhanceImage::default() }
}

/// A submission to a bucket.
pub(crate) fn submit() -> CreateJob {
    CreateJob { text: Some("t".to_owned()), count: None }
}

/// A submission to a service of API 3.0.
pub(crate) fn moderate() -> Moderate {
    Moderate { file_url: Some("https://example.com/cat.png".to_owned()), ..Moderate::default() }
}
