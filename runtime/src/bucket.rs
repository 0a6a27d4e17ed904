//! A bucket of object storage.

use crate::prepared::Prepared;
use crate::request::{Parts, prepare};
use crate::{Call, Client, Endpoint, Error, Meta, Operation};

/// A bucket of object storage, which is where Cloud Infinite works. Cloning it is cheap.
#[derive(Clone, Debug)]
pub struct Bucket {
    client: Client,
    name: String,
    region: String,
    endpoint: Option<Endpoint>,
}

impl Client {
    /// A bucket, to call the operations of Cloud Infinite on: `client.bucket("examplebucket-1250000000", "ap-chengdu")`.
    ///
    /// Name and region are checked when something is sent.
    pub fn bucket(&self, name: impl Into<String>, region: impl Into<String>) -> Bucket {
        Bucket { client: self.clone(), name: name.into(), region: region.into(), endpoint: None }
    }
}

impl Bucket {
    /// The name with the account's number: `examplebucket-1250000000`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the bucket is.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// Another endpoint for the bucket's objects: `tencentcos.cn`, acceleration, the private network, a domain of one's
    /// own. What lives on the `ci` and `pic` hosts, or on those of the region and the account, has no other one and stays
    /// there.
    pub fn endpoint(mut self, endpoint: Endpoint) -> Self {
        self.endpoint = Some(endpoint);
        self
    }

    /// Calls an operation on the bucket. Generated operations have a `send` of their own, which reads better.
    pub fn call<O: Operation>(&self, operation: O) -> Call<O::Output> {
        Call::new(self.prepared(O::META, prepare(operation)))
    }

    pub(crate) fn prepared(&self, meta: Meta, parts: Result<Parts, Error>) -> Result<Prepared, Error> {
        let mut prepared = self.client.prepared(meta, parts)?;
        prepared.bucket = Some(self.name.clone());
        prepared.region = Some(self.region.clone());
        prepared.endpoints.bucket = self.endpoint.clone();
        Ok(prepared)
    }
}
