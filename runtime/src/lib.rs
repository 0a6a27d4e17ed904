//! The runtime of generated Tencent Cloud clients: everything that operations share.
//!
//! A generated type describes its members ([`Shape`]) and its place in the API ([`Operation`]). From that, this crate
//! checks, encodes, signs and sends the request and reads the answer. It does not know any service.
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

#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod action;
mod added_header;
mod answer;
mod attempt;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod bucket;
mod builder;
mod call;
mod callback;
mod client;
mod clock;
pub mod codec;
mod collect;
mod content_coding;
pub mod credentials;
mod download;
mod endpoint;
mod error;
mod events;
mod failover;
mod headers;
mod hooks;
mod idempotency;
mod idle;
mod interceptor;
mod language;
mod limit;
mod measure;
mod members;
mod meta;
mod observers;
mod opaque;
pub mod operation;
mod output;
mod pages;
mod path;
mod permission;
mod prepared;
mod presign;
mod redact;
pub mod replay;
mod reply;
pub mod request;
mod response_headers;
mod retry;
pub mod rule;
mod run;
mod send;
#[doc(hidden)]
pub mod serde_impls;
pub mod shape;
mod shared;
pub mod sign;
mod site;
mod stream;
mod target;
#[cfg(feature = "testing")]
pub mod testing;
mod timeouts;
mod trace;
pub mod transport;
pub mod wait;

#[cfg(feature = "blocking")]
pub use blocking::Blocking;
pub use body::Body;
pub use bucket::Bucket;
pub use builder::ClientBuilder;
pub use call::Call;
pub use callback::{Callback, ExpectedValues, read_callback, read_expected_callback};
pub use client::Client;
pub use codec::Deviation;
pub use credentials::{Credentials, ProvideCredentials};
pub use endpoint::Endpoint;
pub use error::{Error, ErrorCode, ErrorKind};
pub use events::{Event, EventStream};
pub use failover::Failover;
pub use interceptor::{AfterAttempt, BeforeSigning, BoxError, Interceptor};
pub use language::Language;
pub use meta::{Answer, Content, Host, HttpBinding, Meta, Protocol};
pub use operation::Operation;
pub use output::{Empty, Output, StreamOutput};
pub use pages::{Advance, ItemStream, PageStream, Paginated, Paginator};
pub use permission::{Access, Granularity, Permission};
pub use presign::PresignedUrl;
pub use reply::Reply;
pub use retry::RetryPolicy;
pub use rule::{Rule, rule_of};
pub use shape::*;
pub use site::Site;
pub use stream::ByteStream;
pub use transport::{Transport, TransportError};
pub use wait::{Submission, Wait, WaitAll, Waiter};

// Types of these crates are part of this crate's interface, so callers need the same versions.
pub use serde_json::Value as Json;
pub use {bytes, futures_core, http, serde_json};

#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serde;

/// A boxed future that is `Send`.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;
