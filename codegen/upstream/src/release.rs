//! The two sites that publish metadata, and an opened release of one of them.

use std::fmt;
use std::io;
use std::path::Path;

use crate::source::{self, Source};

/// A site of Tencent Cloud, with metadata of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Site {
    /// The site for China: more services, described in Chinese.
    China,
    /// The international site: described in English.
    International,
}

impl Site {
    /// All sites, in the order of precedence.
    pub const ALL: [Site; 2] = [Site::China, Site::International];

    /// Returns the word for the site: `china` or `international`.
    pub fn as_str(self) -> &'static str {
        match self {
            Site::China => "china",
            Site::International => "international",
        }
    }

    /// Returns the Python package that contains the metadata.
    pub fn package(self) -> &'static str {
        match self {
            Site::China => "tccli",
            Site::International => "tccli-intl-en",
        }
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An opened release of a site's metadata.
pub struct Release {
    /// The site.
    pub site: Site,
    /// The version, such as `3.1.189.1`. `None` for metadata that does not state it.
    pub version: Option<String>,
    /// The files.
    pub source: Box<dyn Source>,
}

impl Release {
    /// Opens the metadata at `path`: a folder, a file or an archive. Its name may state the site and the version, as
    /// `tccli_intl_en-3.1.193.1-py2.py3-none-any.whl` does. Otherwise the site is `site`.
    ///
    /// # Errors
    ///
    /// Fails if the metadata cannot be read.
    pub fn open(path: &Path, site: Site) -> io::Result<Self> {
        let source = source::open(path)?;
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let (site, version) = match package_of(name).filter(|_| path.is_file()) {
            Some((site, version)) => (site, Some(version.to_owned())),
            None => (site, None),
        };
        Ok(Self { site, version, source })
    }

    /// Names the release for people, such as `tccli 3.1.189.1`.
    pub fn name(&self) -> String {
        self.version
            .as_ref()
            .map_or_else(|| self.site.package().to_owned(), |version| format!("{} {version}", self.site.package()))
    }
}

/// Returns the site and the version that the file name of a wheel states.
pub fn package_of(file: &str) -> Option<(Site, &str)> {
    let mut parts = file.strip_suffix(".whl")?.split('-');
    let package = parts.next()?.replace('_', "-");
    let site = Site::ALL.into_iter().find(|site| site.package() == package)?;
    let version = parts.next()?;
    let is_version = version.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    is_version.then_some((site, version))
}
