//! An HTTP service that moderates uploaded images and keeps the verdicts in SQLite.
//!
//! [`Moderator`] is the only part that calls the cloud, [`Store`] the only part that uses the database. Both are passed
//! to [`Service`], so that tests can replace the cloud.

mod api;
mod error;
mod image;
mod moderator;
mod server;
mod settings;
mod store;
mod verdict;

pub use api::{MAX_IMAGE_BYTES, Service};
pub use moderator::{ModerationError, Moderator};
pub use server::{serve, stop_signal};
pub use settings::Settings;
pub use store::{Filter, Store, StoreError};
pub use verdict::{Decision, Verdict};
