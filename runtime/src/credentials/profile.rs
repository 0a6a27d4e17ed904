//! Credentials in a profile file.

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
use crate::{BoxFuture, Error};

const FILE: &str = "TENCENTCLOUD_CREDENTIALS_FILE";
const PROFILE: &str = "TENCENTCLOUD_PROFILE";
const SYSTEM: &str = "/etc/tencentcloud/credentials";

/// A profile of a file that holds credentials, as the official SDKs read it:
///
/// ```ini
/// [default]
/// secret_id = AKID…
/// secret_key = …
/// ```
///
/// and a `token` where they are temporary. The file is the one that `TENCENTCLOUD_CREDENTIALS_FILE` names, else
/// `~/.tencentcloud/credentials`, else `/etc/tencentcloud/credentials`. The profile is the one that
/// `TENCENTCLOUD_PROFILE` names, else `default`.
///
/// A profile with a `role_arn` is refused, because its key is not meant to be used as it is: give the role to
/// [`AssumeRole`](super::AssumeRole) and the profile to that as [`source_of_role`](Self::source_of_role).
///
/// The file is read once.
#[derive(Debug)]
pub struct Profile(CachedCredentials<ProfileLocation>);

/// Where a profile is.
#[derive(Clone, Debug, Default)]
pub(super) struct ProfileLocation {
    file: Option<PathBuf>,
    name: Option<String>,
    source_of_role: bool,
}

impl Profile {
    /// The profile that the environment names.
    #[expect(clippy::new_without_default, reason = "`default` is the name of a profile")]
    pub fn new() -> Self {
        Self(CachedCredentials::new(ProfileLocation::default()))
    }

    /// A profile by its name.
    pub fn named(name: impl Into<String>) -> Self {
        Self(CachedCredentials::new(ProfileLocation { name: Some(name.into()), ..ProfileLocation::default() }))
    }

    /// Reads this file.
    pub fn file(self, path: impl Into<PathBuf>) -> Self {
        Self(self.0.with(|location| location.file = Some(path.into())))
    }

    /// Takes the key of the profile even though the profile has a `role_arn`: for
    /// [`AssumeRole`](super::AssumeRole), which needs the key in order to assume it.
    pub fn source_of_role(self) -> Self {
        Self(self.0.with(|location| location.source_of_role = true))
    }
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

    /// The first file that there is. One that was named has to be there.
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
            let problem = "role_arn is not acted on: give it to AssumeRole, with Profile::source_of_role as its source";
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
    Missing::wrong(format!("{} cannot be read: {error}", path.display()))
}

/// Why there is no file at one of the usual places. One in a directory that is closed to this user is not for this user:
/// a service may well run with the home directory of another.
fn miss(path: &Path, error: &io::Error) -> Option<String> {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Some(format!("there is no {}", path.display())),
        io::ErrorKind::PermissionDenied => Some(format!("{} must not be read: {error}", path.display())),
        _ => None,
    }
}

/// A file without the profile that everybody has is no mistake: it may be there for the other profiles.
fn no_section(name: &str, wanted: bool, path: &Path, sections: &[Section<'_>]) -> Missing {
    let names: Vec<_> = sections.iter().map(|section| format!("`{}`", section.name)).collect();
    let others = if names.is_empty() { "no profile".to_owned() } else { names.join(", ") };
    let message = format!("{} has no profile `{name}`; it has {others}", path.display());
    if wanted { Missing::wrong(message) } else { Missing::absent(message) }
}
