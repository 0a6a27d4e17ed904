//! A bucket of object storage.

use crate::request::{Parts, prepare};
use crate::{Call, Client, Endpoint, Error, Meta, Operation, Output};

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
        self.call_of(O::META, prepare(operation))
    }

    pub(crate) fn call_of<T: Output>(&self, meta: Meta, parts: Result<Parts, Error>) -> Call<T> {
        let call = Call::new(&self.client, Some(&self.name), meta, parts).region(&self.region);
        call.bucket_endpoint(self.endpoint.clone())
    }
}
