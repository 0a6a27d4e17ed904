//! A bucket of object storage.

use crate::prepared::Prepared;
use crate::request::Encoded;
use crate::{Call, Client, Endpoint, Error, Meta, Operation};

/// A bucket of object storage, on which Cloud Infinite operations are called. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Bucket {
    client: Client,
    name: String,
    region: String,
    endpoint: Option<Endpoint>,
}

impl Client {
    /// Returns a bucket, on which Cloud Infinite operations are called.
    ///
    /// The name includes the APPID, as in `client.bucket("examplebucket-1250000000", "ap-chengdu")`. Name and region
    /// are checked when a request is sent.
    pub fn bucket(&self, name: impl Into<String>, region: impl Into<String>) -> Bucket {
        Bucket { client: self.clone(), name: name.into(), region: region.into(), endpoint: None }
    }
}

impl Bucket {
    /// Returns the name, which ends with the APPID: `examplebucket-1250000000`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the region of the bucket.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// Sets another endpoint for the bucket's objects: `tencentcos.cn`, acceleration, the private network, a custom
    /// domain. Operations on the `ci` and `pic` hosts, and on those of the region and the account, have no other
    /// endpoint and are not affected.
    pub fn endpoint(mut self, endpoint: Endpoint) -> Self {
        self.endpoint = Some(endpoint);
        self
    }

    /// Calls an operation on the bucket. Generated operations have a more readable `send` method.
    pub fn call<O: Operation>(&self, operation: O) -> Call<O::Output> {
        let (meta, encoded) = self.client.encode(operation);
        Call::new(self.prepared(meta, encoded))
    }

    pub(crate) fn prepared(&self, meta: Meta, encoded: Result<Encoded, Error>) -> Result<Prepared, Error> {
        let mut prepared = self.client.prepared(meta, encoded)?;
        prepared.bucket = Some(self.name.clone());
        prepared.region = Some(self.region.clone());
        prepared.endpoints.bucket = self.endpoint.clone();
        Ok(prepared)
    }
}
