//! The two sites of Tencent Cloud.

use std::fmt;
use std::str::FromStr;

use crate::{Endpoint, Error, ErrorKind};

/// A site of Tencent Cloud. Accounts, and many services, exist on one site only.
///
/// Set it with [`ClientBuilder::site`](crate::ClientBuilder::site), or with the variable `TENCENTCLOUD_SITE` or in a
/// [profile](crate::credentials::Profile):
///
/// ```
/// # use tencentcloud_runtime::Site;
/// assert_eq!("international".parse::<Site>()?, Site::International);
/// # Ok::<_, tencentcloud_runtime::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Site {
    /// The site for China, `cloud.tencent.com`. Services are at `ims.tencentcloudapi.com`.
    #[default]
    China,
    /// The international site, `www.tencentcloud.com`. Services are at `ims.intl.tencentcloudapi.com`.
    International,
}

impl Site {
    /// Returns the hosts of services on this site. Those of buckets are the same on both.
    pub(crate) const fn endpoint(self) -> Endpoint {
        match self {
            Self::China => Endpoint::standard(),
            Self::International => Endpoint::intl(),
        }
    }
}

/// Prints the name in settings: `china` or `international`.
impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::China => "china",
            Self::International => "international",
        })
    }
}

/// Parses `china` or `international`.
impl FromStr for Site {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "china" => Ok(Self::China),
            "international" => Ok(Self::International),
            _ => Err(Error::new(ErrorKind::InvalidInput, "unknown site: expected `china` or `international`")),
        }
    }
}
