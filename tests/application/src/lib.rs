//! A picture gallery: what users upload is looked at before others see it, covers are painted, and old photographs
//! enhanced.
//!
//! It is an example of an application, small but whole: `tests/` shows how it is tested without the cloud.

mod cover;
mod enhance;
mod problem;
mod upload;

use tencentcloud_image::{Bucket, Client};

pub use problem::Problem;
pub use upload::Verdict;

/// The gallery, and its way to the cloud.
///
/// It is given the client, rather than making one: that is all that a test needs.
#[derive(Clone, Debug)]
pub struct Gallery {
    client: Client,
    bucket: Bucket,
}

impl Gallery {
    /// A gallery whose photographs are in `bucket`.
    pub fn new(client: Client, bucket: &str, region: &str) -> Self {
        let bucket = client.bucket(bucket, region);
        Self { client, bucket }
    }
}

/// The examples of the page on testing are compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
