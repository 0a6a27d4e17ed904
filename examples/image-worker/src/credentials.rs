//! The role that the worker acts as.

use std::time::Duration;

use clap::Args;
use tencentcloud_image::credentials::AssumeRole;
use tencentcloud_image::runtime::ProvideCredentials;

/// How long the credentials of the role are valid. The client renews them in time.
const SESSION: Duration = Duration::from_secs(3600);

/// The role that the worker acts as: permanent keys only ask for temporary ones.
#[derive(Clone, Debug, Args)]
pub struct Role {
    /// Role to act as, such as `qcs::cam::uin/100000000001:roleName/image-worker`; without it, the keys themselves sign
    #[arg(long = "role", env = "ROLE_ARN", value_name = "ARN")]
    pub arn: Option<String>,
    /// Id that the role demands from callers outside its account
    #[arg(long, env = "ROLE_EXTERNAL_ID", hide_env_values = true, value_name = "ID", requires = "arn")]
    pub external_id: Option<String>,
}

impl Role {
    /// Returns the credentials of the role, which the Security Token Service issues to the holder of `source`; `None`
    /// without a role.
    pub fn credentials(&self, source: impl ProvideCredentials) -> Option<AssumeRole> {
        let role = AssumeRole::new(source, self.arn.as_ref()?).session_name("image-worker").duration(SESSION);
        Some(match &self.external_id {
            Some(id) => role.external_id(id),
            None => role,
        })
    }
}
