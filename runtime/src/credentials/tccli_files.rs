//! The contents of the files of `tccli`: JSON objects.

use std::path::Path;

use super::check::{Missing, check};
use super::file;
use super::found::Origin;
use super::key::Credentials;
use super::metadata::Instance;
use super::settings::{ClientSettings, of_domain};
use super::sts::Sts;
use crate::codec::read_json;
use crate::{Endpoint, Error, Shape, Site};

/// The root domains of the editions of the tool.
const CHINA: &str = "tencentcloudapi.com";
const INTERNATIONAL: &str = "intl.tencentcloudapi.com";

/// `<profile>.credential`
#[derive(Default)]
pub(super) struct Credential {
    kind: Option<String>,
    secret_id: Option<String>,
    secret_key: Option<String>,
    token: Option<String>,
    expires_at: Option<i64>,
    role_arn: Option<String>,
    role_session_name: Option<String>,
    oauth: Option<Login>,
    sso: Option<Login>,
}

crate::shape! {
    Credential {
        "type" => kind,
        "secretId" => secret_id,
        "secretKey" => secret_key,
        "token" => token,
        "expiresAt" => expires_at,
        "role-arn" => role_arn,
        "role-session-name" => role_session_name,
        "oauth" => oauth,
        "sso" => sso,
    }
}

/// The login that issued a temporary key.
#[derive(Default)]
struct Login {
    site: Option<String>,
}

crate::shape! {
    Login {
        "site" => site,
    }
}

/// `<profile>.configure`
#[derive(Default)]
pub(super) struct Configuration {
    region: Option<String>,
    system: Option<System>,
    sts: Option<Service>,
}

crate::shape! {
    Configuration {
        // Where older versions of the tool had it.
        "region" => region,
        "_sys_param" => system,
        "sts" => sts,
    }
}

#[derive(Default)]
struct System {
    region: Option<String>,
}

crate::shape! {
    System {
        "region" => region,
    }
}

#[derive(Default)]
struct Service {
    endpoint: Option<String>,
}

crate::shape! {
    Service {
        "endpoint" => endpoint,
    }
}

impl Credential {
    pub(super) fn parse(path: &Path, text: &str) -> Result<Self, Missing> {
        parse(text).map_err(|problem| Missing::wrong(format!("{}: {problem}", path.display())))
    }

    /// Returns where the credentials come from.
    pub(super) fn origin(&self, path: &Path, configuration: Option<&Configuration>) -> Result<Origin, Missing> {
        let wrong = |problem: &str| Missing::wrong(format!("{}: {problem}", path.display()));
        let own = match self.kind.as_deref() {
            Some("cvm-role") => return Ok(Origin::Machine(Instance::default())),
            None | Some("" | "default") => Origin::Key(self.key(path, "run `tccli configure`")?),
            Some("oauth") => self.login(path, "run `tccli auth login`")?,
            Some("sso") => self.login(path, "run `tccli sso login`")?,
            Some(_) => return Err(wrong("unknown `type`, expected `default`, `cvm-role`, `oauth` or `sso`")),
        };
        let Some(arn) = self.role_arn.as_deref().filter(|arn| !arn.is_empty()) else { return Ok(own) };
        let session_name = self.role_session_name.as_deref().filter(|name| !name.is_empty());
        let mut role = own.assume(arn, session_name);
        if let Some(host) = configuration.and_then(Configuration::sts_host) {
            let endpoint = Endpoint::custom(&format!("https://{host}"));
            role.sts = Sts { endpoint: endpoint.map_err(|error| wrong(error.message()))?, ..Sts::default() };
        }
        Ok(Origin::Role(Box::new(role)))
    }

    fn login(&self, path: &Path, remedy: &str) -> Result<Origin, Missing> {
        let mut key = self.key(path, remedy)?;
        key.expires_at = self.expires_at;
        let expired =
            format!("{}: the key of the login has expired: run any `tccli` command, or {remedy}", path.display());
        Ok(Origin::Login(key, expired))
    }

    /// Returns the key. A file without one is absent: the tool writes it before somebody logs in.
    fn key(&self, path: &Path, remedy: &str) -> Result<Credentials, Missing> {
        let problem = |text: String| format!("{}: {text}", path.display());
        let set = |value: &Option<String>| value.clone().filter(|value| !value.is_empty());
        let (id, key) = match (set(&self.secret_id), set(&self.secret_key)) {
            (Some(id), Some(key)) => (id, key),
            (None, None) => return Err(Missing::absent(problem(format!("no `secretId` and `secretKey`: {remedy}")))),
            (None, Some(_)) => {
                return Err(Missing::wrong(problem("`secretKey` is set, but `secretId` is not".to_owned())));
            }
            (Some(_), None) => {
                return Err(Missing::wrong(problem("`secretId` is set, but `secretKey` is not".to_owned())));
            }
        };
        let mut found = Credentials::new(id, key);
        found.token = set(&self.token);
        check(&found).map_err(|text| Missing::wrong(problem(text)))?;
        Ok(found)
    }

    /// Returns the site of the login.
    pub(super) fn site(&self) -> Option<Site> {
        let login = self.oauth.as_ref().or(self.sso.as_ref())?;
        (login.site.as_deref() == Some("intl")).then_some(Site::International)
    }
}

impl Configuration {
    /// Reads the file. One that does not exist has no settings.
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        match file::read_default(path) {
            Ok(text) => parse(&text).map_err(|problem| Error::credentials(format!("{}: {problem}", path.display()))),
            Err(Missing::Absent(_)) => Ok(Self::default()),
            Err(Missing::Wrong(error)) => Err(error),
        }
    }

    /// Returns the settings of the client, for a login on `site` if that is known.
    pub(super) fn settings(&self, path: &Path, site: Option<Site>) -> Result<ClientSettings, Error> {
        let region = self.system.as_ref().and_then(|system| system.region.clone()).or_else(|| self.region.clone());
        let domain = self.sts_host().and_then(|host| host.strip_prefix("sts."));
        let other = domain.filter(|domain| ![CHINA, INTERNATIONAL].contains(domain));
        let invalid = |error: Error| Error::new(error.kind(), format!("{}: {}", path.display(), error.message()));
        Ok(ClientSettings {
            region: region.filter(|region| !region.is_empty()),
            site: site.or((domain == Some(INTERNATIONAL)).then_some(Site::International)),
            endpoint: other.map(of_domain).transpose().map_err(invalid)?,
            connect_to: None,
        })
    }

    /// Returns the host of the Security Token Service, which shows the root domain: `tccli configure set-root-domain`
    /// changes the hosts of all services.
    fn sts_host(&self) -> Option<&str> {
        self.sts.as_ref()?.endpoint.as_deref().filter(|host| !host.is_empty())
    }
}

/// Parses a JSON object. Messages do not quote it, because it may contain a key.
fn parse<T: Shape + Default>(text: &str) -> Result<T, String> {
    let mut parsed = T::default();
    let deviations = read_json(text.as_bytes(), &mut parsed).map_err(|_| "expected a JSON object")?;
    match deviations.first() {
        None => Ok(parsed),
        Some(deviation) => Err(format!("`{}` is not of the expected type", deviation.member)),
    }
}
