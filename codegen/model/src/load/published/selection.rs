//! Which services and actions of a source are read.

use super::identity::folder_of;
use super::source::Source;

/// The services to read, and what to leave out. By default everything is read.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The names of the services to read. Empty for all.
    pub only: Vec<String>,
    /// What to leave out: services, or actions of a service.
    pub skip: Vec<Skip>,
}

/// A service, or one of its actions, that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skip {
    /// The service.
    pub service: String,
    /// The action. `None` for the whole service.
    pub action: Option<String>,
}

impl Skip {
    /// Parses `SERVICE` or `SERVICE:ACTION`.
    pub fn parse(text: &str) -> Self {
        match text.split_once(':') {
            Some((service, action)) => Self { service: service.to_owned(), action: Some(action.to_owned()) },
            None => Self { service: text.to_owned(), action: None },
        }
    }
}

impl Selection {
    /// Returns whether an action is left out.
    pub fn skips_action(&self, service: &str, action: &str) -> bool {
        self.skip.iter().any(|skip| skip.service == service && skip.action.as_deref() == Some(action))
    }

    /// Returns whether a service is read.
    pub fn selects(&self, service: &str) -> bool {
        let is_skipped = self.skip.iter().any(|skip| skip.service == service && skip.action.is_none());
        !is_skipped && (self.only.is_empty() || self.only.iter().any(|name| name == service))
    }

    /// Returns the files of a source to read. A folder has the name of its service, with few exceptions: only for a
    /// service without a folder are other files searched for its name. A file without a folder was named itself.
    pub fn files(&self, source: &dyn Source) -> Vec<String> {
        let files = source.files();
        let in_folder = |name: &str| files.iter().any(|file| folder_of(file) == Some(name));
        let searched: Vec<_> = self.only.iter().filter(|name| !in_folder(name)).collect();
        let is_selected = |file: &&String| match folder_of(file) {
            Some(folder) if self.only.is_empty() || self.only.iter().any(|name| name == folder) => {
                !self.skip.iter().any(|skip| skip.service == folder && skip.action.is_none())
            }
            None => true,
            Some(_) => searched.iter().any(|name| names_service(source, file, name)),
        };
        files.iter().filter(is_selected).cloned().collect()
    }
}

/// Returns whether the text of a file states the name of a service. The file is not parsed.
fn names_service(source: &dyn Source, file: &str, service: &str) -> bool {
    let Ok(bytes) = source.read(file) else { return false };
    let text = String::from_utf8_lossy(&bytes);
    let mut values = text.split("\"serviceShortName\"").skip(1);
    let value =
        values.find_map(|rest| rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?.split('"').next());
    value.is_some_and(|value| value.trim() == service)
}
