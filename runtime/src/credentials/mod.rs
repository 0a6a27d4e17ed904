//! Credentials and their sources.
//!
//! By default, a client uses the [`DefaultChain`], which searches the same sources as the official SDKs. To use others,
//! pass to [`ClientBuilder::credentials`](crate::ClientBuilder::credentials): [`Credentials`], one of the sources in
//! this module, or a type that implements [`ProvideCredentials`], inside [`CachedCredentials`] if it is slow.
//!
//! ```no_run
//! # use tencentcloud_runtime::Client;
//! # use tencentcloud_runtime::credentials::{AssumeRole, Profile};
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
mod found;
mod in_flight;
mod ini;
mod key;
mod metadata;
mod process;
mod process_run;
mod profile;
mod profile_section;
mod provider;
mod settings;
mod sts;
mod tccli;
mod tccli_files;
mod thread;
mod variables;
mod web_identity;

pub use assume_role::AssumeRole;
pub use cached::CachedCredentials;
pub use chain::DefaultChain;
pub use context::Context;
pub use environment::Environment;
pub use key::Credentials;
pub use metadata::CvmRole;
pub use process::ProcessCredentials;
pub use profile::Profile;
pub use provider::ProvideCredentials;
pub(crate) use provider::Source;
pub use settings::ClientSettings;
pub use tccli::TccliProfile;
pub use web_identity::WebIdentity;
