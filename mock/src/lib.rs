//! A server that plays the cloud from the same schemas.
//!
//! It answers the requests of generated clients with the examples of the schemas, and refuses what the cloud refuses: a
//! wrong signature, a stale clock, an action that does not exist. It reads the Model and never the generated code, so
//! that an error in the generator shows as a request that is turned away.
//!
//! ```no_run
//! # async fn example() -> std::io::Result<()> {
//! use std::path::Path;
//!
//! use mock::{Credentials, Options, Server};
//!
//! let Some(model) = codegen::load(Path::new("schemas"), &[]).model else { return Ok(()) };
//! let key = Credentials::new("AKIDEXAMPLE", "example");
//! let server = Server::start(model, [key], Options::default()).await?;
//! println!("http://{}", server.addr());
//! server.stop().await;
//! # Ok(())
//! # }
//! ```
//!
//! A request passes these rooms, one module each: `listen` reads it, `host` and `route` find out what it is for,
//! `verify` checks who sent it, `answer` finds an example, `fault` writes what is wrong instead. `cloud` joins them
//! and knows of no socket.

#![forbid(unsafe_code)]

mod answer;
mod cloud;
mod fault;
mod host;
mod listen;
mod log;
mod received;
mod route;
mod server;
#[cfg(test)]
mod testing;
mod verify;

pub use answer::NoSuchExample;
pub use log::Seen;
pub use server::{Options, Server};
pub use tencentcloud_runtime::Credentials;
