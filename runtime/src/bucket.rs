//! A bucket of object storage.

use crate::{Call, Client, Operation};

/// A bucket of object storage, which is where Cloud Infinite works. Cloning it is cheap.
#[derive(Clone, Debug)]
pub struct Bucket {
    client: Client,
    name: String,
    region: String,
}

impl Bucket {
    pub(crate) fn new(client: Client, name: String, region: String) -> Self {
        Self { client, name, region }
    }

    /// The name with the account's number: `examplebucket-1250000000`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the bucket is.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// Calls an operation on the bucket. Generated operations have a `send` of their own, which reads better.
    pub fn call<O: Operation>(&self, operation: O) -> Call<O::Output> {
        Call::new(&self.client, Some(&self.name), operation).region(&self.region)
    }
}
