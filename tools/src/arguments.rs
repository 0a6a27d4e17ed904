//! Arguments that several commands share.

use std::path::PathBuf;

use clap::Args;

/// The schemas that a command reads.
#[derive(Args)]
pub struct Schemas {
    /// The folder of the schemas
    #[arg(long, value_name = "DIR", default_value = "schemas")]
    pub schemas: PathBuf,
}
