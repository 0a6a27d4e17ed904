//! Settings, from the command line or the environment. Credentials are not among them: the client finds its own.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;
use tencentcloud_image::{Client, Error};

/// Upper bound for one moderation, retries included. A stop waits for requests in progress, so it also bounds the stop.
const CALL_TIMEOUT: Duration = Duration::from_secs(20);

/// The service accepts 20 requests a second; more connections than that only wait to be throttled.
const CONCURRENCY: usize = 20;

/// Moderates uploaded images and keeps the verdicts.
///
/// Credentials are read from TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, a profile, or the role of the machine;
/// the region from TENCENTCLOUD_REGION.
#[derive(Clone, Debug, Parser)]
#[command(version)]
pub struct Settings {
    /// Address to listen on
    #[arg(long, env = "LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// File that keeps the verdicts
    #[arg(long, env = "DATABASE", default_value = "verdicts.sqlite3")]
    pub database: PathBuf,
    /// Moderation policy, by its name in the console
    #[arg(long, env = "BIZ_TYPE")]
    pub biz_type: Option<String>,
    /// Address to connect to instead of the cloud, such as that of `cargo xtask mock`
    #[arg(long, env = "CONNECT_TO", value_name = "URL")]
    pub connect_to: Option<String>,
}

impl Settings {
    /// Builds the client that these settings describe.
    ///
    /// # Errors
    ///
    /// Fails if the credentials in the environment are malformed or `connect_to` is not an address.
    pub fn client(&self) -> Result<Client, Error> {
        let builder = Client::builder().timeout(CALL_TIMEOUT).concurrency(CONCURRENCY);
        match &self.connect_to {
            Some(address) => builder.connect_to(address).build(),
            None => builder.build(),
        }
    }
}
