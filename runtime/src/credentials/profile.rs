//! Credentials in profile files.

use std::path::{Path, PathBuf};

use super::cached::CachedCredentials;
use super::check::Missing;
use super::context::Context;
use super::environment::Environment;
use super::file;
use super::found::Found;
use super::ini::{Section, parse};
use super::key::Credentials;
use super::profile_section::{origin, settings};
use super::provider::ProvideCredentials;
use super::settings::ClientSettings;
use crate::{BoxFuture, Error};

const FILE: &str = "TENCENTCLOUD_CREDENTIALS_FILE";
pub(super) const PROFILE: &str = "TENCENTCLOUD_PROFILE";
const SYSTEM: &str = "/etc/tencentcloud/credentials";

/// Credentials from a profile file in the format of the official SDKs:
///
/// ```ini
/// [default]
/// secret_id = AKID…
/// secret_key = …
/// region = ap-guangzhou
/// ```
///
/// The file is that of the variable `TENCENTCLOUD_CREDENTIALS_FILE`, otherwise `~/.tencentcloud/credentials`, otherwise
/// `/etc/tencentcloud/credentials`. The profile is that of the variable `TENCENTCLOUD_PROFILE`, otherwise `default`. The
/// file is read once, or when temporary credentials expire.
///
/// | key | meaning |
/// |---|---|
/// | `secret_id`, `secret_key` | the key |
/// | `token` | the token of a temporary key |
/// | `credential_process` | in place of a key: a command that prints one, see [`ProcessCredentials`](super::ProcessCredentials) |
/// | `role_arn` | a role to assume with the key, see [`AssumeRole`](super::AssumeRole) |
/// | `role_session_name`, `external_id` | settings of the role |
/// | `region` | the region of the client |
/// | `site` | `china` or `international` |
/// | `domain` | the domain of API 3.0 services, such as `internal.tencentcloudapi.com` |
/// | `endpoint` | an address to connect to for every host, such as `http://127.0.0.1:1234` |
///
/// The last four are settings of the client that uses the profile. Its builder and variables take precedence.
#[derive(Debug)]
pub struct Profile(CachedCredentials<ProfileLocation>);

/// The location of a profile: its file and name.
#[derive(Clone, Debug, Default)]
pub(super) struct ProfileLocation {
    file: Option<PathBuf>,
    name: Option<String>,
    source_of_role: bool,
}

impl Profile {
    /// Returns the profile that the environment names.
    #[expect(clippy::new_without_default, reason = "`default` is the name of a profile")]
    pub fn new() -> Self {
        Self(CachedCredentials::new(ProfileLocation::default()))
    }

    /// Returns the profile with this name.
    pub fn named(name: impl Into<String>) -> Self {
        Self(CachedCredentials::new(ProfileLocation { name: Some(name.into()), ..ProfileLocation::default() }))
    }

    /// Sets the file.
    pub fn file(self, path: impl Into<PathBuf>) -> Self {
        Self(self.0.with(|location| location.file = Some(path.into())))
    }

    /// Returns the key of a profile also if it has a `role_arn`, for an [`AssumeRole`](super::AssumeRole) in code.
    pub fn source_of_role(self) -> Self {
        Self(self.0.with(|location| location.source_of_role = true))
    }
}

impl ProvideCredentials for Profile {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        self.0.provide(context)
    }

    fn settings(&self, environment: &Environment) -> Result<ClientSettings, Error> {
        self.0.settings(environment)
    }
}

impl ProvideCredentials for ProfileLocation {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async move { self.find(&context.environment).provide(context).await.map_err(Missing::into_error) })
    }

    fn settings(&self, environment: &Environment) -> Result<ClientSettings, Error> {
        self.find(environment).settings
    }
}

impl ProfileLocation {
    /// Finds the profile. Nothing is sent or run.
    pub(super) fn find(&self, environment: &Environment) -> Found {
        let named = self.file.clone().or_else(|| environment.variable(FILE).map(PathBuf::from));
        let opened = match &named {
            Some(path) => file::read_named(path).map(|text| (path.clone(), text)),
            None => open_default(environment),
        };
        match opened {
            Ok((path, text)) => self.find_in(&path, &text, named.is_some(), environment),
            Err(missing) => Found::missing(missing),
        }
    }

    fn find_in(&self, path: &Path, text: &str, is_named: bool, environment: &Environment) -> Found {
        let at = |line: usize| format!("{}:{line}", path.display());
        let sections = match parse(text) {
            Ok(sections) => sections,
            Err(problem) => {
                return Found::missing(Missing::wrong(format!("{}: {}", at(problem.line), problem.message)));
            }
        };
        let wanted = self.name.clone().or_else(|| environment.variable(PROFILE));
        let name = wanted.as_deref().unwrap_or("default");
        match sections.iter().find(|section| section.name == name) {
            Some(section) => {
                let origin = origin(section, self.source_of_role);
                let origin = origin.map_err(|(line, problem)| Missing::wrong(format!("{}: {problem}", at(line))));
                Found { origin, settings: settings(section, at) }
            }
            None => {
                let message = format!("{} has no profile `{name}`, found {}", path.display(), names(&sections));
                // A default file may be for others, and other tools may have a profile of this name.
                Found::missing(match wanted.is_some() && is_named {
                    true => Missing::wrong(message),
                    false => Missing::absent(message),
                })
            }
        }
    }
}

/// Reads the first default file that exists.
fn open_default(environment: &Environment) -> Result<(PathBuf, String), Missing> {
    let home = environment.home().map(|home| home.join(".tencentcloud").join("credentials"));
    let mut misses = Vec::new();
    for path in home.into_iter().chain([PathBuf::from(SYSTEM)]) {
        match file::read_default(&path) {
            Ok(text) => return Ok((path, text)),
            Err(Missing::Absent(error)) => misses.push(error.to_string()),
            Err(wrong) => return Err(wrong),
        }
    }
    Err(Missing::absent(misses.join("; ")))
}

fn names(sections: &[Section<'_>]) -> String {
    let names: Vec<_> = sections.iter().map(|section| format!("`{}`", section.name)).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
