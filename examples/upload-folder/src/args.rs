//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;
use clap::builder::RangedU64ValueParser;
use tencentcloud_image::{Bucket, Client, Error};

/// Uploads a folder of images to a bucket, with thumbnails, and moderates them.
///
/// Credentials are read from TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, a profile, or the role of the machine.
/// Ctrl-C lets uploads in progress finish; a second one cuts them off. Either way the report lists every image.
#[derive(Clone, Debug, Parser)]
#[command(version, after_help = EXIT_CODES)]
pub struct Args {
    /// Folder to upload, with its subfolders
    pub folder: PathBuf,
    /// Bucket with the number of the account, such as `examplebucket-1250000000`
    #[arg(long, env = "BUCKET")]
    bucket: String,
    /// Region of the bucket, such as `ap-chengdu`
    #[arg(long, env = "BUCKET_REGION")]
    region: String,
    /// What every key begins with, such as `albums/`
    #[arg(long, default_value = "")]
    pub prefix: String,
    /// How many images are uploaded at the same time
    #[arg(long, default_value_t = 4, value_parser = RangedU64ValueParser::<usize>::new().range(1..=64))]
    parallel: usize,
    /// Longest side of the thumbnails, in pixels
    #[arg(long, default_value_t = 800, value_parser = clap::value_parser!(i64).range(16..=10_000))]
    thumbnail: i64,
    /// Do not moderate the images
    #[arg(long)]
    no_moderation: bool,
    /// How many seconds to wait for verdicts
    #[arg(long, default_value_t = 600)]
    wait: u64,
    /// Address to connect to instead of the cloud, such as that of `cargo xtask mock`
    #[arg(long, env = "CONNECT_TO", value_name = "URL")]
    connect_to: Option<String>,
}

const EXIT_CODES: &str = "\
Exit codes:
    0  every image is stored and passed moderation
    1  something failed
    2  the arguments are wrong
    3  every image is stored, and moderation blocked some or leaves them to a person
  130  stopped by Ctrl-C before the end, and nothing failed";

/// How to upload and moderate.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many images are uploaded at the same time.
    pub parallel: usize,
    /// Longest side of the thumbnails, in pixels.
    pub thumbnail: i64,
    /// Whether to moderate the images.
    pub moderate: bool,
    /// How long to wait for verdicts.
    pub wait: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { parallel: 4, thumbnail: 800, moderate: true, wait: Duration::from_secs(600) }
    }
}

impl Args {
    /// Returns how to upload and moderate.
    pub fn options(&self) -> Options {
        let (parallel, thumbnail) = (self.parallel, self.thumbnail);
        Options { parallel, thumbnail, moderate: !self.no_moderation, wait: Duration::from_secs(self.wait) }
    }

    /// Returns the bucket to upload to.
    ///
    /// # Errors
    ///
    /// Fails if the credentials in the environment are malformed or `--connect-to` is not an address.
    pub fn bucket(&self) -> Result<Bucket, Error> {
        let builder = Client::builder();
        let client = match &self.connect_to {
            Some(address) => builder.connect_to(address).build()?,
            None => builder.build()?,
        };
        Ok(client.bucket(&self.bucket, &self.region))
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Args;

    #[test]
    fn arguments_are_consistent() {
        Args::command().debug_assert();
    }
}
