//! Settings, from the command line or the environment.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser};
use tencentcloud_image::credentials::DefaultChain;
use tencentcloud_image::{Client, Error};

use crate::Role;

/// Has pictures made and stores them in a bucket.
///
/// Keys are read from TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, a profile, or the role of the machine.
#[derive(Clone, Debug, Parser)]
#[command(version)]
pub struct Settings {
    /// What to work on.
    #[command(flatten)]
    pub options: Options,
    /// Who the worker is.
    #[command(flatten)]
    pub role: Role,
    /// Region of the image service
    #[arg(long, env = "TENCENTCLOUD_REGION", default_value = "ap-guangzhou")]
    region: String,
    /// Address to connect to instead of the cloud, such as that of `cargo xtask mock`
    #[arg(long, env = "CONNECT_TO", value_name = "URL")]
    connect_to: Option<String>,
}

/// What to work on, and how.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// Folder with the orders, one JSON file each
    pub orders: PathBuf,
    /// Bucket for the pictures, with the number of the account, such as `examplebucket-1250000000`
    #[arg(long, env = "BUCKET")]
    pub bucket: String,
    /// Region of the bucket, such as `ap-chengdu`
    #[arg(long, env = "BUCKET_REGION")]
    pub bucket_region: String,
    /// What every key begins with
    #[arg(long, default_value = "pictures/")]
    pub prefix: String,
    /// Exit when no order is left, instead of waiting for new ones
    #[arg(long)]
    pub once: bool,
    /// How long to wait for new orders
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub interval: Duration,
    /// How long to wait for a job before the next order is processed
    #[arg(long, value_name = "SECONDS", default_value = "600", value_parser = seconds)]
    pub job_timeout: Duration,
}

impl Settings {
    /// Builds the client that these settings describe.
    ///
    /// # Errors
    ///
    /// Fails if the credentials in the environment are malformed or `--connect-to` is not an address.
    pub fn client(&self) -> Result<Client, Error> {
        let mut builder = Client::builder().region(&self.region);
        if let Some(role) = self.role.credentials(DefaultChain::new()) {
            builder = builder.credentials(role);
        }
        if let Some(address) = &self.connect_to {
            builder = builder.connect_to(address);
        }
        builder.build()
    }
}

fn seconds(text: &str) -> Result<Duration, std::num::ParseIntError> {
    text.parse().map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Settings;

    #[test]
    fn arguments_are_consistent() {
        Settings::command().debug_assert();
    }
}
