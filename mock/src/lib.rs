//! A server that plays the cloud from the same schemas.
//!
//! It answers the requests of generated clients with the examples of the schemas, or with what the schemas allow, and
//! refuses what the cloud refuses: a wrong signature, a stale clock, an action that does not exist, a missing parameter. It reads the Model and never the generated code, so
//! that an error in the generator shows as a request that is turned away.
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
//! A request passes these rooms, one module each: `listen` reads it, `host` and `route` find out what it is for, `verify`
//! checks who sent it, `validate` whether it fits the schema, `jobs` and `answer` find what to say, `refusal` writes what
//! is wrong instead, and `fault` lets happen what was planned. `serve` leads it through them, [`Cloud`] joins them and knows of no socket.
//!
//! What a cloud is not asked but a server is, stands below `/__mock/` on any host that is no part of the cloud: `ready`,
//! `requests`, and `faults`, to which plans are posted. Tools that cannot set a `Host` header name it in the path:
//! `/__host/ims.tencentcloudapi.com/`.

#![forbid(unsafe_code)]

mod admin;
mod answer;
mod body;
mod book;
mod class;
mod cloud;
mod fault;
mod form;
mod host;
mod jobs;
mod kind;
mod limits;
mod listen;
mod log;
mod options;
mod received;
mod record;
mod refusal;
mod reply;
mod route;
mod seed;
mod serve;
mod server;
mod socket;
#[cfg(test)]
mod testing;
mod validate;
mod verify;
mod xml;

pub use answer::NoSuchExample;
pub use cloud::Cloud;
pub use fault::{Fault, Planned, UnknownOperation};
pub use log::Seen;
pub use options::{Mode, Options};
pub use record::{Recorder, Tape, Upstream};
pub use reply::{Broken, Ending, Reply, ReplyBody};
pub use server::Server;
pub use tencentcloud_runtime::Credentials;
pub use validate::{Flaw, Violation};
