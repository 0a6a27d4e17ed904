//! One operation, and how a recorded request is sent with its type.

use serde::Deserialize;
use tencentcloud_image::runtime::replay::{Entry, Recorded};
use tencentcloud_image::runtime::{BoxFuture, Meta, Operation, Output, Protocol};
use tencentcloud_image::{Bucket, Client, Error};

use crate::replayed::Replayed;

/// A request to be sent.
#[derive(Deserialize)]
pub struct Asked {
    service: String,
    version: String,
    operation: String,
    method: String,
    path: String,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: String,
    /// The time to sign for, in Unix seconds.
    pub now: i64,
}

impl Asked {
    fn recorded(&self) -> Recorded<'_> {
        let headers = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let (method, path, query) = (&self.method, &self.path, self.query.clone());
        Recorded { method, path, query, headers, body: self.body.as_bytes() }
    }
}

type Send = fn(&Asked, &Client, &Bucket) -> BoxFuture<'static, Result<(), Error>>;

/// An operation, by its type.
pub struct Sender {
    meta: Meta,
    send: Send,
}

impl Sender {
    /// The sender of an operation.
    pub fn of<O: Operation + Clone + Default + 'static>() -> Self
    where
        O::Output: Output + 'static,
    {
        Self { meta: O::META, send: send::<O> }
    }

    /// Whether this operation is asked for.
    pub fn is_of(&self, asked: &Asked) -> bool {
        let is_service = match self.meta.protocol {
            Protocol::Action { service, version } => service == asked.service && version == asked.version,
            Protocol::Rest { .. } => asked.version.is_empty(),
        };
        is_service && self.meta.name == asked.operation
    }

    /// Reads the request into the type, and calls it.
    pub fn send(&self, asked: &Asked, client: &Client, bucket: &Bucket) -> BoxFuture<'static, Result<(), Error>> {
        (self.send)(asked, client, bucket)
    }
}

fn send<O: Operation + Clone + Default + 'static>(
    asked: &Asked,
    client: &Client,
    bucket: &Bucket,
) -> BoxFuture<'static, Result<(), Error>>
where
    O::Output: Output + 'static,
{
    let entry = Entry::of::<Replayed<O>>();
    let read = entry.resend(&asked.recorded()).map(|_| Replayed::<O>::last(asked.body.as_bytes()));
    let call = read.map(|operation| match O::META.protocol {
        Protocol::Action { .. } => client.call(operation),
        Protocol::Rest { .. } => bucket.call(operation),
    });
    Box::pin(async move { call?.await.map(drop) })
}
