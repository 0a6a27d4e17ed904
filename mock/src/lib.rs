//! A mock server of the cloud, driven by the same schemas as the generated clients.
//!
//! It answers requests with the examples of the schemas, or with values that the schemas allow. It refuses what the cloud
//! refuses: a wrong signature, a skewed clock, an unknown action, a missing parameter. It reads the model and never the
//! generated code, so that it detects errors of the generator. One operation is built in: `AssumeRole`, whose temporary
//! credentials are accepted until they expire.
//!
//! ```no_run
//! # async fn example() -> std::io::Result<()> {
//! use std::path::Path;
//!
//! use mock::{Credentials, Options, Server};
//!
//! let Some(model) = codegen_model::load(Path::new("schemas"), &[]).model else { return Ok(()) };
//! let key = Credentials::new("AKIDEXAMPLE", "example");
//! let server = Server::start(model, [key], Options::default()).await?;
//! println!("http://{}", server.addr());
//! server.stop().await;
//! # Ok(())
//! # }
//! ```
//!
//! The modules in the order in which a request passes them: `transport` reads it, `host` classifies its host, `signature`
//! verifies it, `routing` finds its operation, `fault` may replace its response, `validate` checks it against the schema,
//! `sts`, `jobs` and `response` answer it, `api_error` encodes errors. `pipeline` calls them in this order, over the `state` that
//! all requests share; [`Cloud`] needs no socket, [`Server`] and [`Recorder`] have one.
//!
//! The server itself has the paths `ready`, `requests` and `faults` below `/__mock/`, on hosts outside the cloud; requests
//! that a web page may have sent are refused there. Tools that cannot set a `Host` header name the host in the path:
//! `/__host/ims.tencentcloudapi.com/`.

#![forbid(unsafe_code)]

mod admin;
mod api_error;
mod body;
mod checksum;
mod cloud;
mod fault;
mod form;
mod host;
mod index;
mod jobs;
mod limits;
mod line;
mod log;
mod operation;
mod options;
mod pipeline;
mod record;
mod reply;
mod request;
mod response;
mod routing;
mod seed;
mod server;
mod signature;
mod state;
mod sts;
mod target;
#[cfg(test)]
mod testing;
mod transport;
mod tree;
mod validate;
mod web_page;
mod xml;

pub use cloud::Cloud;
pub use codegen_model::validate::{Flaw, Violation};
pub use fault::plans::{PlannedFault, UnknownOperation};
pub use fault::{FAULT_FORMAT, Fault};
pub use log::LoggedRequest;
pub use options::{Mode, Options};
pub use record::recorder::Recorder;
pub use record::replay::Recording;
pub use record::upstream::Upstream;
pub use reply::{ConnectionReset, Ending, Reply, ReplyBody};
pub use response::overrides::NoSuchExample;
pub use server::Server;
pub use tencentcloud_runtime::Credentials;
