//! The settings of a client that a file or the environment can name beside credentials.

use std::fmt;

use super::environment::Environment;
use crate::endpoint::Gateway;
use crate::{Endpoint, Error, Site, redact};

/// The names of the settings in a profile, and their variables.
const REGION: (&str, &str) = ("region", "TENCENTCLOUD_REGION");
const SITE: (&str, &str) = ("site", "TENCENTCLOUD_SITE");
const DOMAIN: (&str, &str) = ("domain", "TENCENTCLOUD_DOMAIN");
const ENDPOINT: (&str, &str) = ("endpoint", "TENCENTCLOUD_ENDPOINT");

/// The settings of a client that belong to its credentials, because they are in the same file. What the code or a
/// variable sets takes precedence.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ClientSettings {
    /// The region of API 3.0 calls.
    pub region: Option<String>,
    /// The site that the credentials belong to.
    pub site: Option<Site>,
    /// The endpoint of API 3.0 services.
    pub endpoint: Option<Endpoint>,
    /// The address to connect to for every host.
    pub connect_to: Option<String>,
}

impl ClientSettings {
    /// Reads the settings in environment variables.
    pub(crate) fn of_variables(environment: &Environment) -> Result<Self, Error> {
        Self::read(|(_, variable)| Some((environment.variable(variable)?, variable.to_owned())))
    }

    /// Reads the settings in a profile. `get` returns the value of a key, and its location for messages.
    pub(super) fn of_profile(get: impl Fn(&str) -> Option<(String, String)>) -> Result<Self, Error> {
        Self::read(|(key, _)| get(key))
    }

    fn read(get: impl Fn((&str, &'static str)) -> Option<(String, String)>) -> Result<Self, Error> {
        let get = |name| get(name).filter(|(value, _)| !value.is_empty());
        Ok(Self {
            region: get(REGION).map(|(region, _)| region),
            site: get(SITE).map(|(site, at)| named(&at, site.parse())).transpose()?,
            endpoint: get(DOMAIN).map(|(domain, at)| named(&at, of_domain(&domain))).transpose()?,
            connect_to: get(ENDPOINT).map(|(to, at)| named(&at, Gateway::parse(&to)).map(|_| to)).transpose()?,
        })
    }

    /// Fills in what is not set. A site excludes the endpoint of `other`, which has the hosts of another site.
    pub(crate) fn or(self, other: Self) -> Self {
        let endpoint = other.endpoint.filter(|_| self.site.is_none());
        Self {
            region: self.region.or(other.region),
            site: self.site.or(other.site),
            endpoint: self.endpoint.or(endpoint),
            connect_to: self.connect_to.or(other.connect_to),
        }
    }
}

/// Returns the endpoint of all services below a domain, such as `internal.tencentcloudapi.com`.
pub(super) fn of_domain(domain: &str) -> Result<Endpoint, Error> {
    if domain.contains(['/', '{', '}']) {
        return Err(Error::new(
            crate::ErrorKind::InvalidInput,
            "invalid domain, expected `internal.tencentcloudapi.com`",
        ));
    }
    Endpoint::custom(&format!("https://{{service}}.{domain}"))
}

/// Adds the name or location of a setting to an error about its value.
fn named<T>(at: &str, parsed: Result<T, Error>) -> Result<T, Error> {
    parsed.map_err(|error| Error::new(error.kind(), format!("{at}: {}", error.message())))
}

impl fmt::Debug for ClientSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientSettings")
            .field("region", &self.region)
            .field("site", &self.site)
            .field("endpoint", &self.endpoint)
            .field("connect_to", &self.connect_to.as_deref().map(redact::address))
            .finish()
    }
}
