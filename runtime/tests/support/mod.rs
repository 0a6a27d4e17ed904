//! Shapes and operations as in generated code, and a recording transport.
#![allow(dead_code, unused_imports, unreachable_pub, reason = "every test crate uses a part of it")]

mod fake;
mod growth;
mod operations;
mod shapes;

pub use fake::{Fake, SentRequest, response};
pub use growth::assert_linear;
pub use operations::{
    Ask, BindBucket, CreateJob, EnhanceImage, ListBuckets, Metadata, Moderate, ProcessImage, QueryJob, Styled,
    UploadImage, WithHeaders,
};
pub use shapes::{Everything, PicOperations, PicRule, State, Text, User};
