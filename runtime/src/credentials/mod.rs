//! Who signs, and where that comes from.
//!
//! A client that is given nothing looks where the official SDKs look: see [`DefaultChain`]. Anything else is given to
//! [`ClientBuilder::credentials`](crate::ClientBuilder::credentials): [`Credentials`] themselves, one of the sources
//! here, or one of your own, which implements [`ProvideCredentials`] and, where it asks over the network, stands in
//! [`CachedCredentials`].
//!
//! ```no_run
//! use tencentcloud_runtime::Client;
//! use tencentcloud_runtime::credentials::{AssumeRole, Profile};
//!
//! # fn example() -> Result<(), tencentcloud_runtime::Error> {
//! let role = AssumeRole::new(Profile::named("ops"), "qcs::cam::uin/100000000001:roleName/moderator");
//! let client = Client::builder().credentials(role).build()?;
//! # Ok(())
//! # }
//! ```

mod assume_role;
mod cache;
mod cached;
mod chain;
mod check;
mod context;
mod environment;
mod fetch;
mod file;
mod in_flight;
mod ini;
mod key;
mod metadata;
mod profile;
mod provider;
mod sts;
mod variables;
mod web_identity;

pub use assume_role::AssumeRole;
pub use cached::CachedCredentials;
pub use chain::DefaultChain;
pub use context::Context;
pub(crate) use environment::Environment;
pub use key::Credentials;
pub use metadata::CvmRole;
pub use profile::Profile;
pub use provider::ProvideCredentials;
pub(crate) use provider::Source;
pub(crate) use variables::check_variables;
pub use web_identity::WebIdentity;
