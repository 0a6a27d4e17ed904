//! A recorded request, sent with the type of its operation.

use serde::Deserialize;
use tencentcloud_image::runtime::Protocol;
use tencentcloud_image::runtime::replay::{Entry, Recorded};
use tencentcloud_image::{Bucket, Client, Error};

/// A request to send.
#[derive(Deserialize)]
pub struct RecordedRequest {
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

impl RecordedRequest {
    /// Whether this is a request of the operation.
    pub fn is_for(&self, entry: &Entry) -> bool {
        let is_service = match &entry.meta.protocol {
            Protocol::Action { service, version } => *service == self.service && *version == self.version,
            Protocol::Rest { .. } => self.version.is_empty(),
        };
        is_service && entry.meta.name == self.operation
    }

    /// Reads the request into the operation's input and calls the operation.
    pub async fn send(&self, entry: &Entry, client: &Client, bucket: &Bucket) -> Result<(), Error> {
        let call = match entry.meta.protocol {
            Protocol::Action { .. } => entry.send(client, &self.recorded()),
            Protocol::Rest { .. } => entry.send(bucket, &self.recorded()),
        };
        call.await.map(drop)
    }

    fn recorded(&self) -> Recorded<'_> {
        let headers = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let (method, path, query) = (&self.method, &self.path, self.query.clone());
        Recorded { method, path, query, headers, body: self.body.as_bytes() }
    }
}
