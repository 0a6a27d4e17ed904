//! The mock for tests of applications.

mod captured;
mod responses;
mod rules;
mod verified;

use tencentcloud_runtime::testing::Mock;
use tencentcloud_runtime::{Bucket, Client};

use crate::support::{EnhanceImage, Everything, Moderate, QueryJob, UploadImage};

fn moderate(url: &str) -> Moderate {
    Moderate { file_url: Some(url.to_owned()), ..Moderate::default() }
}

fn enhance(key: &str) -> EnhanceImage {
    EnhanceImage { object_key: Some(key.to_owned()), ..EnhanceImage::default() }
}

fn query(id: &str) -> QueryJob {
    QueryJob { job_id: Some(id.to_owned()) }
}

fn upload(key: &str, bytes: &'static [u8]) -> UploadImage {
    UploadImage { object_key: Some(key.to_owned()), body: bytes.into(), ..UploadImage::default() }
}

/// Sets one member: a document without any is not an output.
fn with_text(output: &mut Everything) {
    output.text = Some("t".to_owned());
}

fn bucket(client: &Client) -> Bucket {
    client.bucket("examplebucket-1250000000", "ap-chengdu")
}

/// Returns the panic message of a failed verification.
fn report(mock: &Mock) -> String {
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| mock.verify()));
    *panic.expect_err("a failed verification").downcast::<String>().expect("a text")
}
