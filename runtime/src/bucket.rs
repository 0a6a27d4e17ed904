//! A bucket of object storage.

use crate::call::Prepared;
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

impl Bucket {
    pub(crate) fn new(client: Client, name: String, region: String) -> Self {
        Self { client, name, region, endpoint: None }
    }

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
        let mut prepared = Prepared::new(&self.client, meta, parts?);
        prepared.bucket = Some(self.name.clone());
        prepared.region = Some(self.region.clone());
        prepared.endpoint.bucket = self.endpoint.clone();
        Ok(prepared)
    }
}
