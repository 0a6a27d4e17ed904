//! Credentials in the files of the command line tool, `tccli`.

use std::path::{Path, PathBuf};

use super::cached::CachedCredentials;
use super::check::Missing;
use super::context::Context;
use super::environment::Environment;
use super::file;
use super::found::Found;
use super::key::Credentials;
use super::profile::PROFILE;
use super::provider::ProvideCredentials;
use super::settings::ClientSettings;
use super::tccli_files::{Configuration, Credential};
use crate::{BoxFuture, Error};

const TOOL_PROFILE: &str = "TCCLI_PROFILE";
/// The name is that of Terraform's provider, which reads the same files.
const FOLDER: &str = "TENCENTCLOUD_SHARED_CREDENTIALS_DIR";

/// How many other profiles an error names.
const MAX_NAMED: usize = 5;

/// Credentials of the command line tool, `tccli`: those that `tccli configure`, `tccli auth login` or `tccli sso login`
/// saved in `~/.tccli/<profile>.credential`.
///
/// The profile is that of the variable `TCCLI_PROFILE`, otherwise of `TENCENTCLOUD_PROFILE`, otherwise `default`. The
/// variable `TENCENTCLOUD_SHARED_CREDENTIALS_DIR` replaces the folder `~/.tccli`.
///
/// - A saved key is used as it is. With a `role-arn`, it assumes that role.
/// - The temporary key of a login is used until it expires, then the file is read again. The tool renews it in the file
///   when it runs. This crate does not renew it: an expired key is an error.
/// - With `use-cvm-role`, the credentials are those of the [role of the machine](super::CvmRole).
///
/// `<profile>.configure` sets the region of the client. If the tool's root domain is not the default one, it sets the
/// endpoint too; the international edition of the tool sets the international site.
#[doc(alias = "tccli")]
#[derive(Debug)]
pub struct TccliProfile(CachedCredentials<TccliLocation>);

/// The folder and name of a profile.
#[derive(Clone, Debug, Default)]
pub(super) struct TccliLocation {
    folder: Option<PathBuf>,
    name: Option<String>,
}

impl TccliProfile {
    /// Returns the profile that the environment names.
    #[expect(clippy::new_without_default, reason = "`default` is the name of a profile")]
    pub fn new() -> Self {
        Self(CachedCredentials::new(TccliLocation::default()))
    }

    /// Returns the profile with this name.
    pub fn named(name: impl Into<String>) -> Self {
        Self(CachedCredentials::new(TccliLocation { name: Some(name.into()), folder: None }))
    }

    /// Sets the folder. Default: `~/.tccli`.
    pub fn folder(self, path: impl Into<PathBuf>) -> Self {
        Self(self.0.with(|location| location.folder = Some(path.into())))
    }
}

impl ProvideCredentials for TccliProfile {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        self.0.provide(context)
    }

    fn settings(&self, environment: &Environment) -> Result<ClientSettings, Error> {
        self.0.settings(environment)
    }
}

impl ProvideCredentials for TccliLocation {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async move { self.find(&context.environment).provide(context).await.map_err(Missing::into_error) })
    }

    fn settings(&self, environment: &Environment) -> Result<ClientSettings, Error> {
        self.find(environment).settings
    }
}

impl TccliLocation {
    /// Finds the profile. Nothing is sent.
    pub(super) fn find(&self, environment: &Environment) -> Found {
        self.try_find(environment).unwrap_or_else(Found::missing)
    }

    fn try_find(&self, environment: &Environment) -> Result<Found, Missing> {
        let folder = self.folder(environment).ok_or_else(|| Missing::absent("the home directory is not known"))?;
        let named = [TOOL_PROFILE, PROFILE].into_iter().find_map(|name| environment.variable(name));
        let wanted = self.name.clone().or(named);
        let name = wanted.as_deref().unwrap_or("default");
        if name.contains(['/', '\\']) {
            return Err(Missing::wrong(format!("invalid name of a profile: `{name}`")));
        }
        let path = folder.join(format!("{name}.credential"));
        let text = match file::read_default(&path) {
            Err(Missing::Absent(error)) => return Err(absent(&error, &folder, wanted.is_some())),
            text => text?,
        };
        let credential = Credential::parse(&path, &text)?;
        let beside = folder.join(format!("{name}.configure"));
        let configuration = Configuration::read(&beside);
        let origin = credential.origin(&path, configuration.as_ref().ok());
        let settings = configuration.and_then(|configuration| configuration.settings(&beside, credential.site()));
        Ok(Found { origin, settings })
    }

    fn folder(&self, environment: &Environment) -> Option<PathBuf> {
        let named = || environment.variable(FOLDER).map(PathBuf::from);
        self.folder.clone().or_else(named).or_else(|| Some(environment.home()?.join(".tccli")))
    }
}

/// Returns the reason for a missing profile, with the profiles that exist. One that somebody named is meant to be used.
fn absent(error: &Error, folder: &Path, is_named: bool) -> Missing {
    let others = profiles(folder);
    let others = if others.is_empty() { String::new() } else { format!(", found {}", others.join(", ")) };
    let message = format!("{error}{others}");
    if is_named { Missing::wrong(message) } else { Missing::absent(message) }
}

/// Returns the first profiles of a folder, sorted.
fn profiles(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).into_iter().flatten().filter_map(|entry| {
        let name = entry.ok()?.file_name().into_string().ok()?;
        Some(format!("`{}`", name.strip_suffix(".credential")?))
    });
    let mut names: Vec<_> = names.collect();
    names.sort();
    names.truncate(MAX_NAMED);
    names
}
