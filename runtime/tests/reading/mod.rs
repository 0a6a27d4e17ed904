//! Answers with defects that do not make them unreadable.

mod compressed;
mod damaged;
mod errors;
mod json;
mod numbers;
mod timestamps;
mod unsigned;
mod xml;

use crate::support::{Metadata, Moderate, QueryJob};

fn moderate() -> Moderate {
    Moderate { file_url: Some("https://example.com/cat.png".to_owned()), ..Moderate::default() }
}

fn query() -> QueryJob {
    QueryJob { job_id: Some("j".to_owned()) }
}

fn metadata() -> Metadata {
    Metadata { object_key: Some("k".to_owned()) }
}
