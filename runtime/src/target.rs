//! The client or bucket that an operation is called on.

use crate::meta::Meta;
use crate::prepared::Prepared;
use crate::request::Encoded;
use crate::{Bucket, Call, Client, Error, Operation};

/// The client or bucket that an operation is called on.
#[derive(Clone, Debug)]
pub enum Target {
    /// A client, for API 3.0.
    Client(Client),
    /// A bucket, for Cloud Infinite.
    Bucket(Bucket),
}

impl Target {
    pub(crate) fn call<O: Operation>(&self, operation: O) -> Call<O::Output> {
        match self {
            Self::Client(client) => client.call(operation),
            Self::Bucket(bucket) => bucket.call(operation),
        }
    }

    pub(crate) fn prepared(&self, meta: Meta, encoded: Result<Encoded, Error>) -> Result<Prepared, Error> {
        match self {
            Self::Client(client) => client.prepared(meta, encoded),
            Self::Bucket(bucket) => bucket.prepared(meta, encoded),
        }
    }
}

impl From<&Client> for Target {
    fn from(client: &Client) -> Self {
        Self::Client(client.clone())
    }
}

impl From<&Bucket> for Target {
    fn from(bucket: &Bucket) -> Self {
        Self::Bucket(bucket.clone())
    }
}
