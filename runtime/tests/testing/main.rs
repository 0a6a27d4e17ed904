//! The cloud for tests of applications.

mod answers;
mod captured;
mod rules;
#[path = "../support/mod.rs"]
mod support;
mod verified;

use tencentcloud_runtime::testing::Mock;
use tencentcloud_runtime::{Bucket, Client};

use support::{EnhanceImage, Moderate, QueryJob, UploadImage};

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

fn bucket(client: &Client) -> Bucket {
    client.bucket("examplebucket-1250000000", "ap-chengdu")
}

/// What verifying says, where something is wrong.
fn report(mock: &Mock) -> String {
    let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| mock.verify()));
    *told.expect_err("something is wrong").downcast::<String>().expect("a text")
}
