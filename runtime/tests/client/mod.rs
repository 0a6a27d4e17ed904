//! Requests that a client sends and responses that it reads, observed at the transport.

mod callbacks;
mod endpoints;
mod events;
mod failover;
mod files;
mod futures;
mod headers;
mod interceptors;
mod languages;
mod no_response;
mod presigned;
mod rejected;
mod requests;
mod responses;
mod signatures;
mod sites;
mod streams;
mod tokens;
mod types;
mod untyped;

use tencentcloud_runtime::sign::cos::KeyTime;

use crate::support::{EnhanceImage, Moderate, QueryJob};

pub(crate) const NOW: i64 = 1_551_113_065;
pub(crate) const KEY_TIME: KeyTime = KeyTime { start: NOW - 60, end: NOW + 3600 };
pub(crate) const ID: &str = "AKIDEXAMPLE";
pub(crate) const KEY: &str = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz";
pub(crate) const COS: &str = "examplebucket-1250000000.cos.ap-chengdu.myqcloud.com";
pub(crate) const CI: &str = "examplebucket-1250000000.ci.ap-chengdu.myqcloud.com";
pub(crate) const PIC: &str = "examplebucket-1250000000.pic.ap-chengdu.myqcloud.com";

pub(crate) fn moderate() -> Moderate {
    Moderate { file_url: Some("https://example.com/cat.png".to_owned()), ..Moderate::default() }
}

pub(crate) fn enhance(key: &str) -> EnhanceImage {
    EnhanceImage { object_key: Some(key.to_owned()), ..EnhanceImage::default() }
}

pub(crate) fn query(job: &str) -> QueryJob {
    QueryJob { job_id: Some(job.to_owned()) }
}
