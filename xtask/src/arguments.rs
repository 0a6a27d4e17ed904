//! Arguments that several commands share.

use std::path::PathBuf;

use clap::Args;

/// The crate that a command generates.
#[derive(Args, Clone)]
pub struct Output {
    /// The folder of the crate
    #[arg(long, value_name = "DIR", default_value = "generated")]
    pub out: PathBuf,
    /// Generate a crate for each service, in one workspace; needs --out, so that `generated` stays one crate
    #[arg(long, requires = "out")]
    pub split: bool,
}
