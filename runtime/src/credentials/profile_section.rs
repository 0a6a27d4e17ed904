//! The section of a profile: its credentials and settings.

use super::check::check;
use super::found::Origin;
use super::ini::Section;
use super::key::Credentials;
use super::process::Process;
use super::settings::ClientSettings;
use crate::Error;

/// The line and text of a problem. Texts have no secrets.
type Problem = (usize, String);

/// Returns the settings of the client. `at` returns the location of a line.
pub(super) fn settings(section: &Section<'_>, at: impl Fn(usize) -> String) -> Result<ClientSettings, Error> {
    ClientSettings::of_profile(|key| section.get(key).map(|entry| (entry.value.to_owned(), at(entry.line))))
}

/// Returns where the credentials come from. With `ignores_role`, they are those that would assume the role.
pub(super) fn origin(section: &Section<'_>, ignores_role: bool) -> Result<Origin, Problem> {
    let own = match section.get("credential_process") {
        Some(entry) if section.get("secret_id").is_some() => {
            Err((entry.line, "expected either `secret_id` or `credential_process`, found both".to_owned()))
        }
        Some(entry) => Process::parse(entry.value).map(Origin::Process).map_err(|problem| (entry.line, problem)),
        None => key(section).map(Origin::Key),
    }?;
    match text(section, "role_arn") {
        Some(arn) if !ignores_role => {
            let mut role = own.assume(arn, text(section, "role_session_name"));
            role.external_id = text(section, "external_id").map(str::to_owned);
            Ok(Origin::Role(Box::new(role)))
        }
        _ => Ok(own),
    }
}

fn key(section: &Section<'_>) -> Result<Credentials, Problem> {
    let required = |key: &str| {
        text(section, key).ok_or_else(|| (section.line, format!("the profile `{}` has no {key}", section.name)))
    };
    let mut found = Credentials::new(required("secret_id")?, required("secret_key")?);
    found.token = text(section, "token").map(str::to_owned);
    check(&found).map_err(|problem| (section.line, format!("{problem} in the profile `{}`", section.name)))?;
    Ok(found)
}

/// Returns a value, unless it is empty.
fn text<'a>(section: &Section<'a>, key: &str) -> Option<&'a str> {
    section.get(key).map(|entry| entry.value).filter(|value| !value.is_empty())
}
