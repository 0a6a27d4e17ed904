//! The library under generated Tencent Cloud clients: everything that two operations have in common.
//!
//! A generated type says what it is ([`Shape`]) and where it lives ([`Operation`]); from that this crate checks, encodes,
//! signs and sends it and reads the answer. It knows no service.
//!
//! ```no_run
//! # use tencentcloud_runtime::{Client, Operation};
//! # async fn example<O: Operation>(operation: O) -> Result<(), tencentcloud_runtime::Error> {
//! let client = Client::from_env()?;
//! let reply = client.call(operation).await?;
//! println!("{}", reply.request_id());
//! # Ok(())
//! # }
//! ```

#![forbid(unsafe_code)]

mod answer;
mod attempt;
mod body;
mod bucket;
mod builder;
mod call;
mod client;
pub mod codec;
mod collect;
mod credentials;
mod endpoint;
mod error;
mod idle;
pub mod operation;
mod output;
pub mod replay;
mod reply;
pub mod request;
mod rule;
mod send;
pub mod shape;
pub mod sign;
mod stream;
pub mod transport;

pub use body::Body;
pub use bucket::Bucket;
pub use builder::ClientBuilder;
pub use call::Call;
pub use client::Client;
pub use codec::Deviation;
pub use credentials::{Credentials, ProvideCredentials};
pub use error::{Error, ErrorKind};
pub use operation::{Answer, Host, Meta, Operation, Protocol, Way};
pub use output::Output;
pub use reply::Reply;
pub use rule::{Rule, rule_of};
pub use shape::*;
pub use stream::ByteStream;
pub use transport::{Transport, TransportError};

// Their types are part of this crate's interface, so whoever writes a transport needs the same versions.
pub use {bytes, futures_core, http};

/// A boxed future that may move between threads.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;
