//! Faults between client and service, over real connections: the resulting error, the number of requests, and that a
//! submission is never made twice.
#![cfg(feature = "transport")]

mod early;
mod keep_alive;
mod redirect;
mod rows;
mod server;
mod table;

use std::sync::LazyLock;
use std::time::Duration;

use server::Server;
use tencentcloud_runtime::transport::HttpTransport;
use tencentcloud_runtime::{Bucket, Client, ClientBuilder, Credentials, RetryPolicy};

use crate::support::{CreateJob, EnhanceImage, Moderate, QueryJob};

/// Shared, because reading the system's certificates is slow.
static TRANSPORT: LazyLock<HttpTransport> = LazyLock::new(|| HttpTransport::builder().no_proxy().build().unwrap());

/// Returns a client builder for a local server, with short timeouts and delays.
pub(crate) fn builder(server: &str) -> ClientBuilder {
    builder_with_new_transport(server).transport(TRANSPORT.clone())
}

/// Like `builder`, with a new transport.
pub(crate) fn builder_with_new_transport(server: &str) -> ClientBuilder {
    let quick = RetryPolicy::standard().backoff(Duration::from_millis(1), Duration::from_millis(20));
    let builder = Client::builder().credentials(Credentials::new("AKIDEXAMPLE", "hush").with_token("the-token"));
    builder.connect_to(format!("http://{server}")).retry(quick).attempt_timeout(Duration::from_secs(2))
}

pub(crate) fn bucket(client: &Client) -> Bucket {
    client.bucket("examplebucket-1250000000", "ap-chengdu")
}

/// A repeatable operation on a bucket.
pub(crate) fn query() -> QueryJob {
    QueryJob { job_id: Some("j".to_owned()) }
}

/// A repeatable operation on a bucket with a streamed response.
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
