//! Credentials in profile files.

use std::io;
use std::path::{Path, PathBuf};

use super::cached::CachedCredentials;
use super::check::{Missing, check};
use super::context::Context;
use super::environment::Environment;
use super::file;
use super::ini::{Section, parse};
use super::key::Credentials;
use super::provider::ProvideCredentials;
use crate::{BoxFuture, Error, Site};

const FILE: &str = "TENCENTCLOUD_CREDENTIALS_FILE";
const PROFILE: &str = "TENCENTCLOUD_PROFILE";
const SYSTEM: &str = "/etc/tencentcloud/credentials";

/// Credentials from a profile file in the format of the official SDKs:
///
/// ```ini
/// [default]
/// secret_id = AKID…
/// secret_key = …
/// ```
///
/// Temporary credentials also have a `token`, and those of the international site a `site = international`, which
/// decides the hosts if the profile is found by the [`DefaultChain`](super::DefaultChain). The file is that of the variable `TENCENTCLOUD_CREDENTIALS_FILE`,
/// otherwise `~/.tencentcloud/credentials`, otherwise `/etc/tencentcloud/credentials`. The profile is that of the
/// variable `TENCENTCLOUD_PROFILE`, otherwise `default`.
///
/// A profile with a `role_arn` is rejected, because its key is not meant to be used directly: pass the role to
/// [`AssumeRole`](super::AssumeRole), with the profile as its [`source_of_role`](Self::source_of_role).
///
/// The file is read once.
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

    /// Allows a profile with a `role_arn`, for [`AssumeRole`](super::AssumeRole), which assumes the role with the
    /// profile's key.
    pub fn source_of_role(self) -> Self {
        Self(self.0.with(|location| location.source_of_role = true))
    }
}

/// Returns the site that the profile of the environment names, unless the environment has the credentials. A file that
/// cannot be read names none: the call that needs credentials reports it.
pub(crate) fn site_of_profile(environment: &Environment) -> Result<Option<Site>, Error> {
    if super::variables::read(environment).is_ok() {
        return Ok(None);
    }
    let Ok((path, text)) = ProfileLocation::default().open(environment) else { return Ok(None) };
    let name = environment.read(PROFILE);
    let name = name.as_deref().unwrap_or("default");
    let sections = parse(&text).unwrap_or_default();
    let entry = sections.iter().find(|section| section.name == name).and_then(|section| section.get("site"));
    entry.map(|entry| Site::of_setting(&format!("{}:{}", path.display(), entry.line), entry.value)).transpose()
}

impl ProvideCredentials for Profile {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        self.0.provide(context)
    }
}

impl ProvideCredentials for ProfileLocation {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async move { self.read(&context.environment).map_err(Missing::into_error) })
    }
}

impl ProfileLocation {
    pub(super) fn read(&self, environment: &Environment) -> Result<Credentials, Missing> {
        let (path, text) = self.open(environment)?;
        let at = |line: usize, what: &str| Missing::wrong(format!("{}:{line}: {what}", path.display()));
        let sections = parse(&text).map_err(|problem| at(problem.line, &problem.message))?;
        let wanted = self.name.clone().or_else(|| environment.read(PROFILE));
        let name = wanted.as_deref().unwrap_or("default");
        match sections.iter().find(|section| section.name == name) {
            Some(section) => self.take(section).map_err(|(line, problem)| at(line, &problem)),
            None => Err(no_section(name, wanted.is_some(), &path, &sections)),
        }
    }

    /// Reads the first file that exists. An explicitly named file must exist.
    fn open(&self, environment: &Environment) -> Result<(PathBuf, String), Missing> {
        if let Some(path) = self.file.clone().or_else(|| environment.read(FILE).map(PathBuf::from)) {
            let text = file::read(&path).map_err(|error| unreadable(&path, &error))?;
            return Ok((path, text));
        }
        let mut misses = Vec::new();
        for path in home(environment).into_iter().chain([PathBuf::from(SYSTEM)]) {
            match file::read(&path) {
                Ok(text) => return Ok((path, text)),
                Err(error) => misses.push(miss(&path, &error).ok_or_else(|| unreadable(&path, &error))?),
            }
        }
        Err(Missing::absent(misses.join("; ")))
    }

    fn take(&self, section: &Section<'_>) -> Result<Credentials, (usize, String)> {
        let text = |key: &str| section.get(key).map(|entry| entry.value);
        let required = |key: &str| {
            let missing = || (section.line, format!("the profile `{}` has no {key}", section.name));
            text(key).filter(|value| !value.is_empty()).ok_or_else(missing)
        };
        if let (false, Some(role)) = (self.source_of_role, section.get("role_arn")) {
            let problem =
                "`role_arn` is not supported: pass it to `AssumeRole`, with `Profile::source_of_role` as its source";
            return Err((role.line, problem.to_owned()));
        }
        let mut found = Credentials::new(required("secret_id")?, required("secret_key")?);
        found.token = text("token").filter(|token| !token.is_empty()).map(str::to_owned);
        check(&found).map_err(|problem| (section.line, format!("{problem} in the profile `{}`", section.name)))?;
        Ok(found)
    }
}

fn home(environment: &Environment) -> Option<PathBuf> {
    let home = environment.read(if cfg!(windows) { "USERPROFILE" } else { "HOME" })?;
    Some(Path::new(&home).join(".tencentcloud").join("credentials"))
}

fn unreadable(path: &Path, error: &io::Error) -> Missing {
    Missing::wrong(format!("cannot read {}: {error}", path.display()))
}

/// Returns the reason why a default file does not apply, or `None` for another error. A file without read permission
/// does not apply: a service may run with the home directory of another user.
fn miss(path: &Path, error: &io::Error) -> Option<String> {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Some(format!("{} does not exist", path.display())),
        io::ErrorKind::PermissionDenied => Some(format!("no permission to read {}: {error}", path.display())),
        _ => None,
    }
}

/// Returns the reason for a missing profile. A missing default profile is not an error: the file may exist for others.
fn no_section(name: &str, wanted: bool, path: &Path, sections: &[Section<'_>]) -> Missing {
    let names: Vec<_> = sections.iter().map(|section| format!("`{}`", section.name)).collect();
    let others = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    let message = format!("{} has no profile `{name}`, found {others}", path.display());
    if wanted { Missing::wrong(message) } else { Missing::absent(message) }
}
